import type { Finding } from 'ringproof';
export const findings: Readonly<Record<string, Finding>> = {};
export const userFindings: Readonly<Record<string, Finding>> = {};

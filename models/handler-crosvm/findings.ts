import type { Finding } from 'ringproof';

/** What the receiving side is known to break, by proof id. */
export const findings: Readonly<Record<string, Finding>> = {};

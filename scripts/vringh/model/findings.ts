import type { Finding } from 'ringproof';

/** What the kernel's queue is known to break, by proof id. */
export const findings: Readonly<Record<string, Finding>> = {};

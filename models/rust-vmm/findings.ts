import type { Finding } from 'ringproof';

/** Properties that this implementation is known to break, by proof id. */
export const findings: Readonly<Record<string, Finding>> = {};

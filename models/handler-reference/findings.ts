import type { Finding } from 'ringproof';

/** What the handler is known to break, by proof id. A finding hides nothing else. */
export const findings: Readonly<Record<string, Finding>> = {};

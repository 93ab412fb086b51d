import type { Finding } from 'ringproof';

/** What this queue leaves open, as the reference model does, by proof id. */
export const findings: Readonly<Record<string, Finding>> = {
  'split/activation-units': {
    breaks: ['an element can be added'],
    reason:
      'The text knows addresses, not regions: a queue whose idx is mapped is activated, also where a region ends within idx ' +
      'or its base is odd, and an access as one unit is refused.',
    affects: 'conforming peer',
    reference: 'VIRTIO 1.3, 2.7.8',
  },
};

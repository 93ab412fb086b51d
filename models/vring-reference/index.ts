import { vring } from 'ringproof/virtio/handler';
import { vringModel } from './ring.ts';

/** Rings that a front end starts and stops, which break nothing. */
export const referenceVring = vring.implement(
  { name: 'vring-reference', source: 'rings of our own' },
  vringModel(),
);

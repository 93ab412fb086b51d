import { vring } from 'ringproof/virtio/handler';
import { findings } from './findings.ts';
import { vhostUserRings } from './ring.ts';

/** The rings of rust-vmm's framework for vhost-user back ends. */
export const vhostUserBackend = vring.implement(
  {
    name: 'vhost-user-backend',
    source: 'rust-vmm vhost, vhost-user-backend/src at 4e217d9: handler.rs, vring.rs, event_loop.rs',
    findings,
  },
  vhostUserRings,
);

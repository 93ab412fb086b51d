import { handler } from 'ringproof/virtio/handler';
import { inflateModel } from './balloon.ts';
import { blockModel } from './block.ts';
import { blockFindings, inflateFindings, statsFindings } from './findings.ts';
import { statsModel } from './stats.ts';

const SOURCE = 'Firecracker, src/vmm/src/devices/virtio at 81b38b9';

/** The block device, with the asynchronous engine. */
export const firecrackerBlock = handler.implement(
  {
    name: 'firecracker-block',
    source: `${SOURCE}: block/virtio/device.rs and request.rs`,
    findings: blockFindings,
  },
  blockModel,
);

/** The inflate queue of the balloon. */
export const firecrackerInflate = handler.implement(
  { name: 'firecracker-inflate', source: `${SOURCE}: balloon/device.rs`, findings: inflateFindings },
  inflateModel(),
);

/** The queue of the balloon's statistics. */
export const firecrackerStats = handler.implement(
  { name: 'firecracker-stats', source: `${SOURCE}: balloon/device.rs`, findings: statsFindings },
  statsModel(),
);

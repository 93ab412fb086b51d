import { handler } from 'ringproof/virtio/handler';
import { blockModel } from './block.ts';
import { blockFindings } from './findings.ts';

/** The block device, with a back end that takes batches. */
export const cloudHypervisorBlock = handler.implement(
  {
    name: 'cloud-hypervisor-block',
    source:
      'Cloud Hypervisor at ae44c29: virtio-devices/src/block.rs, thread_helper.rs; block/src/io/request.rs',
    findings: blockFindings,
  },
  blockModel,
);

import { handler } from 'ringproof/virtio/handler';
import { findings } from './findings.ts';
import { mrgRxModel } from './net.ts';

/** The receiving side of the network device, with buffers that are merged. */
export const crosvmMrgRx = handler.implement(
  {
    name: 'crosvm-mrg-rx',
    source:
      'crosvm, devices/src/virtio at f1e797a: net.rs, net/sys/linux.rs, process_mrg_rx; queue/split_queue.rs, try_pop_length',
    findings,
  },
  mrgRxModel(),
);

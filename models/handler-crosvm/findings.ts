import type { Finding } from 'ringproof';

const NET = 'devices/src/virtio/net/sys/linux.rs, process_mrg_rx';
const QUEUE = 'devices/src/virtio/queue/split_queue.rs';

/** What the receiving side is known to break, by proof id. */
export const findings: Readonly<Record<string, Finding>> = {
  'handler/no-lost-kick': {
    breaks: ['so it will where the chains that are there are not enough'],
    reason:
      'A frame that needs more chains than there are waits for another one. With EVENT_IDX, avail_event is set only after the look ' +
      'that found none, and there is no second look: a driver that adds its last chains in between does not notify the device, ' +
      'which then receives nothing more.',
    affects: 'conforming peer',
    reference: `${QUEUE}, SplitQueue::try_pop_length`,
  },
  'handler/bad-chain': {
    breaks: ['others are served'],
    reason:
      'A chain that cannot be used looks like an empty ring: its entry is not passed, and the device waits without a report. ' +
      'Every later look ends at the same entry.',
    affects: 'misbehaving peer',
    reference: `${QUEUE}, SplitQueue::peek`,
  },
  'handler/bounded': {
    breaks: ['fewer iterations are left'],
    reason:
      'The loop runs as long as there are frames and chains: with both refilled all the time the worker serves neither the transmit ' +
      'queue nor the event that ends it.',
    affects: 'host',
    reference: NET,
  },
  'handler/death-reported': {
    breaks: ['it is so where something fails'],
    reason:
      'An error of the tap ends the worker, which is logged. The driver is not asked for a reset; its queues are no longer served.',
    affects: 'conforming peer',
    reference: `${NET}; devices/src/virtio/net.rs, Worker::run`,
  },
  'handler/signalled': {
    breaks: [
      'one before a failure gets one in a run that comes by itself',
      'none before a failure is left without a decision',
    ],
    reason:
      'An error of the tap ends the run before the driver is notified of frames that the same run has delivered.',
    affects: 'conforming peer',
    reference: NET,
  },
  'handler/event-idx': {
    breaks: [
      'one before a failure gets one in a run that comes by itself',
      'none before a failure is left without a decision',
    ],
    reason:
      'An error of the tap ends the run before the driver is notified of frames that the same run has delivered.',
    affects: 'conforming peer',
    reference: NET,
  },
  'handler/error-reported': {
    breaks: [],
    unreached: ['the ring fails'],
    reason:
      'The queue does not compare the available idx with its size, and accesses to rings panic if they fail: no error gets here.',
    reference: `${QUEUE}, SplitQueue::peek`,
  },
};

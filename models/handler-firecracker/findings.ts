import type { Finding } from 'ringproof';

const DEVICE = 'src/vmm/src/devices/virtio';

/** A driver that makes chains available as fast as they are taken keeps the loop running. */
function unbounded(reference: string): Finding {
  return {
    breaks: ['fewer iterations are left'],
    reason:
      'The loop runs until no chain is available. A driver on another processor that refills the queue all the time keeps it running, ' +
      'and with it the thread that serves all other devices of the machine, and its API.',
    affects: 'host',
    reference,
  };
}

/** An available idx that is too far ahead ends the process. */
function panics(reference: string): Finding {
  return {
    breaks: ['the process runs'],
    reason:
      'An available idx that is more than the queue size ahead is a panic, on purpose: the process and the machine end, instead of ' +
      'the one device asking for a reset.',
    affects: 'misbehaving peer',
    reference,
  };
}

const BLOCK = `${DEVICE}/block/virtio/device.rs, VirtioBlock::process_queue`;

export const blockFindings: Readonly<Record<string, Finding>> = {
  'handler/repeated-head': {
    breaks: ['one chain of the head is in flight'],
    reason:
      'Which heads are in flight is not kept: one that comes again is submitted as another request, or refused and returned while the ' +
      'first one is with the engine. A request is found by its own data, not by its head, so the host is safe; the driver that ' +
      'did so gets the head back twice.',
    affects: 'misbehaving peer',
    reference: `${BLOCK} and Request::process`,
  },
  'handler/block-status': {
    breaks: ['so does one that the device refuses'],
    reason:
      'A request that is refused, such as one for sectors beyond the end of the disk or of a length that is no multiple of 512, is ' +
      'returned with length 0 and no status: the driver finds in the status byte whatever it was.',
    affects: 'misbehaving peer',
    reference: `${BLOCK} and Request::parse`,
  },
  'handler/bounded': unbounded(BLOCK),
  'handler/stays-up': panics(`${BLOCK} and its callers`),
  'handler/stop': {
    breaks: ['each chain is returned', 'no completion comes later'],
    reason:
      'An error while the engine waits for its requests is logged, and the snapshot goes on without them: their chains are in flight in ' +
      'it, and a machine that is restored from it never returns them.',
    affects: 'conforming peer',
    reference: `${DEVICE}/block/virtio/device.rs, VirtioBlock::prepare_save and drain_and_flush`,
  },
  'handler/length-written': {
    breaks: ['so was the last one, which is a status'],
    reason:
      'The status byte, the last of the writable ones, is counted also where the data before it were not written, or in part: after ' +
      'a failed read the length is 1, and the first byte of the buffer is what it was.',
    affects: 'conforming peer',
    reference: `${DEVICE}/block/virtio/request.rs, PendingRequest::write_status_and_finish`,
  },
};

const INFLATE = `${DEVICE}/balloon/device.rs, Balloon::process_inflate`;

/** What an error in the middle of the loop leaves. */
const LEFT =
  'Page numbers that cannot be read end the loop by an error, which is logged, past the end of the function:';

/** The balloon asks no queue whether to notify. */
function unasked(reference: string): Finding {
  return {
    breaks: ['no notification is sent that is not wanted'],
    reason:
      'The balloon notifies the driver of used buffers without a look at what it asks for: a driver that set flags to 1 is interrupted ' +
      'all the same.',
    affects: 'conforming peer',
    reference,
  };
}

export const inflateFindings: Readonly<Record<string, Finding>> = {
  'handler/bounded': unbounded(INFLATE),
  'handler/stays-up': panics(`${INFLATE}; balloon/mod.rs, report_balloon_event_fail`),
  'handler/heads-kept': {
    breaks: ['it is so of a chain longer than the device takes', 'it is so where something fails'],
    reason:
      'A chain with more than 256 page numbers is skipped: it is taken and never returned. VIRTIO sets no such limit; the driver of ' +
      'Linux keeps it. A chain whose page numbers cannot be read is not returned either. After as many of them as the queue has ' +
      'entries the driver has no descriptor left.',
    affects: 'conforming peer',
    reference: INFLATE,
  },
  'handler/published': {
    breaks: ['nor is anything where something fails'],
    reason: `${LEFT} elements of chains before it stay invisible until a later run publishes them.`,
    affects: 'misbehaving peer',
    reference: INFLATE,
  },
  'handler/signalled': {
    breaks: [
      'one before a failure gets one in a run that comes by itself',
      'none before a failure is left without a decision',
    ],
    reason: `${LEFT} no notification is sent for the chains before it, also once a later run has published them without one of its own.`,
    affects: 'misbehaving peer',
    reference: INFLATE,
  },
  'handler/wanted': unasked(`${INFLATE} and Balloon::signal_used_queue`),
  'handler/no-lost-kick': {
    breaks: ['so it will where something fails'],
    reason: `${LEFT} chains after it wait until the driver notifies the device of another one.`,
    affects: 'misbehaving peer',
    reference: INFLATE,
  },
  'handler/collected': {
    breaks: ['it is so where something fails'],
    reason: `${LEFT} pages that chains before it have named are not discarded, then or later, though the driver gets these chains back.`,
    affects: 'misbehaving peer',
    reference: INFLATE,
  },
};

const STATS = `${DEVICE}/balloon/device.rs, Balloon::process_stats_queue`;

export const statsFindings: Readonly<Record<string, Finding>> = {
  'handler/wanted': unasked(
    `${DEVICE}/balloon/device.rs, Balloon::trigger_stats_update and Balloon::signal_used_queue`,
  ),
  'handler/bounded': unbounded(STATS),
  'handler/stays-up': panics(`${STATS}; balloon/mod.rs, report_balloon_event_fail`),
  'handler/heads-kept': {
    breaks: ['it is so where something fails'],
    reason:
      'Statistics that cannot be read end the loop by an error, which is logged: the chain is taken and never returned.',
    affects: 'misbehaving peer',
    reference: STATS,
  },
  'handler/returned-once': {
    breaks: ['it is so where something fails'],
    reason:
      'A chain that comes while the device holds another one makes it return that. Its index is replaced only once the new statistics ' +
      'are read: where that fails, it is kept, and the timer returns the same head a second time.',
    affects: 'misbehaving peer',
    reference: `${STATS}; Balloon::trigger_stats_update`,
  },
  'handler/bad-chain': {
    breaks: ['others are served'],
    reason:
      'Statistics that cannot be read end the loop by an error: chains after it wait until the driver notifies the device of another one.',
    affects: 'misbehaving peer',
    reference: STATS,
  },
  'handler/no-lost-kick': {
    breaks: ['so it will where something fails'],
    reason:
      'Statistics that cannot be read end the loop by an error: chains after it wait until the driver notifies the device of another one.',
    affects: 'misbehaving peer',
    reference: STATS,
  },
};

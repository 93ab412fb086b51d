import type { Finding } from 'ringproof';

const BLOCK = 'virtio-devices/src/block.rs';
const SUBMIT = `${BLOCK}, BlockEpollHandler::process_queue_submit`;

export const blockFindings: Readonly<Record<string, Finding>> = {
  'handler/block-status': {
    breaks: ['all of it was done'],
    reason:
      'Any result of the back end that is no error is answered as done, also where fewer bytes were transferred than asked for, as a ' +
      'write is on a host whose file system is full: the driver takes data for stored that are not, or reads what was in its buffer.',
    affects: 'conforming peer',
    reference: `${BLOCK}, BlockEpollHandler::process_queue_complete`,
  },
  'handler/writes-within': {
    breaks: ['no more than the writable bytes are written'],
    reason:
      'The status of a write that is refused, on a read-only disk or to the first sector of one whose type was detected, is written as ' +
      'the 32-bit constant that it is: three bytes after the status byte are overwritten with zeroes.',
    affects: 'conforming peer',
    reference: `${SUBMIT}, after check_request`,
  },
  'handler/heads-kept': {
    breaks: ['it is so where something fails'],
    reason:
      'An element that add_used refuses, such as one of a head beyond the table, ends the run by an error that is only logged: requests ' +
      'that were collected for a batch before it are dropped, and their heads never returned. A completion is lost in the same ' +
      'way when fsync or copying from a bounce buffer fails, which takes no fault of the driver.',
    affects: 'conforming peer',
    reference: `${SUBMIT} and process_queue_complete`,
  },
  'handler/stop': {
    breaks: ['it still has it where something fails'],
    reason:
      'As of handler/heads-kept: a completion that ends in an error counts as done, so a pause does not wait for its chain, which is ' +
      'returned neither before nor after it.',
    affects: 'conforming peer',
    reference: `${BLOCK}, Block::wait_for_active_requests; BlockEpollHandler::process_queue_complete`,
  },
  'handler/error-reported': {
    breaks: ['it is reported'],
    reason:
      'Only an error of the iterator makes the device ask for a reset. One of add_used or enable_notification is logged, and the driver ' +
      'is not told.',
    affects: 'misbehaving peer',
    reference: `${BLOCK}, BlockEpollHandler::process_queue_submit_and_signal`,
  },
  'handler/bad-chain': {
    breaks: ['others are served'],
    reason:
      'A chain of a head beyond the table ends the run by an error that is logged: chains after it wait until the driver notifies the ' +
      'device of another one.',
    affects: 'misbehaving peer',
    reference: SUBMIT,
  },
  'handler/no-lost-kick': {
    breaks: ['nor is one left by what fails, or after as many chains as the queue has entries'],
    reason:
      'A run takes as many chains as the queue has entries. If all of them are done at once, such as requests for the device id or ' +
      'refused ones, and the driver makes another one available in the meantime, enable_notification says so, and nothing looks at ' +
      'the answer: with EVENT_IDX avail_event is the index of a chain that is there already, and no later one is notified of. ' +
      'A run that ends by an error that is only logged leaves chains in the same way.',
    affects: 'conforming peer',
    reference: SUBMIT,
  },
  'handler/completions-taken': {
    breaks: ['it does so where a request fails', 'it does so where the ring fails'],
    reason:
      'An error of one completion, such as of fsync or of add_used, ends the run that takes them, and is only logged. The event was read before: those ' +
      'that are done already are not taken before another request is.',
    affects: 'conforming peer',
    reference: `${BLOCK}, BlockEpollHandler::process_queue_complete`,
  },
  'handler/length-written': {
    breaks: ['so was the last one, which is a status'],
    reason:
      'The status byte, the last of the writable ones, is counted also where the data before it were not written, or in part: after ' +
      'a failed read the length is 1, and the first byte of the buffer is what it was.',
    affects: 'conforming peer',
    reference: `${SUBMIT} and process_queue_complete`,
  },
};

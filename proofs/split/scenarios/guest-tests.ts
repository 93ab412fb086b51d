/** What is known of a test for all inputs of its kind, and not only the one that it tries. */
export type Answer =
  /** These proofs say the same of every state. Findings of theirs are shown with them. */
  | { readonly kind: 'implied'; readonly by: readonly string[]; readonly note?: string }
  /** It takes a kind of property that there is not yet; these proofs say what the operations of the queue do meanwhile. */
  | {
      readonly kind: 'waits';
      readonly for: 'handlers' | 'driver acts in between' | 'chains in flight';
      readonly by: readonly string[];
      readonly note: string;
    }
  /** It is about something that no queue knows; these proofs say what the queue does. */
  | { readonly kind: 'out of reach'; readonly reason: string; readonly by: readonly string[] };

/** A test of the suite virtio-villain, by its name. */
export interface GuestTest {
  /** `null` of a kind of test that is known by its words only. */
  readonly id: string | null;
  readonly name: string;
  /** The file beside this one, without its extension; `null` of what cannot be tried on a queue. */
  readonly scenario: string | null;
  readonly answer: Answer;
}

/** The words of a table for short entries. */
function implied(id: string | null, name: string, by: readonly string[], note?: string): GuestTest {
  return {
    id,
    name,
    scenario: fileOf(id, name),
    answer: { kind: 'implied', by, ...(note !== undefined && { note }) },
  };
}

function waits(
  id: string | null,
  name: string,
  kind: Extract<Answer, { kind: 'waits' }>['for'],
  by: readonly string[],
  note: string,
): GuestTest {
  return { id, name, scenario: fileOf(id, name), answer: { kind: 'waits', for: kind, by, note } };
}

function outOfReach(id: string | null, name: string, by: readonly string[], reason: string): GuestTest {
  return { id, name, scenario: fileOf(id, name), answer: { kind: 'out of reach', by, reason } };
}

function fileOf(id: string | null, name: string): string {
  return [...(id === null ? [] : [id.toLowerCase()]), name.replaceAll(' ', '-')].join('-');
}

const YIELDED = ['chain/agrees-with-specification', 'chain/reads-in-table'];
const BUFFER = 'the walk hands address and length on unchanged, and accesses no buffer; handlers do';
const FORMAT =
  'what the buffers of a request mean is known to its device alone; the walk yields them as they are';

/** Tests of split rings, and kinds of tests of set-up and state. */
export const GUEST_TESTS: readonly GuestTest[] = [
  implied('T0001', 'desc chain loop', [
    'chain/loop',
    'chain/terminates',
    'chain/limit',
    'chain/reports-loop',
  ]),
  implied('T0002', 'desc chain too long', ['chain/limit', 'chain/terminates']),
  waits('T0004', 'desc addr zero', 'handlers', YIELDED, BUFFER),
  waits('T0005', 'desc addr beyond ram', 'handlers', YIELDED, BUFFER),
  implied('T0007', 'desc len huge', ['chain/sums', 'chain/agrees-with-specification']),
  waits('T0008', 'desc len overflow', 'handlers', YIELDED, BUFFER),
  outOfReach('T0010', 'desc write flag wrong out', YIELDED, FORMAT),
  outOfReach('T0011', 'desc read flag wrong in', YIELDED, FORMAT),
  outOfReach('T0013', 'desc no status', YIELDED, FORMAT),
  outOfReach('T0014', 'desc only header', YIELDED, FORMAT),
  implied('T0016', 'indirect nested', ['chain/nested-indirect', 'chain/reports-nested-indirect']),
  implied('T0017', 'indirect and next', ['chain/indirect-with-next', 'chain/reports-indirect-with-next']),
  implied('T0019', 'indirect len zero', ['chain/table-length']),
  implied('T0020', 'indirect addr oob', ['chain/table-unmapped', 'chain/reports-table-unmapped']),
  waits(
    'T0022',
    'duplicate head',
    'chains in flight',
    ['split/pop', 'split/add-used'],
    'a queue does not know which heads are in flight; each pop and each element is right by itself',
  ),
  implied('T0023', 'avail idx jump forward', ['split/pop', 'split/pop-reports-idx']),
  implied('T0025', 'avail ring entry oob', [
    'split/pop-progress',
    'split/pop-reports-head',
    'split/add-used',
  ]),
  implied(
    'T0026',
    'avail flags invalid',
    ['split/pop', 'split/used-notification-always'],
    'bits of flags that are not defined change no chain',
  ),
  implied('T0028', 'used ring guest write', ['split/add-used', 'split/add-used-accesses']),
  implied('T0029', 'used flags guest write', ['split/pop-accesses', 'split/add-used']),
  outOfReach(
    'T0031',
    'kick after reset',
    ['split/reset'],
    'whether a notification reaches a queue that was reset is up to the transport; the reset queue is as one just made',
  ),
  implied('T0041', 'queue size not power of two', ['split/set-up', 'split/activation']),
  implied('T0043', 'queue size too large', ['split/set-up', 'split/activation']),
  implied('T0044', 'queue desc unaligned', ['split/set-up', 'split/activation']),
  implied('T0046', 'queue used unaligned', ['split/set-up', 'split/activation']),
  implied('T0047', 'queue addrs overlap', ['split/activation-overlap']),
  implied('T0049', 'enable without addrs', ['split/activation']),
  waits(
    'T0051',
    'modify inflight desc',
    'driver acts in between',
    ['chain/single-fetch'],
    'a step reads no byte twice; what a device reads again later is its own',
  ),
  implied('T0053', 'interleave rw descs', [
    'chain/readable-before-writable',
    'chain/agrees-with-specification',
  ]),
  implied('T0054', 'chain qsize plus one', ['chain/loop', 'chain/limit', 'chain/reports-loop']),
  implied('T0056', 'modify desc after avail', [
    'split/pop',
    'chain/first-step',
    'chain/agrees-with-specification',
  ]),
  implied('T0057', 'avail idx decrement by one', ['split/pop', 'split/pop-reports-idx']),
  implied(
    'T0059',
    'indirect chained via next',
    ['chain/direct-then-indirect', 'chain/agrees-with-specification'],
    'the specification allows it, so it has to work',
  ),
  outOfReach(
    'T0060',
    'avail update before driver ok',
    ['split/pop', 'split/activation-accepts'],
    'DRIVER_OK is a state of the device; from activation on the entry is taken',
  ),
  implied('T0062', 'avail idx near wrap', ['split/pop', 'split/add-used']),
  waits('T0063', 'desc addr pci bar', 'handlers', YIELDED, BUFFER),
  implied('T0065', 'fill ring completely', ['split/pop', 'split/add-used']),
  implied('T0066', 'avail event uint16 max', ['split/used-notification', 'split/no-lost-interrupt']),
  implied('T0068', 'spurious kick empty ring', ['split/pop', 'split/enable-notification-flags']),
  implied('T0069', 'double kick no new desc', ['split/pop']),
  implied('T0071', 'kick avail eq used', ['split/pop']),
  implied('T0072', 'indirect zero entries', ['chain/table-length', 'chain/reports-table-length']),
  waits(
    'T0074',
    'avail all same desc',
    'chains in flight',
    ['split/pop', 'split/add-used'],
    'a queue does not know which heads are in flight; each pop and each element is right by itself',
  ),
  waits(
    'T0075',
    'desc unmap after submit',
    'driver acts in between',
    ['split/pop', 'chain/agrees-with-specification'],
    'what the driver unmapped before the pop is covered; later it is up to the device',
  ),
  implied('T0077', 'desc total len overflow', ['chain/too-long', 'chain/sums', 'chain/reports-too-long']),
  implied('T0078', 'used ring len overflow', ['split/add-used']),
  implied(
    'T0082',
    'desc all max values',
    ['chain/reads-in-table', 'split/pop-progress'],
    'each fault by itself is in other rows',
  ),
  implied('T0084', 'avail all invalid idx', ['split/pop-progress', 'split/pop-reports-head']),
  implied('T0086', 'desc table unaligned', ['split/set-up', 'split/activation']),
  waits(
    'T0087',
    'used ring len mismatch',
    'handlers',
    ['split/add-used'],
    'a queue publishes the length that it is given; whether so much was written is the handler’s',
  ),
  implied('T0089', 'indirect write and indirect flags', ['chain/write-flag-ignored']),
  waits('T0090', 'desc spanning memory hole', 'handlers', YIELDED, BUFFER),
  implied('T0094', 'used no notify hint', ['split/pop', 'split/disable-notification']),
  implied('T0095', 'queue toggle', ['split/set-up', 'split/activation-accepts', 'split/pop']),
  implied('T0097', 'clear no interrupt', ['split/used-notification-always', 'split/used-notification-flags']),
  implied('T0099', 'indirect len huge', ['chain/table-length', 'chain/reports-table-length']),
  implied(null, 'enabled again without configuration', ['split/reset', 'split/activation']),
  implied(null, 'enabled twice', ['split/activation-accepts', 'split/set-up']),
  implied(null, 'set up after driver ok', ['split/set-up-in-use', 'split/set-up-in-use-accesses']),
  implied(null, 'size changed after reset', ['split/set-up', 'split/reset']),
  implied(null, 'addresses cleared by reset', ['split/reset']),
  waits(
    null,
    'ring reset with entries in flight',
    'chains in flight',
    ['split/reset'],
    'the queue itself is as one just made; that no chain of before is returned is up to the device',
  ),
  implied(null, 'ring reset twice', ['split/reset']),
  implied(null, 'ring reset with a new size', ['split/reset', 'split/set-up']),
  outOfReachWithout(
    null,
    'ring reset while others run',
    'a proof is about one queue; what queues share is the device’s',
  ),
  implied(null, 'suspend with no buffers consumed', ['split/restore', 'split/restore-indices', 'split/pop']),
  implied(null, 'suppression with back pressure', [
    'split/enable-notification',
    'split/no-lost-kick',
    'split/disable-notification',
  ]),
  implied(null, 'used event far away', ['split/used-notification']),
];

function outOfReachWithout(id: string | null, name: string, reason: string): GuestTest {
  return { id, name, scenario: null, answer: { kind: 'out of reach', by: [], reason } };
}

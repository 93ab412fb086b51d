import { isFields, listOf, type Json, type JsonObject } from '../../../conform/json.ts';
import { byteList, runsOf, type RecordedOp } from '../../../export/recorded.ts';
import { scalar } from '../../../export/scalar.ts';
import { WriteError } from '../../../proof/write-error.ts';

/** What surrounds a step. */
export interface Around {
  /** The queue before it. */
  readonly before: JsonObject;
  /** The queue after it. */
  readonly after: JsonObject;
  /** Whether the step is the one that makes the queue. */
  readonly isFirst: boolean;
}

/** By field: how the crate tells it. The count of added elements it keeps to itself. */
const GETTERS: Readonly<Record<string, string>> = {
  ...{ max_size: 'max_size', size: 'size', ready: 'ready', event_idx: 'event_idx_enabled' },
  ...{ next_avail: 'next_avail', next_used: 'next_used' },
  ...{ desc_table: 'desc_table', avail_ring: 'avail_ring', used_ring: 'used_ring' },
};

/** Errors of the crate; any other of a model's is only an error there. */
const ERRORS: Readonly<Record<string, string>> = {
  ...{ InvalidMaxSize: 'InvalidMaxSize', InvalidSize: 'InvalidSize' },
  ...{ InvalidDescTableAlign: 'InvalidDescTableAlign', InvalidAvailRingAlign: 'InvalidAvailRingAlign' },
  ...{ InvalidUsedRingAlign: 'InvalidUsedRingAlign', InvalidDescriptorIndex: 'InvalidDescriptorIndex' },
  ...{ InvalidAvailRingIndex: 'InvalidAvailRingIndex', QueueNotReady: 'QueueNotReady' },
  ...{ AddressOverflow: 'AddressOverflow', GuestMemory: 'GuestMemory(_)' },
};

/** Whether a step makes the queue anew. */
export function isConstructor({ op }: RecordedOp): boolean {
  return op === 'new' || op === 'try_from_state';
}

/** A step as statements; throws a `WriteError` where the crate has no such call. */
export function rustStep(step: RecordedOp, around: Around): readonly string[] {
  const { op, args = {}, state = {}, writes } = step;
  if (op === 'mem_write') {
    return ['// The driver writes.', ...runsOf(args['writes']).map(written)];
  }
  const isNoQueue = around.isFirst && 'err' in asserted(step);
  return [
    ...(isConstructor(step) ? constructed(step, around) : called(step)),
    ...(isNoQueue ? [] : Object.entries(state).flatMap(([name, value]) => field(name, value))),
    ...runsOf(writes).flatMap(({ addr, hex }) => [
      `let mut bytes = [0u8; ${scalar(hex).length / 2}];`,
      `memory.read_slice(&mut bytes, GuestAddress(${scalar(addr)})).unwrap();`,
      `assert_eq!(bytes, [${byteList(hex)}]);`,
    ]),
  ];
}

/** What a step is asserted to answer. */
export function asserted({ result = {} }: RecordedOp): JsonObject {
  return result;
}

/** The fields of a `QueueState`. */
export function stateFields(queue: JsonObject): readonly string[] {
  const names = [
    'max_size',
    'next_avail',
    'next_used',
    'size',
    'ready',
    'desc_table',
    'avail_ring',
    'used_ring',
  ];
  return [
    ...names.map((name) => `    ${name}: ${scalar(queue[name])},`),
    `    event_idx_enabled: ${scalar(queue['event_idx'])},`,
  ];
}

function written({ addr, hex }: JsonObject): string {
  return `memory.write_slice(&[${byteList(hex)}], GuestAddress(${scalar(addr)})).unwrap();`;
}

function field(name: string, value: Json): readonly string[] {
  const getter = Object.hasOwn(GETTERS, name) ? GETTERS[name] : undefined;
  if (getter === undefined) return [];
  if (typeof value === 'boolean') return [`assert!(${value ? '' : '!'}queue.${getter}());`];
  return [`assert_eq!(queue.${getter}(), ${scalar(value)});`];
}

function constructed(step: RecordedOp, { before, after, isFirst }: Around): readonly string[] {
  const { op, args = {} } = step;
  const isOfItself = !isFirst && Object.entries(args).every(([name, value]) => before[name] === value);
  const call =
    op === 'new'
      ? [`Queue::new(${scalar(args['max_size'])})`]
      : isOfItself
        ? ['Queue::try_from(queue.state())']
        : ['Queue::try_from(QueueState {', ...stateFields(args), '})'];
  const result = asserted(step);
  if ('err' in result) return failing(call, result['err']);
  if (isFirst) return assigned('let mut queue = ', call);
  const lost = Object.keys(after).filter((name) => before[name] !== after[name]);
  const compared =
    lost.length === 0
      ? ['// Equal in all fields, those that are private included.', 'assert!(restored == queue);']
      : [
          `// Not equal in all fields: ${lost.map((name) => `${name} was ${scalar(before[name])} and is ${scalar(after[name])}`).join(', ')}.`,
          'assert!(restored != queue);',
        ];
  return [...assigned('let restored = ', call), ...(isOfItself ? compared : []), 'queue = restored;'];
}

function called(step: RecordedOp): readonly string[] {
  const { op, args = {} } = step;
  const result = asserted(step);
  const given = (name: string): string => scalar(args[name]);
  switch (op) {
    case 'add_used':
      return outcome(`queue.add_used(&memory, ${given('head_index')}, ${given('len')})`, result);
    case 'needs_notification':
    case 'enable_notification':
    case 'disable_notification':
      return outcome(`queue.${op}(&memory)`, result);
    case 'is_valid':
      return [`assert!(${result['ok'] === true ? '' : '!'}queue.is_valid(&memory));`];
    case 'try_set_size':
      return outcome(`queue.try_set_size(${given('size')})`, result);
    case 'try_set_desc_table_address':
    case 'try_set_avail_ring_address':
    case 'try_set_used_ring_address':
      return outcome(`queue.${op}(GuestAddress(${given('addr')}))`, result);
    case 'set_ready':
      return [`queue.set_ready(${given('ready')});`];
    case 'set_event_idx':
      return [`queue.set_event_idx(${given('enabled')});`];
    case 'pop_descriptor_chain':
      return popped(result);
    case 'resume':
      return resumed(given('next_avail'), result);
    case 'go_to_previous_position':
    case 'reset':
      return [`queue.${op}();`];
    default:
      throw new WriteError(`'${op}' is not written for the crate`);
  }
}

/** The crate has no such call: a vhost-user back end sets the two indices. */
function resumed(nextAvail: string, result: JsonObject): readonly string[] {
  const idx = 'queue.used_idx(&memory, Ordering::Relaxed)';
  if ('err' in result) return [`queue.set_next_avail(${nextAvail});`, ...failing([idx], result['err'])];
  return [`queue.set_next_avail(${nextAvail});`, `queue.set_next_used(${idx}.unwrap().0);`];
}

function outcome(call: string, result: JsonObject): readonly string[] {
  if ('err' in result) return failing([call], result['err']);
  return typeof result['ok'] === 'boolean'
    ? [`assert!(${result['ok'] ? '' : '!'}${call}.unwrap());`]
    : [`${call}.unwrap();`];
}

function failing(call: readonly string[], kind: Json | undefined): readonly string[] {
  const known = typeof kind === 'string' && Object.hasOwn(ERRORS, kind) ? ERRORS[kind] : undefined;
  return [
    ...assigned('let answer = ', call, ''),
    known === undefined
      ? `assert!(answer.is_err()); // The model answers ${scalar(kind)}, which the crate does not have.`
      : `assert!(matches!(answer, Err(Error::${known})), "{answer:?}");`,
  ];
}

function assigned(
  to: string,
  [first = '', ...more]: readonly string[],
  end = '.unwrap()',
): readonly string[] {
  const lines = [to + first, ...more];
  return lines.map((line, i) => (i === lines.length - 1 ? `${line}${end};` : line));
}

function popped(result: JsonObject): readonly string[] {
  if ('err' in result) {
    throw new WriteError(`a pop that fails with ${scalar(result['err'])}: that of the crate has no errors`);
  }
  const chain = result['ok'];
  if (!isFields(chain)) return ['assert!(queue.pop_descriptor_chain(&memory).is_none());'];
  const count = scalar(chain['count']);
  const descs = listOf(chain['descs'], 'descs').map(
    (desc) => `(${listOf(desc, 'desc').map(scalar).join(', ')})`,
  );
  const isWhole = String(descs.length) === count;
  return [
    'let chain = queue.pop_descriptor_chain(&memory).unwrap();',
    `assert_eq!(chain.head_index(), ${scalar(chain['head_index'])});`,
    '// Its descriptors: addr, len, flags, next.',
    'let walked: Vec<_> = chain',
    '    .map(|desc| (desc.addr().0, desc.len(), desc.flags(), desc.next()))',
    '    .collect();',
    ...(isWhole && descs.length > 0 ? [] : [`assert_eq!(walked.len(), ${count});`]),
    ...(descs.length === 0
      ? []
      : [`assert_eq!(${isWhole ? 'walked' : `walked[..${descs.length}]`}, [${descs.join(', ')}]);`]),
  ];
}

import type { Json, JsonObject } from '../../conform/json.ts';
import { scalar } from './scalar.ts';
import { aboutLines, type Written } from './comment.ts';
import { WriteError, type RecordedCase, type RecordedOp } from './recorded-case.ts';

/**
 * A `#[test]` for the virtio-queue crate: the same queue on memory of vm-memory, the same calls, and what the model answers
 * and leaves as assertions. Throws a `WriteError` for a call that is not written.
 */
export function rustTest(about: Written, recorded: RecordedCase): string {
  const { memory, queue, ops } = recorded;
  const name = `${about.proof}_${about.assertion}`.replace(/[^A-Za-z0-9]+/g, '_').toLowerCase();
  return [
    ...aboutLines(about, '//! '),
    '//!',
    '//! What is asserted is what the model does. In Cargo.toml, under [dev-dependencies]:',
    '//!   virtio-queue = "0.18"',
    '//!   vm-memory = { version = "0.18", features = ["backend-mmap"] }',
    '',
    'use virtio_queue::{Queue, QueueState, QueueT};',
    'use vm_memory::{Bytes, GuestAddress, GuestMemoryMmap};',
    '',
    '#[test]',
    `fn ${name.slice(0, 80).replace(/_$/, '')}() {`,
    ...indented(guestMemory(memory)),
    ...indented(makeQueue(queue)),
    ...ops.flatMap((op) => ['', ...indented(step(op))]),
    '}',
    '',
  ].join('\n');
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === '' ? '' : `    ${line}`));
}

function guestMemory({ regions, bytes }: RecordedCase['memory']): readonly string[] {
  return [
    '// Guest memory; every byte that is not written here is 0.',
    'let memory = GuestMemoryMmap::<()>::from_ranges(&[',
    ...regions.map(({ base, size }) => `    (GuestAddress(${scalar(base)}), ${scalar(size)}),`),
    '])',
    '.unwrap();',
    ...bytes.map(
      ({ addr, hex }) => `memory.write_slice(&${array(hex)}, GuestAddress(${scalar(addr)})).unwrap();`,
    ),
  ];
}

function makeQueue(queue: JsonObject): readonly string[] {
  const field = (name: string): string => scalar(queue[name]);
  const added = queue['num_added'];
  return [
    '',
    'let mut queue = Queue::try_from(QueueState {',
    ...['max_size', 'next_avail', 'next_used', 'size', 'ready', 'desc_table', 'avail_ring', 'used_ring'].map(
      (name) => `    ${name}: ${field(name)},`,
    ),
    `    event_idx_enabled: ${field('event_idx')},`,
    '})',
    '.unwrap();',
    ...(added === 0 || added === undefined ? [] : countAdded(scalar(added), queue)),
  ];
}

/** The count of added elements is private: it is brought about by adding them, on another memory. */
function countAdded(count: string, queue: JsonObject): readonly string[] {
  const size = typeof queue['size'] === 'number' ? queue['size'] : 0;
  return [
    `// ${count} elements were added before, on another memory.`,
    `let elsewhere = GuestMemoryMmap::<()>::from_ranges(&[(GuestAddress(${scalar(queue['used_ring'])}), ${6 + 8 * size})]).unwrap();`,
    `for _ in 0..${count} {`,
    '    queue.add_used(&elsewhere, 0, 0).unwrap();',
    '}',
    `queue.set_next_used(${scalar(queue['next_used'])});`,
  ];
}

function step({ op, args = {}, result = {}, state = {}, writes }: RecordedOp): readonly string[] {
  if (op === 'mem_write') {
    return [
      '// The driver writes.',
      ...runsOf(args['writes']).map(
        ({ addr, hex }) => `memory.write_slice(&${array(hex)}, GuestAddress(${scalar(addr)})).unwrap();`,
      ),
    ];
  }
  return [
    ...callLines(op, args, result),
    `assert_eq!(queue.next_used(), ${scalar(state['next_used'])});`,
    `assert_eq!(queue.next_avail(), ${scalar(state['next_avail'])});`,
    ...runsOf(writes).flatMap(({ addr, hex }) => [
      `let mut bytes = [0u8; ${scalar(hex).length / 2}];`,
      `memory.read_slice(&mut bytes, GuestAddress(${scalar(addr)})).unwrap();`,
      `assert_eq!(bytes, ${array(hex)});`,
    ]),
  ];
}

function callLines(op: string, args: JsonObject, result: JsonObject): readonly string[] {
  const given = (name: string): string => scalar(args[name]);
  const value = result['ok'];
  switch (op) {
    case 'add_used':
      return outcome(`queue.add_used(&memory, ${given('head_index')}, ${given('len')})`, result);
    case 'needs_notification':
    case 'enable_notification':
    case 'disable_notification':
      return outcome(`queue.${op}(&memory)`, result);
    case 'pop_descriptor_chain':
      return value === null
        ? ['assert!(queue.pop_descriptor_chain(&memory).is_none());']
        : [
            'let chain = queue.pop_descriptor_chain(&memory).unwrap();',
            `assert_eq!(chain.head_index(), ${headOf(value)});`,
          ];
    case 'go_to_previous_position':
    case 'reset':
      return [`queue.${op}();`];
    default:
      throw new WriteError(`'${op}' is not written for the crate`);
  }
}

function outcome(call: string, result: JsonObject): readonly string[] {
  if ('err' in result)
    return [`// The model answers ${scalar(result['err'])}.`, `assert!(${call}.is_err());`];
  return typeof result['ok'] === 'boolean'
    ? [`assert_eq!(${call}.unwrap(), ${result['ok']});`]
    : [`assert!(${call}.is_ok());`];
}

function headOf(chain: Json | undefined): string {
  return typeof chain === 'object' && chain !== null && 'head_index' in chain
    ? scalar(chain['head_index'])
    : '0';
}

function runsOf(writes: Json | undefined): readonly JsonObject[] {
  // Runs of bytes, as `encodeRuns` makes them.
  return (writes ?? []) as readonly JsonObject[];
}

function array(hex: Json | undefined): string {
  const bytes = typeof hex === 'string' ? (hex.match(/../g) ?? []) : [];
  return `[${bytes.map((byte) => `0x${byte}`).join(', ')}]`;
}

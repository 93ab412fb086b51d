import type { JsonObject } from '../../../conform/json.ts';
import { aboutLines, commentLines } from '../../../export/comment.ts';
import type { Written } from '../../../proof/family.ts';
import type { RecordedQueue } from './recorded-case.ts';
import { imageAfter } from '../../../export/image-after.ts';
import { byteList, type RecordedCase } from '../../../export/recorded.ts';
import { asserted, isConstructor, rustStep, stateFields } from './rust-calls.ts';
import { USED_RING } from '../shapes.ts';
import { scalar } from '../../../export/scalar.ts';

/** Memory is compared as a whole up to so many bytes. */
const MOST_COMPARED = 2 ** 20;

/** Names of crates, and of the standard library, each with what a test that needs it mentions. */
const IMPORTED: readonly (readonly [crate: string, name: string, mention: string])[] = [
  ['virtio_queue', 'Error', 'Error::'],
  ['virtio_queue', 'Queue', 'Queue::'],
  ['virtio_queue', 'QueueOwnedT', '.go_to_previous_position('],
  ['virtio_queue', 'QueueState', 'QueueState {'],
  ['virtio_queue', 'QueueT', ''],
  ['std::sync::atomic', 'Ordering', 'Ordering::'],
  ['vm_memory', 'Bytes', '_slice('],
  ['vm_memory', 'GuestAddress', 'GuestAddress('],
  ['vm_memory', 'GuestMemoryMmap', 'GuestMemoryMmap::'],
];

/**
 * A `#[test]` for the virtio-queue crate: the same queue on memory of vm-memory, the same calls, and what the model answers
 * and leaves as assertions. Throws a `WriteError` for a call that is not written.
 */
export function rustTest(about: Written, start: RecordedQueue): string {
  const { recorded, brokenAfter, isLedTo } = start;
  const { memory, queue, ops } = recorded;
  const name = `${about.proof}_${about.assertion}`.replace(/[^A-Za-z0-9]+/g, '_').toLowerCase();
  const [first] = ops;
  const isMade =
    start.isMade &&
    first !== undefined &&
    isConstructor(first) &&
    !(ops.length > 1 && 'err' in asserted(first));
  const broken = commentLines([`BROKEN here: ${about.assertion}.`], '// ');
  const states = ops.reduce<JsonObject[]>(
    (known, { state }) => [...known, { ...(known.at(-1) ?? queue), ...state }],
    [],
  );
  const calls = ops.flatMap((op, i) => [
    '',
    ...rustStep(op, {
      before: states[i - 1] ?? queue,
      after: states[i] ?? queue,
      isFirst: isMade && i === 0,
    }),
    ...(brokenAfter === i + 1 ? broken : []),
  ]);
  const changesQueue = ops.some(
    ({ op }, i) => op !== 'is_valid' && op !== 'mem_write' && !(isMade && i === 0),
  );
  const made = isMade ? [] : makeQueue(queue);
  const after = [...made, ...calls, ...comparedImage(recorded)];
  const text = after.join('\n');
  const body = [
    ...(after.some((line) => /\bmemory\b/.test(line.replace(/\/\/.*/, ''))) ? guestMemory(memory) : []),
    ...(changesQueue || text.includes('elsewhere')
      ? after
      : after.map((line) => line.replace('let mut queue', 'let queue'))),
  ];
  return [
    ...aboutLines(about, '//! '),
    '//!',
    ...commentLines(explained(about.isBroken, isLedTo), '//! '),
    '//! In Cargo.toml, under [dev-dependencies]:',
    '//!   virtio-queue = "0.18"',
    '//!   vm-memory = { version = "0.18", features = ["backend-mmap"] }',
    '',
    ...imports(body.join('\n')),
    '',
    '#[test]',
    `fn ${name.slice(0, 80).replace(/_$/, '')}() {`,
    ...indented(body[0] === '' ? body.slice(1) : body),
    '}',
    '',
  ].join('\n');
}

function explained(isBroken: boolean, isLedTo: boolean): readonly string[] {
  return [
    isBroken
      ? 'It asserts what the model does, including what is broken: it passes on code that is broken in the same way, and fails at the first step that differs.'
      : 'What is asserted is what the model does.',
    ...(isLedTo
      ? [
          'The counterexample is about a walk along a chain from somewhere in its middle. The rings, and the descriptors before it, were added to lead there.',
        ]
      : []),
  ];
}

function imports(body: string): readonly string[] {
  return ['std::sync::atomic', 'virtio_queue', 'vm_memory'].flatMap((crate) => {
    const names = IMPORTED.filter(([of, , mention]) => of === crate && body.includes(mention)).map(
      ([, name]) => name,
    );
    const [only] = names;
    if (only === undefined) return [];
    return [`use ${crate}::${names.length === 1 ? only : `{${names.join(', ')}}`};`];
  });
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === '' ? '' : `    ${line}`));
}

function guestMemory({ regions, bytes }: RecordedCase['memory']): readonly string[] {
  // `from_ranges` refuses an empty list.
  const made =
    regions.length === 0
      ? ['// Nothing of guest memory is mapped.', 'let memory = GuestMemoryMmap::<()>::new();']
      : [
          '// Guest memory; every byte that is not written here is 0.',
          'let memory = GuestMemoryMmap::<()>::from_ranges(&[',
          ...regions.map(({ base, size }) => `    (GuestAddress(${scalar(base)}), ${scalar(size)}),`),
          '])',
          '.unwrap();',
        ];
  return [
    ...made,
    ...bytes.map(
      ({ addr, hex }) => `memory.write_slice(&[${byteList(hex)}], GuestAddress(${scalar(addr)})).unwrap();`,
    ),
  ];
}

function makeQueue(queue: JsonObject): readonly string[] {
  const added = queue['num_added'];
  return [
    '',
    'let mut queue = Queue::try_from(QueueState {',
    ...stateFields(queue),
    '})',
    '.unwrap();',
    ...(added === 0 || added === undefined ? [] : countAdded(scalar(added), queue)),
  ];
}

/** The count of added elements is private: it is brought about by adding them, on another memory. */
function countAdded(count: string, queue: JsonObject): readonly string[] {
  const size = typeof queue['size'] === 'number' ? queue['size'] : 0;
  return [
    `// Elements added before, on another memory: ${count}.`,
    'let elsewhere =',
    `    GuestMemoryMmap::<()>::from_ranges(&[(GuestAddress(${scalar(queue['used_ring'])}), ${USED_RING.bytes(size)})]).unwrap();`,
    `for _ in 0..${count} {`,
    '    queue.add_used(&elsewhere, 0, 0).unwrap();',
    '}',
    `queue.set_next_used(${scalar(queue['next_used'])});`,
  ];
}

/** All of memory at the end, where something may have been written to it. */
function comparedImage(recorded: RecordedCase): readonly string[] {
  const { memory, ops } = recorded;
  const total = memory.regions.reduce((sum, { size }) => sum + Number(size), 0);
  const mayWrite = ops.some(({ op }) => op === 'add_used' || op.endsWith('able_notification'));
  if (!mayWrite || total > MOST_COMPARED) return [];
  return [
    '',
    '// Memory at the end; every byte that is not set here is 0.',
    ...imageAfter(recorded).flatMap(({ base, size, runs }) => [
      `let mut image = vec![0u8; ${size}];`,
      `memory.read_slice(&mut image, GuestAddress(0x${base.toString(16)})).unwrap();`,
      `let ${runs.length > 0 ? 'mut ' : ''}expected = vec![0u8; ${size}];`,
      ...runs.map(
        ({ offset, bytes }) =>
          `expected[${offset}..${offset + BigInt(bytes.length / 2)}].copy_from_slice(&[${byteList(bytes)}]);`,
      ),
      `assert!(image == expected, "memory from 0x${base.toString(16)} on differs");`,
    ]),
  ];
}

import { isFields, listOf, type Json, type JsonObject } from '../../../conform/json.ts';
import { C_TYPES } from './c-types.ts';
import { aboutLines, commentLines } from '../../../export/comment.ts';
import type { Written } from '../../../proof/family.ts';
import type { RecordedQueue } from './recorded-case.ts';
import { imageAfter } from '../../../export/image-after.ts';
import { byteList, runsOf, type RecordedOp } from '../../../export/recorded.ts';
import { scalar } from '../../../export/scalar.ts';

/**
 * A C source file with one constant: the queue, guest memory, the calls, and what the model answers and leaves. Data only:
 * to be compiled or included, and run against an implementation.
 */
export function cFixture(about: Written, { recorded, brokenAfter, isLedTo }: RecordedQueue): string {
  const { memory, queue, ops } = recorded;
  const name = `${about.proof}_${about.assertion}`.replace(/[^A-Za-z0-9]+/g, '_').toLowerCase();
  const states = ops.reduce<JsonObject[]>(
    (known, { state }) => [...known, { ...(known.at(-1) ?? queue), ...state }],
    [],
  );
  const after = imageAfter(recorded).flatMap(({ base, runs }) =>
    runs.map(({ offset, bytes }) => ({ addr: `0x${(base + offset).toString(16)}`, hex: bytes })),
  );
  return [
    '/*',
    ...aboutLines(about, ' * '),
    ' *',
    ...commentLines(
      [
        'Map the regions, all bytes 0, copy memory_before into them, bring a queue into the state queue_before, and take the steps in order. Results and states are those of the model, including what is broken.',
        ...(isLedTo
          ? [
              'The counterexample is about a walk along a chain from somewhere in its middle. The rings, and the descriptors before it, were added to lead there.',
            ]
          : []),
      ],
      ' * ',
    ),
    ' */',
    ...C_TYPES,
    '',
    `const struct ringproof_case ringproof_${name.slice(0, 80).replace(/_$/, '')} = {`,
    `    .proof = ${JSON.stringify(about.proof)},`,
    `    .assertion = ${text(about.assertion)},`,
    ...list(
      'regions',
      'struct ringproof_region',
      memory.regions.map(({ base, size }) => `{ ${number(base)}, ${number(size)} }`),
    ),
    ...list('memory_before', 'struct ringproof_bytes', memory.bytes.map(run)),
    `    .queue_before = ${struct(queue)},`,
    ...list(
      'steps',
      'struct ringproof_step',
      ops.map((op, i) => step(op, states[i] ?? queue, brokenAfter === i + 1)),
    ),
    ...list('memory_after', 'struct ringproof_bytes', after.map(run)),
    '};',
    '',
  ].join('\n');
}

/** A pointer to an array and its length; C has no empty ones. */
function list(name: string, type: string, entries: readonly string[], indent = '    '): readonly string[] {
  const count = `${indent}.${name}_count = ${entries.length},`;
  if (entries.length === 0) return [`${indent}.${name} = NULL,`, count];
  return [
    `${indent}.${name} = (const ${type}[]){`,
    ...entries.map((entry) => `${indent}    ${entry.replaceAll('\n', `\n${indent}    `)},`),
    `${indent}},`,
    count,
  ];
}

function run({ addr, hex }: JsonObject): string {
  const length = typeof hex === 'string' ? hex.length / 2 : 0;
  return `{ ${number(addr)}, ${length}, (const uint8_t[]){ ${byteList(hex)} } }`;
}

function step(
  { op, args = {}, result = {}, writes }: RecordedOp,
  after: JsonObject,
  isBroken: boolean,
): string {
  const isDriver = op === 'mem_write';
  const given = isDriver ? [] : Object.entries(args);
  const runs = isDriver ? runsOf(args['writes']) : runsOf(writes);
  return [
    '{',
    ...(isBroken ? ['    /* BROKEN here. */'] : []),
    `    .call = ${text(isDriver ? 'driver_writes' : op)},`,
    ...(given.length > 0
      ? [
          `    .arguments = { ${given.map(([, value]) => number(value)).join(', ')} }, /* ${given.map(([name]) => name).join(', ')} */`,
        ]
      : []),
    ...answer(result),
    ...list('written', 'struct ringproof_bytes', runs.map(run)),
    `    .queue = ${struct(after)},`,
    '}',
  ].join('\n');
}

function answer(result: JsonObject): readonly string[] {
  if ('err' in result) return [`    .error = ${text(scalar(result['err']))},`];
  const value = result['ok'];
  if (typeof value === 'boolean' || typeof value === 'number') return [`    .value = ${number(value)},`];
  if (!isFields(value)) return [];
  const descs = listOf(value['descs'], 'descs').map(
    (desc) => `{ ${listOf(desc, 'desc').map(number).join(', ')} }`,
  );
  return [
    '    .has_chain = true,',
    `    .head = ${number(value['head_index'])},`,
    `    .chain_length = ${number(value['count'])},`,
    ...list('chain', 'struct ringproof_descriptor', descs),
  ];
}

function struct(fields: JsonObject): string {
  return `{ ${Object.entries(fields)
    .map(([name, value]) => `.${name} = ${number(value)}`)
    .join(', ')} }`;
}

/** A number; addresses are words of 64 bits. */
function number(value: Json | undefined): string {
  if (typeof value === 'string') return `UINT64_C(${value})`;
  return typeof value === 'number' && value >= 2 ** 31 ? `UINT64_C(${value})` : scalar(value);
}

/** A string of C: JSON escapes what C does, but for what is not ASCII. */
function text(value: string): string {
  return JSON.stringify(value)
    .replace(/[^ -~]/g, '?')
    .replaceAll('??', '?\\?');
}

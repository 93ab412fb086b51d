import { memoryRuns } from '../../../export/case-memory.ts';
import { aboutLines, commentLines } from '../../../export/comment.ts';
import { byteList } from '../../../export/recorded.ts';
import type { ByteRun } from '../../../proof/counterexample.ts';
import type { Written } from '../../../proof/family.ts';
import { WriteError } from '../../../proof/write-error.ts';
import { apart } from './apart.ts';
import { C_HOST, C_REGIONS_USED } from './c-host.ts';
import type { CaseCall, DriverCase } from './driver-case.ts';

/** The most bytes of guest memory that a program has. */
const MOST_BYTES = 64n << 20n;

/** What a program is made of that depends on the code. */
export interface CProgram {
  /** What it does and needs, a sentence or more each. */
  readonly explained: readonly string[];
  /** The command that compiles it. */
  readonly command: string;
  /** Includes the code, and what the calls need. */
  readonly code: readonly string[];
  /** Puts the driver into the state at the start; each line is a statement. */
  readonly start: readonly string[];
  /** Makes a call of an operation, and compares its result and the state that it leaves. */
  readonly call: (call: CaseCall) => readonly string[];
}

/**
 * A program in C for a driver's code: it has guest memory, takes the steps of a case, and compares what was written. In `code`, `start` and `call`,
 * `test_at(address)` is where guest memory is, `test_address(pointer)` the address, and `test_expect("what", is, expected)` compares. Throws a
 * `WriteError` for memory that is too large, and for what a program of one thread cannot do.
 */
export function cProgram(about: Written, { memory, steps }: DriverCase, program: CProgram): string {
  const { regions } = memory;
  if (regions.reduce((sum, { size }) => sum + size, 0n) > MOST_BYTES)
    throw new WriteError('guest memory is larger than a program should have; write it as vitest');
  if (!steps.some(({ kind }) => kind === 'call'))
    throw new WriteError('the proof calls no operation of the driver');
  let number = 0;
  const body = steps.flatMap((step): readonly string[] => {
    if (step.kind === 'device')
      return ['', '/* The device writes. */', ...step.writes.map((run) => written('DEVICE', run))];
    if (step.kind === 'broken') return ['', `puts(${cText(`BROKEN here: ${step.words}`)});`];
    number += 1;
    const happened = apart(step.happened, step.operation);
    return [
      ...['', `test_step = ${cText(`${number}. ${step.operation}`)};`, 'puts(test_step);'],
      ...happened.before.map((run) => written('DEVICE', run)),
      ...['{', ...program.call(step).map((line) => `    ${line}`), '}'],
      ...happened.written.map((run) => written('DRIVER', run)),
      'test_expect_memory();',
      ...happened.after.map((run) => written('DEVICE', run)),
    ];
  });
  return [
    ...['/*', ...aboutLines(about, ' * '), ' *', ...commentLines(program.explained, ' * '), ' *'],
    ...[` *   ${program.command}`, ' */', ...C_HOST, ''],
    ...regions.flatMap(({ size }, i) => [
      `static alignas(4096) uint8_t bytes_${i}[${size}];`,
      `static uint8_t expected_${i}[${size}];`,
    ]),
    'static const struct test_region test_regions[] = {',
    ...regions.map(({ base, size }, i) => `    { ${cNumber(base)}, ${size}, bytes_${i}, expected_${i} },`),
    ...['    { 0, 0, NULL, NULL },', '};', '', ...C_REGIONS_USED, '', ...program.code, ''],
    ...['int main(void)', '{', ...memoryRuns(memory).map((run) => `    ${written('DEVICE', run)}`)],
    ...[...program.start, ...body].map((line) => (line === '' ? '' : `    ${line}`)),
    ...['', `    puts(${cText(`the same as in the model: ${ending(about)}`)});`, '    return 0;', '}', ''],
  ].join('\n');
}

function ending({ assertion, isBroken }: Written): string {
  return `${assertion} ${isBroken ? 'is broken' : 'is kept'}`;
}

function written(by: 'DEVICE' | 'DRIVER', { addr, hex }: ByteRun): string {
  return `test_written(${by}, ${cNumber(BigInt(addr))}, (const uint8_t[]){ ${byteList(hex)} }, ${hex.length / 2});`;
}

/** A number of C, of 64 bits where it has to be. */
export function cNumber(value: bigint): string {
  if (value < 10n) return value.toString();
  return value < 0x80000000n ? `0x${value.toString(16)}` : `UINT64_C(0x${value.toString(16)})`;
}

/** A string of C: JSON escapes what C does, but for what is not ASCII. */
export function cText(value: string): string {
  return JSON.stringify(value)
    .replace(/[^ -~]/g, '?')
    .replaceAll('??', '?\\?');
}

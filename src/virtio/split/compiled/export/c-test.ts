import { memoryRuns } from '../../../../export/case-memory.ts';
import { aboutLines, commentLines } from '../../../../export/comment.ts';
import type { Region } from '../../../../memory/regions.ts';
import type { ByteRun } from '../../../../proof/counterexample.ts';
import type { Written } from '../../../../proof/family.ts';
import type { CompiledFace } from '../../interface.ts';
import { QUEUE_FIELDS, WALK_FIELDS } from '../contract.ts';
import { checkSizes, type CalledStep, type CalledTest, type TestStep } from './called-test.ts';
import { C_HOST, C_REGIONS_USED } from './c-host.ts';
import { C_TABLES } from './c-tables.ts';
import type { TableValues } from './values.ts';

/**
 * A program in C that calls the functions which a module exports, compiled for this machine, and compares what they do with what
 * they did in the module. Throws a `WriteError` for guest memory that is too large.
 */
export function cTest(about: Written, { memory, steps, traps }: CalledTest, face: CompiledFace): string {
  const { regions } = memory;
  checkSizes(regions);
  return [
    '/*',
    ...aboutLines(about, ' * '),
    ' *',
    ...commentLines(explained(about.isBroken), ' * '),
    ' *',
    ' *   cc -std=gnu11 -g -fsanitize=address,undefined -include ringproof_queue.h this_file.c exports.c queue.c',
    ' */',
    '#include "ringproof_queue.h"',
    ...C_HOST,
    '',
    ...declarations(steps, face),
    ...regionLines(regions),
    '',
    ...C_REGIONS_USED,
    ...(face.tables.length > 0 ? ['', ...C_TABLES] : []),
    '',
    'int main(void)',
    '{',
    ...memoryRuns(memory).map((run) => `    ${written('DRIVER', run)}`),
    ...steps.flatMap((step, i) => ['', ...stepLines(step, i + 1, face).map((line) => `    ${line}`)]),
    '',
    ...(traps ? [] : ending(about)),
    '}',
    '',
  ].join('\n');
}

function ending({ assertion, isBroken }: Written): readonly string[] {
  const words = `the same as in the module: ${assertion}${isBroken ? ' is broken' : ' is kept'}`;
  return [`    puts(${text(words)});`, '    return 0;'];
}

function explained(isBroken: boolean): readonly string[] {
  return [
    `It calls the functions of your exports, compiled for this machine, and compares all that they return, leave and write with what the module did${isBroken ? ', including what is broken: it passes on code that is broken in the same way' : ''}. It fails at the first difference. Compile it with your sources, as you compile them for WebAssembly, but with no --target:`,
  ];
}

/** Declarations of functions that the kit has only beginnings of: fields of your own end them. */
function declarations(steps: readonly TestStep[], face: CompiledFace): readonly string[] {
  const own = (names: readonly string[], count: number): string =>
    names
      .slice(count)
      .map((name) => `uint64_t ${name}`)
      .join(', ');
  const [queue, walk] = [
    own(face.queueFields, QUEUE_FIELDS.length),
    own(face.walkFields, WALK_FIELDS.length),
  ];
  const called = new Set(
    steps.flatMap((step) => (step.kind === 'call' ? [step.call.setUp?.name, step.call.name] : [])),
  );
  const lines = [
    ...(called.has('create') ? [`RINGPROOF_CREATE(${queue});`] : []),
    ...(called.has('restore') ? [`RINGPROOF_RESTORE(${queue});`] : []),
    ...(called.has('walk_create') ? [`RINGPROOF_WALK_CREATE(${walk});`] : []),
  ];
  return lines.length === 0 ? [] : [...lines, ''];
}

/** Regions begin at a page of the host, as those of a device do. */
function regionLines(regions: readonly Region[]): readonly string[] {
  return [
    ...regions.flatMap(({ size }, i) => [
      `static alignas(4096) uint8_t bytes_${i}[${size}];`,
      `static uint8_t expected_${i}[${size}];`,
    ]),
    'static const struct region regions[] = {',
    ...regions.map(({ base, size }, i) => `    { ${u64(base)}, ${size}, bytes_${i}, expected_${i} },`),
    '    { 0, 0, NULL, NULL },',
    '};',
  ];
}

function stepLines(step: TestStep, number: number, face: CompiledFace): readonly string[] {
  switch (step.kind) {
    case 'driver':
      return ['/* The driver writes. */', ...step.writes.map((run) => written('DRIVER', run))];
    case 'broken':
      return [`puts(${text(`BROKEN here: ${step.assertion}`)});`];
    case 'call':
      return callLines(step, number, face);
  }
}

function callLines(
  { words, call, outcome, trap, after, writes }: CalledStep,
  number: number,
  face: CompiledFace,
) {
  const called = `ringproof_${call.name}(${call.args.map(u64).join(', ')})`;
  const setUp =
    call.setUp === null
      ? []
      : [`ringproof_${call.setUp.name}(${call.setUp.fields.map(({ value }) => u64(value)).join(', ')});`];
  const tables = call.tables.map((one) => `put_table(${tableArguments(one)});`);
  const start = [`step = ${text(`${number}. ${words}`)};`, 'puts(step);', ...setUp, ...tables];
  if (trap !== null || outcome === null)
    return [
      ...start,
      `puts(${text(`in the module the host traps in this call: ${trap ?? 'it does not return'}`)});`,
      // A program that is ended by a signal writes nothing more.
      'fflush(stdout);',
      outcome === null && call.name in NO_RESULT ? `${called};` : `(void)${called};`,
      'puts("it returned");',
      'return 1;',
    ];
  const { code, error, out } = outcome;
  const compared = {
    none: () => [`${called};`],
    'at least 0': () => [`expect_at_least(${called}, 0);`],
    'above 0': () => [`expect_at_least(${called}, 1);`],
  };
  return [
    ...start,
    ...(typeof code === 'bigint'
      ? [`expect("its result", (uint64_t)(int64_t)${called}, (uint64_t)INT64_C(${code}));${comment(error)}`]
      : compared[code]()),
    ...out.map((value, i) => `expect("out(${i})", ringproof_out(${i}), ${u64(value)});`),
    ...writes.map((run) => written('DEVICE', run)),
    'expect_memory();',
    ...after.flatMap(({ name, fields, tables: held }) => [
      ...fields.map(
        ({ name: field, value }) =>
          `expect(${text(field)}, ringproof_${name}(${(name === 'walk_state' ? face.walkFields : face.queueFields).indexOf(field)}), ${u64(value)});`,
      ),
      ...held.map((one) => `expect_table(${text(one.name)}, ${tableArguments(one)});`),
    ]),
  ];
}

function tableArguments({ table, bytes, word, entries }: TableValues): string {
  const listed = entries.map(([index, value]) => `{ ${index}, ${u64(value)} }`).join(', ');
  const given = entries.length === 0 ? 'NULL' : `(const struct entry[]){ ${listed} }`;
  return `${table}, ${bytes}, ${word}, ${given}, ${entries.length}`;
}

const NO_RESULT = { reset: true, undo_pop: true, save: true };

function comment(error: string | null): string {
  return error === null ? '' : ` /* ${error} */`;
}

function written(by: 'DRIVER' | 'DEVICE', { addr, hex }: ByteRun): string {
  const bytes = (hex.match(/../g) ?? []).map((byte) => `0x${byte}`);
  return `written(${by}, ${u64(BigInt(addr))}, (const uint8_t[]){ ${bytes.join(', ')} }, ${bytes.length});`;
}

function u64(value: bigint): string {
  if (value < 10n) return value.toString();
  return value < 0x80000000n ? `0x${value.toString(16)}` : `UINT64_C(0x${value.toString(16)})`;
}

/** A string of C: JSON escapes what C does, but for what is not ASCII. */
function text(value: string): string {
  return JSON.stringify(value)
    .replace(/[^ -~]/g, '?')
    .replaceAll('??', '?\\?');
}

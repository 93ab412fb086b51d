import { memoryRuns } from '../../../../export/case-memory.ts';
import { aboutLines, commentLines } from '../../../../export/comment.ts';
import type { ByteRun } from '../../../../proof/counterexample.ts';
import type { Written } from '../../../../proof/family.ts';
import type { CompiledFace } from '../../interface.ts';
import { optionalExports, QUEUE_FIELDS, requiredExports, WALK_FIELDS } from '../contract.ts';
import { checkSizes, type CalledStep, type CalledTest, type TestStep } from './called-test.ts';
import { RUST_HOST } from './rust-host.ts';
import { RUST_TABLES } from './rust-tables.ts';
import type { TableValues } from './values.ts';

/**
 * The same in Rust: a program that is linked with the queue as a dynamic library. Throws a `WriteError` for guest memory that is too
 * large.
 */
export function rustTest(about: Written, { memory, steps, traps }: CalledTest, face: CompiledFace): string {
  const { regions } = memory;
  checkSizes(regions);
  const body = [
    `let mut test = Test::new(&[${regions.map(({ base, size }) => `(${u64(base)}, ${size})`).join(', ')}]);`,
    ...memoryRuns(memory).map((run) => written('driver_writes', run)),
    ...steps.flatMap((step, i) => ['', ...stepLines(step, i + 1, face)]),
    ...(traps ? [] : ending(about)),
  ];
  return [
    ...aboutLines(about, '//! '),
    '//!',
    ...commentLines(
      [
        `It calls the functions of your queue, compiled for this machine, and compares all that they return, leave and write with what the module did${about.isBroken ? ', including what is broken: it passes on code that is broken in the same way' : ''}. It fails at the first difference.`,
      ],
      '//! ',
    ),
    '//!',
    '//!   rustc --edition 2024 --crate-type cdylib --crate-name queue -Cpanic=abort lib.rs',
    '//!   rustc --edition 2024 this_file.rs -L . -l queue -Clink-args="-rdynamic -Wl,-rpath,."',
    '',
    '#![allow(dead_code)]',
    '',
    ...RUST_HOST,
    ...(face.tables.length > 0 ? ['', ...RUST_TABLES] : []),
    '',
    ...declarations(steps, face),
    '',
    'fn main() {',
    ...body.map((line) => (line === '' ? '' : `    ${line}`)),
    '}',
    '',
  ].join('\n');
}

function ending({ assertion, isBroken }: Written): readonly string[] {
  const words = `the same as in the module: ${assertion}${isBroken ? ' is broken' : ' is kept'}`;
  return ['', `println!(${printed(words)});`];
}

function declarations(steps: readonly TestStep[], face: CompiledFace): readonly string[] {
  const own = {
    queue: face.queueFields.length - QUEUE_FIELDS.length,
    walk: face.walkFields.length - WALK_FIELDS.length,
  };
  const exports = Object.entries({ ...requiredExports(own), ...optionalExports(own) });
  const called = new Set<string | undefined>(
    steps.flatMap((step) =>
      step.kind === 'call'
        ? [
            step.call.setUp?.name,
            step.call.name,
            'out',
            ...step.after.map(({ name }) => name),
            ...(face.tables.length > 0 ? ['table'] : []),
          ]
        : [],
    ),
  );
  return [
    'unsafe extern "C" {',
    ...exports
      .filter(([name]) => called.has(name))
      .map(([name, { params, results }]) => {
        const given = params.map((type, i) => `a${i}: ${type === 'i64' ? 'u64' : 'i32'}`);
        const [result] = results;
        return `    safe fn ${name}(${given.join(', ')})${result === undefined ? '' : ` -> ${result === 'i64' ? 'u64' : 'i32'}`};`;
      }),
    '}',
  ];
}

function stepLines(step: TestStep, number: number, face: CompiledFace): readonly string[] {
  switch (step.kind) {
    case 'driver':
      return ['// The driver writes.', ...step.writes.map((run) => written('driver_writes', run))];
    case 'broken':
      return [`println!(${printed(`BROKEN here: ${step.assertion}`)});`];
    case 'call':
      return callLines(step, number, face);
  }
}

function callLines(
  { words, call, outcome, trap, after, writes }: CalledStep,
  number: number,
  face: CompiledFace,
): readonly string[] {
  const called = `${call.name}(${call.args.map((value, i) => argument(call.name, value, i)).join(', ')})`;
  const start = [
    `test.step(${text(`${number}. ${words}`)});`,
    ...(call.setUp === null
      ? []
      : [`${call.setUp.name}(${call.setUp.fields.map(({ value }) => u64(value)).join(', ')});`]),
    ...call.tables.map((one) => `put_table(${tableArguments(one)});`),
  ];
  if (trap !== null || outcome === null)
    return [
      ...start,
      `println!(${printed(`in the module the host traps in this call: ${trap ?? 'it does not return'}`)});`,
      `${called};`,
      'println!("it returned");',
      'std::process::exit(1);',
    ];
  const { code, error, out } = outcome;
  const compared = {
    none: `${called};`,
    'at least 0': `test.expect_at_least(${called}, 0);`,
    'above 0': `test.expect_at_least(${called}, 1);`,
  };
  return [
    ...start,
    typeof code === 'bigint'
      ? `test.expect_result(${called}, ${code});${error === null ? '' : ` // ${error}`}`
      : compared[code],
    ...out.map((value, i) => `test.expect("out(${i})", out(${i}), ${u64(value)});`),
    ...writes.map((run) => written('device_wrote', run)),
    'test.expect_memory();',
    ...after.flatMap(({ name, fields, tables }) => {
      const order = name === 'walk_state' ? face.walkFields : face.queueFields;
      return [
        ...fields.map(
          ({ name: field, value }) =>
            `test.expect(${text(field)}, ${name}(${order.indexOf(field)}), ${u64(value)});`,
        ),
        ...tables.map((one) => `test.expect_table(${text(one.name)}, ${tableArguments(one)});`),
      ];
    }),
  ];
}

function tableArguments({ table, bytes, word, entries }: TableValues): string {
  const listed = entries.map(([index, value]) => `(${index}, ${u64(value)})`).join(', ');
  return `${table}, ${bytes}, ${word}, &[${listed}]`;
}

/** Arguments of 32 bits are signed in the contract's types; those of 64 bits are not. */
function argument(name: string, value: bigint, index: number): string {
  const is64 = name === 'make' || name === 'restore' || (name === 'set_up' && index === 1);
  return is64 ? u64(value) : BigInt.asIntN(32, value).toString();
}

function written(how: 'driver_writes' | 'device_wrote', { addr, hex }: ByteRun): string {
  const bytes = (hex.match(/../g) ?? []).map((byte) => `0x${byte}`);
  return `test.${how}(${u64(BigInt(addr))}, &[${bytes.join(', ')}]);`;
}

function u64(value: bigint): string {
  return value < 10n ? value.toString() : `0x${value.toString(16)}`;
}

/** A string of Rust, of ASCII. */
function text(value: string): string {
  return JSON.stringify(value.replace(/[^ -~]/g, '?'));
}

/** The same as a format, in which braces are doubled. */
function printed(value: string): string {
  return text(value).replaceAll('{', '{{').replaceAll('}', '}}');
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { op, section, text, u } from '../compiled/encoder.fixture.ts';
import { addingUsed, queueWith, type Code } from './faulty-queues.fixture.ts';
import { workspace } from './real-engine.fixture.ts';

const FILE_BYTES = 50 * 2 ** 20;
const [HEAD, LEN] = [op.get(0), op.get(1)];
const I32_ADD = 0x6a;
const I32_NE = 0x47;
const I32_SHL = 0x74;
const I64_LOAD = 0x29;
const MEMORY_FILL = [0xfc, 11, 0];
/** Calls through the table; its type is that of `add_used`, of the functions of `queueWith` the fifth. */
const CALL_INDIRECT = [0x11, 4, 0];
const ADD_USED = 4;
const OUT = 9;

/** The properties that are asked. */
const SHIPPED = { properties: ['split'] };

/** Runs commands beside these compiled queues, by the names of their files without `.wasm`. */
function folderWith(queues: Readonly<Record<string, Uint8Array | string>>) {
  const made = workspace({});
  for (const [name, bytes] of Object.entries(queues)) writeFileSync(join(made.cwd, `${name}.wasm`), bytes);
  const compiled = Object.keys(queues).flatMap((name) => ['--compiled', `${name}.wasm`]);
  return { ...made, args: ['split/add-used', ...compiled, '--no-cache'] };
}

/** A code of `add_used`, what is said of it, and a word of the way out. */
const EXECUTED: Readonly<Record<string, readonly [code: Code, says: string, hint: string]>> = {
  float: [
    [...HEAD, 0xb3, 0xa8],
    'float.wasm: unsupported: it executes f32.convert_i32_u, in add_used+0x3',
    'compute with integers',
  ],
  vector: [
    [0xfd, 12, ...Array.from({ length: 16 }, () => 0), ...op.drop, ...HEAD],
    'vector.wasm: unsupported: it executes the vector instruction 0xfd 0xc, in add_used+0x1',
    'compute with integers',
  ],
  endless: [
    [...op.loop, ...op.br(0), ...op.end, ...op.unreachable],
    'endless.wasm: it executes more than 1 million instructions in one call, in add_used+0x1',
    'bound it',
  ],
  fills: [
    [
      ...op.loop,
      ...[...op.i32(1024), ...op.i32(7), ...op.i32(60_000), ...MEMORY_FILL],
      ...[...op.br(0), ...op.end, ...op.unreachable],
    ],
    'fills.wasm: it executes more than 1 million instructions in one call, in add_used+0xc',
    'bound it',
  ],
  counts: [
    [
      ...op.loop,
      ...HEAD,
      ...op.i32(1),
      I32_ADD,
      ...op.tee(0),
      ...LEN,
      I32_NE,
      ...op.brIf(0),
      ...op.end,
      ...HEAD,
    ],
    'counts.wasm: it decides more than 64 times in one place by what depends on the state, in add_used+0xd',
    'prove one step of it by induction',
  ],
  jumps: [
    [
      ...[...op.loop, ...op.block, ...HEAD, 0x0e, 2, 0, 1, 0, ...op.end],
      ...[...HEAD, ...op.i32(3), I32_ADD, ...op.set(0), ...op.br(0), ...op.end, ...op.unreachable],
    ],
    'jumps.wasm: it decides more than 64 times in one place by what depends on the state, in add_used+0x7',
    'prove one step of it by induction',
  ],
  'side-table': [
    [...HEAD, ...op.i32(2), I32_SHL, ...op.memory(0x28, 2048)],
    'side-table.wasm: unsupported: it accesses memory at an address that depends on the state, in add_used+0x6',
    'make the range of the index small',
  ],
  clears: [
    [...op.i32(2048), ...op.i32(0), ...LEN, ...MEMORY_FILL, ...op.i32(0)],
    'clears.wasm: unsupported: it copies or fills a number of bytes that depends on the state, in add_used+0x8',
    'Copy a constant number of bytes',
  ],
  multiplies: [
    [...HEAD, ...LEN, 0x6c],
    'multiplies.wasm: unsupported: it multiplies two values of which neither is a constant, in add_used+0x5',
    'Multiply by a constant',
  ],
  undecoded: [
    [0xff, ...op.i32(0)],
    'undecoded.wasm, in add_used: unsupported: the instruction 0xff, at offset 0x',
    'Compile for wasm64 or wasm32',
  ],
  'odd-code': [
    op.i32(-99),
    'add_used returned a negative code that stands for no error of it',
    '-1 InvalidDescriptorIndex',
  ],
};

test('should say what cannot be executed, where, and what to do, and prove nothing of it', async () => {
  const { prove, args } = folderWith({
    ...Object.fromEntries(Object.entries(EXECUTED).map(([name, [code]]) => [name, addingUsed(code)])),
    prints: addingUsed(op.call(0), { imports: [{ name: 'printf', module: 'env', results: ['i32'] }] }),
  });

  const { code, proofs } = await prove(args, SHIPPED);

  expect(code).toBe(4);
  const shown = new Map(proofs.map(({ model, verdict, failure }) => [model, { verdict, failure }]));
  const all = {
    ...EXECUTED,
    prints: [[], 'prints.wasm: unsupported: it calls the import env.printf, in add_used+0x1', 'guest_at'],
  } as const;
  expect([...shown.keys()].sort()).toEqual(Object.keys(all).sort());
  for (const [name, [, says, hint]] of Object.entries(all)) {
    const { verdict, failure } = shown.get(name) ?? {};
    expect([name, verdict, failure?.message]).toEqual([name, 'error', expect.stringContaining(says)]);
    expect(failure?.hints.join(' '), name).toContain(hint);
  }
});

test('should refute code that leaves its tables, its memory or its stack', async () => {
  const table = [ADD_USED, OUT, null];
  const { prove, args } = folderWith({
    'beyond-table': addingUsed([...HEAD, ...LEN, ...op.i32(3), ...CALL_INDIRECT], { table }),
    'other-type': addingUsed([...HEAD, ...LEN, ...op.i32(1), ...CALL_INDIRECT], { table }),
    'no-function': addingUsed([...HEAD, ...LEN, ...op.i32(2), ...CALL_INDIRECT], { table }),
    'any-index': addingUsed([...HEAD, ...LEN, ...HEAD, ...CALL_INDIRECT], { table: [OUT, null] }),
    'wild-pointer': addingUsed(
      op.memory(0x28, 0).flatMap((byte, i) => (i === 0 ? [...op.i32(-8), byte] : [byte])),
    ),
    recursion: addingUsed([...HEAD, ...LEN, ...op.call(ADD_USED)]),
  });

  const { code, proofs } = await prove(args, SHIPPED);

  expect(code).toBe(1);
  expect(proofs.map(({ model, verdict }) => [model, verdict])).toEqual([
    ['any-index', 'refuted'],
    ['beyond-table', 'refuted'],
    ['no-function', 'refuted'],
    ['other-type', 'refuted'],
    ['recursion', 'refuted'],
    ['wild-pointer', 'refuted'],
  ]);
  const traps = new Map(proofs.map(({ model, failure }) => [model, failure?.message]));
  expect(traps.get('recursion')).toContain('the host does not trap: stack overflow, add_used');
  expect(traps.get('wild-pointer')).toContain('the host does not trap: host pointer, add_used');
  for (const name of ['any-index', 'beyond-table', 'no-function', 'other-type'])
    expect(traps.get(name), name).toContain('the host does not trap: index out of bounds, add_used');
});

/** `state` with the first two fields in each other's place. */
const SWAPPED = [
  ...[...op.get(0), ...op.i32(2), 0x49, 0x04, 0x7f, ...op.i32(1), ...op.get(0), 0x6b],
  ...[...op.else, ...op.get(0), ...op.end, ...op.i32(3), I32_SHL, ...op.memory(I64_LOAD, 1024)],
];

test('should say of each file that cannot be loaded what is wrong with it, and what to do', async () => {
  const good = queueWith({});
  const files = {
    missing: queueWith({ add_used: null, pop: { name: 'popp' } }),
    'other-type': queueWith({ pop: { results: ['i64'], body: op.i64(0) } }),
    'wrong-order': queueWith({ state: { body: SWAPPED } }),
    stops: queueWith({ create: { body: op.unreachable } }),
    null: queueWith({ state: { body: [...op.i32(8), ...op.memory(I64_LOAD)] } }),
    loops: queueWith({ create: { body: [...op.loop, ...op.br(0), ...op.end] } }),
    floats: queueWith({ state: { body: [...op.get(0), 0xb9, 0xb0] } }),
    truncated: good.subarray(0, good.length - 100),
    halved: good.subarray(0, good.length >> 1),
    short: good.subarray(0, 3),
    empty: '',
    text: 'int main(void) { return 0; }\n',
    wat: '(module)\n',
    elf: Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]),
    object: queueWith({}, { more: section(0, [...text('linking'), 2]) }),
    junk: withHeader(new Uint8Array(FILE_BYTES).fill(0xa5)),
    'less-junk': withHeader(new Uint8Array(FILE_BYTES / 5).fill(0xa5)),
    'debug-info': withSection(good, '.debug_info', FILE_BYTES),
  };
  const { ringproof, args } = folderWith(files);

  const { code, out, err } = await ringproof(['prove', ...args], SHIPPED);

  expect(code).toBe(4);
  expect(out).toContain(`${Object.keys(files).length} not loaded`);
  await expect(err).toMatchFileSnapshot('./errors/compiled-files.txt');
});

test('should load a module with more debug information than code', async () => {
  const { ringproof, args } = folderWith({ big: withSection(queueWith({}), '.debug_info', FILE_BYTES / 5) });

  const { code, out } = await ringproof(['list', ...args.slice(1, -1)], SHIPPED);

  expect([code, out]).toEqual([0, expect.stringContaining('split/add-used')]);
});

test('should refuse what is no compiled file, by name', async () => {
  const { cwd, ringproof } = folderWith({});
  mkdirSync(join(cwd, 'folder.wasm'));
  const refused = async (file: string): Promise<readonly [number, string]> => {
    const { code, err } = await ringproof(['prove', '--compiled', file]);
    return [code, err];
  };

  expect(await refused('nothing.wasm')).toEqual([
    5,
    `error: --compiled nothing.wasm: there is no such file in ${cwd}\n`,
  ]);
  expect(await refused('folder.wasm')).toEqual([
    5,
    'error: --compiled folder.wasm: it is a folder; give the .wasm file in it\n',
  ]);
  expect(await refused('queue.c')).toEqual([
    5,
    'error: --compiled queue.c: the name of a compiled queue ends in .wasm\n',
  ]);
});

function withHeader(bytes: Uint8Array): Uint8Array {
  bytes.set([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  return bytes;
}

/** A module with a custom section of so many bytes. */
function withSection(module: Uint8Array, name: string, bytes: number): Uint8Array {
  const title = text(name);
  const start = [...module, 0, ...u(title.length + bytes), ...title];
  const whole = new Uint8Array(start.length + bytes);
  whole.set(start);
  return whole;
}

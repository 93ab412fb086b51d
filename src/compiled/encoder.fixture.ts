import type { ValueType } from './index.ts';

/** Writes small modules for tests, in the binary format. */

const TYPES: Readonly<Record<string, number>> = {
  ...{ i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b, funcref: 0x70, externref: 0x6f },
};

export interface FunctionText {
  /** Exported under this name, and called so in the name section. */
  readonly name: string;
  readonly params?: readonly ValueType[];
  readonly results?: readonly ValueType[];
  readonly locals?: readonly ValueType[];
  /** The instructions, without the last `end`. */
  readonly body: readonly number[];
}

export interface ModuleText {
  /** Imported functions of `ringproof`, which come first. */
  readonly imports?: readonly (Pick<FunctionText, 'name' | 'params' | 'results'> & {
    readonly module?: string;
  })[];
  readonly functions: readonly FunctionText[];
  /** Least number of pages; no memory where absent. */
  readonly pages?: number;
  readonly maxPages?: number;
  readonly is64?: boolean;
  readonly globals?: readonly { readonly type: 'i32' | 'i64'; readonly value: bigint }[];
  readonly data?: readonly { readonly offset: bigint | null; readonly bytes: readonly number[] }[];
  /** The functions of the only table, by index; `null` where there is none. */
  readonly table?: readonly (number | null)[];
  /** Whether indices of the table have 64 bits. */
  readonly isTable64?: boolean;
  readonly start?: number;
  /** More sections, such as custom ones, at the end. */
  readonly more?: readonly number[];
}

/** An unsigned number. */
export function u(value: bigint | number): number[] {
  const rest = BigInt(value);
  return rest < 128n ? [Number(rest)] : [Number(rest & 127n) | 128, ...u(rest >> 7n)];
}

/** A signed number. */
export function s(value: bigint | number): number[] {
  const rest = BigInt(value);
  if (rest >= -64n && rest < 64n) return [Number(rest & 127n)];
  return [Number(rest & 127n) | 128, ...s(rest >> 7n)];
}

export function text(name: string): number[] {
  const bytes = [...new TextEncoder().encode(name)];
  return [...u(bytes.length), ...bytes];
}

export function section(id: number, content: readonly number[]): number[] {
  return [id, ...u(content.length), ...content];
}

function list(items: readonly (readonly number[])[]): number[] {
  return [...u(items.length), ...items.flat()];
}

const types = (all: readonly ValueType[] = []): number[] => list(all.map((type) => [TYPES[type] ?? 0]));

const constant = (type: 'i32' | 'i64', value: bigint): number[] => [
  type === 'i32' ? 0x41 : 0x42,
  ...s(BigInt.asIntN(type === 'i32' ? 32 : 64, value)),
  0x0b,
];

/** Type number i is that of function i, imports first. */
export function encode(module: ModuleText): Uint8Array<ArrayBuffer> {
  const {
    imports = [],
    functions,
    pages,
    maxPages,
    is64 = false,
    globals = [],
    data = [],
    table,
    isTable64 = false,
  } = module;
  const index = is64 ? 'i64' : 'i32';
  const all = [...imports, ...functions];
  const limits = [
    (maxPages === undefined ? 0 : 1) | (is64 ? 4 : 0),
    ...u(pages ?? 0),
    ...(maxPages === undefined ? [] : u(maxPages)),
  ];
  const elements = (table ?? []).flatMap((called, i) =>
    called === null ? [] : [[0, ...constant(isTable64 ? 'i64' : 'i32', BigInt(i)), 1, ...u(called)]],
  );
  const bodies = functions.map(({ locals = [], body }) => {
    const content = [...list(locals.map((type) => [1, TYPES[type] ?? 0])), ...body, 0x0b];
    return [...u(content.length), ...content];
  });
  const segments = data.map(({ offset, bytes }) =>
    offset === null
      ? [1, ...u(bytes.length), ...bytes]
      : [0, ...constant(index, offset), ...u(bytes.length), ...bytes],
  );
  const names = all.map(({ name }, i) => [...u(i), ...text(name)]);
  const nameSection = [...text('name'), ...section(1, list(names))];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list(all.map(({ params, results }) => [0x60, ...types(params), ...types(results)]))),
    ...section(
      2,
      list(
        imports.map(({ name, module: from = 'ringproof' }, i) => [...text(from), ...text(name), 0, ...u(i)]),
      ),
    ),
    ...section(3, list(functions.map((_, i) => u(imports.length + i)))),
    ...(table === undefined ? [] : section(4, list([[0x70, isTable64 ? 4 : 0, ...u(table.length)]]))),
    ...(pages === undefined ? [] : section(5, list([limits]))),
    ...section(6, list(globals.map(({ type, value }) => [TYPES[type] ?? 0, 1, ...constant(type, value)]))),
    ...section(7, list(functions.map(({ name }, i) => [...text(name), 0, ...u(imports.length + i)]))),
    ...(module.start === undefined ? [] : section(8, u(module.start))),
    ...(table === undefined ? [] : section(9, list(elements))),
    ...(segments.length === 0 ? [] : section(12, u(segments.length))),
    ...section(10, list(bodies)),
    ...(segments.length === 0 ? [] : section(11, list(segments))),
    ...section(0, nameSection),
    ...(module.more ?? []),
  ]);
}

/** Instructions by what they are called. */
export const op = {
  get: (i: number) => [0x20, ...u(i)],
  set: (i: number) => [0x21, ...u(i)],
  tee: (i: number) => [0x22, ...u(i)],
  globalGet: (i: number) => [0x23, ...u(i)],
  globalSet: (i: number) => [0x24, ...u(i)],
  i32: (value: bigint | number) => [0x41, ...s(BigInt.asIntN(32, BigInt(value)))],
  i64: (value: bigint | number) => [0x42, ...s(BigInt.asIntN(64, BigInt(value)))],
  call: (i: number) => [0x10, ...u(i)],
  br: (depth: number) => [0x0c, ...u(depth)],
  brIf: (depth: number) => [0x0d, ...u(depth)],
  unreachable: [0x00],
  drop: [0x1a],
  select: [0x1b],
  return: [0x0f],
  end: [0x0b],
  else: [0x05],
  /** Blocks of no values. */
  block: [0x02, 0x40],
  loop: [0x03, 0x40],
  if: [0x04, 0x40],
  memory: (code: number, offset: bigint | number = 0, align = 0) => [code, align, ...u(offset)],
  atomic: (code: number, align: number, offset: bigint | number = 0) => [
    0xfe,
    ...u(code),
    align,
    ...u(offset),
  ],
};

import fc from 'fast-check';
import { encode, op, u } from './encoder.fixture.ts';

/** Random functions that end: of four variables, memory, loops that count, jumps, tables and calls. */

/** Variables are i32: the parameters first, then one that counts for each loop. */
const VARIABLES = 4;
const MOST_LOOPS = 3;
/** Addresses that are accessed: these many from the start of memory's data. */
const START = 1024;

export type Expression =
  | { readonly kind: 'const'; readonly value: bigint }
  | { readonly kind: 'local'; readonly index: number }
  | { readonly kind: 'binary'; readonly code: number; readonly a: Expression; readonly b: Expression }
  | { readonly kind: 'select' | 'if' | 'block'; readonly of: readonly [Expression, Expression, Expression] }
  | { readonly kind: 'load'; readonly code: number; readonly offset: number; readonly at: Expression };

export type Statement =
  | { readonly kind: 'set'; readonly index: number; readonly to: Expression }
  | {
      readonly kind: 'store';
      readonly code: number;
      readonly offset: number;
      readonly of: readonly [Expression, Expression];
    }
  | { readonly kind: 'copy' | 'fill'; readonly from: number; readonly to: number; readonly length: number }
  | { readonly kind: 'block' | 'loop'; readonly body: readonly Statement[] }
  | {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[] | null;
    }
  | { readonly kind: 'leave'; readonly depth: number; readonly condition: Expression | null }
  | { readonly kind: 'table'; readonly depths: readonly number[]; readonly index: Expression }
  | { readonly kind: 'return'; readonly condition: Expression; readonly value: Expression }
  | { readonly kind: 'call' | 'indirect'; readonly index: Expression; readonly into: number };

const index = fc.integer({ min: 0, max: VARIABLES - 1 });
/** add sub and or xor, shifts, comparisons: none that traps, and no product. */
const codes = fc.constantFrom(0x6a, 0x6b, 0x71, 0x72, 0x73, 0x74, 0x75, 0x76, 0x46, 0x48, 0x49, 0x4d, 0x4e);
const loads = fc.constantFrom(0x28, 0x2c, 0x2d, 0x2e, 0x2f);
const stores = fc.constantFrom(0x36, 0x3a, 0x3b);
const offset = fc.integer({ min: 0, max: 9 });

const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({ kind: fc.constant('local' as const), index }),
    fc.record({
      kind: fc.constant('const' as const),
      value: fc.oneof(fc.bigInt(0n, 9n), fc.bigInt(0n, 2n ** 32n - 1n)),
    }),
    fc.record({
      kind: fc.constant('binary' as const),
      code: codes,
      a: tie('expression'),
      b: tie('expression'),
    }),
    fc.record({
      kind: fc.constantFrom('select' as const, 'if' as const, 'block' as const),
      of: fc.tuple(tie('expression'), tie('expression'), tie('expression')),
    }),
    fc.record({ kind: fc.constant('load' as const), code: loads, offset, at: tie('expression') }),
  ),
}));

const { body } = fc.letrec<{ body: readonly Statement[] }>((tie) => ({
  body: fc.array(
    fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.record({ kind: fc.constant('set' as const), index, to: expression }),
      fc.record({
        kind: fc.constant('store' as const),
        code: stores,
        offset,
        of: fc.tuple(expression, expression),
      }),
      fc.record({
        kind: fc.constantFrom('copy' as const, 'fill' as const),
        ...{
          from: fc.integer({ min: 0, max: 70 }),
          to: fc.integer({ min: 0, max: 70 }),
          length: fc.integer({ min: 0, max: 9 }),
        },
      }),
      fc.record({ kind: fc.constant('leave' as const), depth: offset, condition: fc.option(expression) }),
      fc.record({
        kind: fc.constant('table' as const),
        depths: fc.array(offset, { maxLength: 4 }),
        index: expression,
      }),
      fc.record({ kind: fc.constant('return' as const), condition: expression, value: expression }),
      fc.record({
        kind: fc.constantFrom('call' as const, 'indirect' as const),
        index: expression,
        into: index,
      }),
      fc.record({ kind: fc.constantFrom('block' as const, 'loop' as const), body: tie('body') }),
      fc.record({
        kind: fc.constant('if' as const),
        condition: expression,
        then: tie('body'),
        otherwise: fc.option(tie('body')),
      }),
    ),
    { maxLength: 4 },
  ),
}));

/** A function `f` of four numbers, which calls `g`, or one of a table; what memory holds afterwards is `at(address)`. */
export const randomCode = fc.record({ f: body, g: body }).map(({ f, g }) =>
  encode({
    functions: [
      { ...shape, name: 'f', body: [...statements(f, [], 0, true), ...op.get(0)] },
      { ...shape, name: 'g', body: [...statements(g, [], 0, false), ...op.get(1)] },
      { ...shape, name: 'h', body: [...op.get(2), ...op.get(3), 0x6a] },
      { name: 'at', params: ['i32'], results: ['i32'], body: [...op.get(0), ...op.memory(0x2d)] },
    ],
    pages: 1,
    data: [{ offset: BigInt(START), bytes: Array.from({ length: 40 }, (_, i) => (i * 37) & 255) }],
    table: [1, 2, 2, null, 1, 3],
  }),
);

const shape = {
  params: Array.from({ length: VARIABLES }, () => 'i32' as const),
  results: ['i32' as const],
  locals: Array.from({ length: MOST_LOOPS }, () => 'i32' as const),
};

export const SEEN: readonly number[] = Array.from({ length: 90 }, (_, i) => START + i);

/** `labels`: whether each block around is a loop, the innermost first: jumps go to none of these, so that all ends. */
function statements(
  all: readonly Statement[],
  labels: readonly boolean[],
  loops: number,
  calls: boolean,
): number[] {
  return all.flatMap((one) => statement(one, labels, loops, calls));
}

function statement(one: Statement, labels: readonly boolean[], loops: number, calls: boolean): number[] {
  const inner = (part: readonly Statement[], isLoop: boolean): number[] =>
    statements(part, [isLoop, ...labels], loops + (isLoop ? 1 : 0), calls);
  switch (one.kind) {
    case 'set':
      return [...value(one.to), ...op.set(one.index)];
    case 'store':
      return [...address(one.of[0]), ...value(one.of[1]), ...op.memory(one.code, START + one.offset)];
    case 'copy':
    case 'fill':
      return [
        ...[
          ...op.i32(START + one.to),
          ...op.i32(one.kind === 'copy' ? START + one.from : one.from),
          ...op.i32(one.length),
        ],
        ...(one.kind === 'copy' ? [0xfc, 10, 0, 0] : [0xfc, 11, 0]),
      ];
    case 'block':
      return [...op.block, ...inner(one.body, false), ...op.end];
    case 'loop': {
      if (loops >= MOST_LOOPS) return [];
      const counter = VARIABLES + loops;
      const next = [
        ...op.get(counter),
        ...op.i32(1),
        0x6a,
        ...op.tee(counter),
        ...op.i32(3),
        0x49,
        ...op.brIf(0),
      ];
      return [...op.i32(0), ...op.set(counter), ...op.loop, ...inner(one.body, true), ...next, ...op.end];
    }
    case 'if': {
      const otherwise = one.otherwise === null ? [] : [...op.else, ...inner(one.otherwise, false)];
      return [...value(one.condition), ...op.if, ...inner(one.then, false), ...otherwise, ...op.end];
    }
    case 'leave': {
      const depth = target(one.depth, labels);
      if (depth === null) return [];
      return one.condition === null
        ? [...op.i32(1), ...op.brIf(depth)]
        : [...value(one.condition), ...op.brIf(depth)];
    }
    case 'table': {
      const depths = one.depths.flatMap((depth) => target(depth, labels) ?? []);
      const [last, ...others] = depths;
      if (last === undefined) return [];
      // What comes after a jump is never executed, and need not be valid but for its types.
      return [
        ...value(one.index),
        ...op.i32(7),
        0x71,
        0x0e,
        ...u(others.length),
        ...others.flatMap((d) => u(d)),
        ...u(last),
      ];
    }
    case 'return':
      return [...value(one.condition), ...op.if, ...value(one.value), ...op.return, ...op.end];
    case 'call':
    case 'indirect': {
      if (!calls) return [];
      const args = [0, 1, 2, 3].flatMap((i) => op.get(i));
      const called = one.kind === 'call' ? op.call(1) : [...value(one.index), ...op.i32(7), 0x71, 0x11, 0, 0];
      return [...args, ...called, ...op.set(one.into)];
    }
  }
}

/** The depth of a block that is no loop; `null` where there is none. */
function target(wanted: number, labels: readonly boolean[]): number | null {
  const depths = labels.flatMap((isLoop, depth) => (isLoop ? [] : [depth]));
  return depths[wanted % Math.max(1, depths.length)] ?? null;
}

function address(at: Expression): number[] {
  return [...value(at), ...op.i32(31), 0x71];
}

function value(one: Expression): number[] {
  switch (one.kind) {
    case 'const':
      return op.i32(one.value);
    case 'local':
      return op.get(one.index);
    case 'binary':
      return [...value(one.a), ...value(one.b), one.code];
    case 'select':
      return [...value(one.of[0]), ...value(one.of[1]), ...value(one.of[2]), ...op.select];
    case 'if':
      return [
        ...value(one.of[0]),
        0x04,
        0x7f,
        ...value(one.of[1]),
        ...op.else,
        ...value(one.of[2]),
        ...op.end,
      ];
    // A jump takes its value along.
    case 'block':
      return [
        0x02,
        0x7f,
        ...value(one.of[0]),
        ...value(one.of[1]),
        ...op.brIf(0),
        ...op.drop,
        ...value(one.of[2]),
        ...op.end,
      ];
    case 'load':
      return [...address(one.at), ...op.memory(one.code, START + one.offset)];
  }
}

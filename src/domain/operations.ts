import { bitLength, floorMod, pow2 } from '../term/range.ts';
import type { BoolTerm, IntTerm } from '../term/term.ts';
import type { Terms } from '../term/terms.ts';

/** The width of an operation's operands in bits, and its constant parameters. */
export interface Shape {
  readonly width: number;
  readonly parameters: readonly bigint[];
}

/** One operation on numbers, and as a term. */
export interface Operation {
  readonly arity: 1 | 2;
  concrete(shape: Shape, a: bigint, b: bigint): bigint;
  symbolic(t: Terms, shape: Shape, a: IntTerm, b: IntTerm): IntTerm;
}

/**
 * One operation on words, in its three forms: on numbers, as a term, and as SMT-LIB's operator on bit-vectors, which is
 * what the other two are checked against. Arguments lie in 0 … 2^width − 1.
 */
export interface WordOperation extends Operation {
  smtlib(shape: Shape, a: string, b: string): string;
  /** Width of the result; the operands' where absent. */
  resultWidth?(shape: Shape): number;
}

/** One relation on words, in the same three forms. */
export interface TestOperation {
  readonly arity: 1 | 2;
  concrete(shape: Shape, a: bigint, b: bigint): boolean;
  symbolic(t: Terms, shape: Shape, a: IntTerm, b: IntTerm): BoolTerm;
  smtlib(shape: Shape, a: string, b: string): string;
}

const ones = (width: number): bigint => pow2(width) - 1n;
const parameter = (shape: Shape, index = 0): bigint => {
  const value = shape.parameters[index];
  if (value === undefined) throw new RangeError(`parameter ${index} of the operation is missing`);
  return value;
};
const widthParameter = (shape: Shape, index = 0): number => Number(parameter(shape, index));
const bv = (width: number, value: bigint): string => `(_ bv${value & ones(width)} ${width})`;

/** Operations from words to a word. */
export const wordOperations = {
  add: {
    arity: 2,
    concrete: ({ width }, a, b) => floorMod(a + b, pow2(width)),
    symbolic: (t, { width }, a, b) => t.wrap(width, t.add(a, b)),
    smtlib: (_, a, b) => `(bvadd ${a} ${b})`,
  },
  sub: {
    arity: 2,
    concrete: ({ width }, a, b) => floorMod(a - b, pow2(width)),
    symbolic: (t, { width }, a, b) => t.wrap(width, t.sub(a, b)),
    smtlib: (_, a, b) => `(bvsub ${a} ${b})`,
  },
  /** Parameter: the factor. */
  mul: {
    arity: 1,
    concrete: (shape, a) => floorMod(a * parameter(shape), pow2(shape.width)),
    symbolic: (t, shape, a) => t.wrap(shape.width, t.scale(parameter(shape), a)),
    smtlib: (shape, a) => `(bvmul ${a} ${bv(shape.width, parameter(shape))})`,
  },
  div: {
    arity: 2,
    concrete: ({ width }, a, b) => (b === 0n ? ones(width) : a / b),
    symbolic: (t, { width }, a, b) => t.ite(t.eq(b, t.zero), t.const(ones(width)), t.div(a, b)),
    smtlib: (_, a, b) => `(bvudiv ${a} ${b})`,
  },
  rem: {
    arity: 2,
    concrete: (_, a, b) => (b === 0n ? a : a % b),
    symbolic: (t, _, a, b) => t.rem(a, b),
    smtlib: (_, a, b) => `(bvurem ${a} ${b})`,
  },
  and: {
    arity: 2,
    concrete: (_, a, b) => a & b,
    symbolic: (t, _, a, b) => t.bitand(a, b),
    smtlib: (_, a, b) => `(bvand ${a} ${b})`,
  },
  // Through the sum and the conjunction, so that they stay linear; the wrap only tells the range.
  or: {
    arity: 2,
    concrete: (_, a, b) => a | b,
    symbolic: (t, { width }, a, b) =>
      t.wrap(
        width,
        t.sum(0n, [
          [1n, a],
          [1n, b],
          [-1n, t.bitand(a, b)],
        ]),
      ),
    smtlib: (_, a, b) => `(bvor ${a} ${b})`,
  },
  xor: {
    arity: 2,
    concrete: (_, a, b) => a ^ b,
    symbolic: (t, { width }, a, b) =>
      t.wrap(
        width,
        t.sum(0n, [
          [1n, a],
          [1n, b],
          [-2n, t.bitand(a, b)],
        ]),
      ),
    smtlib: (_, a, b) => `(bvxor ${a} ${b})`,
  },
  not: {
    arity: 1,
    concrete: ({ width }, a) => ones(width) - a,
    symbolic: (t, { width }, a) => t.wrap(width, t.sum(-1n, [[-1n, a]])),
    smtlib: (_, a) => `(bvnot ${a})`,
  },
  shl: {
    arity: 2,
    concrete: ({ width }, a, b) => (b >= BigInt(width) ? 0n : floorMod(a << b, pow2(width))),
    symbolic: (t, { width }, a, b) => byAmount(t, width, b, (bits) => t.wrap(width, t.scale(pow2(bits), a))),
    smtlib: (_, a, b) => `(bvshl ${a} ${b})`,
  },
  shr: {
    arity: 2,
    concrete: ({ width }, a, b) => (b >= BigInt(width) ? 0n : a >> b),
    symbolic: (t, { width }, a, b) => byAmount(t, width, b, (bits) => t.field(a, bits, width - bits)),
    smtlib: (_, a, b) => `(bvlshr ${a} ${b})`,
  },
  lowestSetBit: {
    arity: 1,
    concrete: (_, a) => a & -a,
    symbolic: (t, _, a) => t.lowbit(a),
    smtlib: (_, a) => `(bvand ${a} (bvneg ${a}))`,
  },
  /** Parameter: the width of the low half, which is the second operand. */
  concat: {
    arity: 2,
    concrete: (shape, a, b) => (a << parameter(shape)) | b,
    symbolic: (t, shape, a, b) =>
      t.sum(0n, [
        [pow2(widthParameter(shape)), a],
        [1n, b],
      ]),
    smtlib: (_, a, b) => `(concat ${a} ${b})`,
    resultWidth: (shape) => shape.width + widthParameter(shape),
  },
  /** Parameters: the lowest bit, the width of the result. */
  extract: {
    arity: 1,
    concrete: (shape, a) => (a >> parameter(shape)) & ones(widthParameter(shape, 1)),
    symbolic: (t, shape, a) => t.field(a, widthParameter(shape), widthParameter(shape, 1)),
    smtlib: (shape, a) =>
      `((_ extract ${widthParameter(shape) + widthParameter(shape, 1) - 1} ${widthParameter(shape)}) ${a})`,
    resultWidth: (shape) => widthParameter(shape, 1),
  },
  /** Parameter: the width of the result. */
  zeroExtend: {
    arity: 1,
    concrete: (_, a) => a,
    symbolic: (_t, _, a) => a,
    smtlib: (shape, a) => `((_ zero_extend ${widthParameter(shape) - shape.width}) ${a})`,
    resultWidth: (shape) => widthParameter(shape),
  },
  /** Parameter: the width of the result. */
  truncate: {
    arity: 1,
    concrete: (shape, a) => a & ones(widthParameter(shape)),
    symbolic: (t, shape, a) => t.wrap(widthParameter(shape), a),
    smtlib: (shape, a) => `((_ extract ${widthParameter(shape) - 1} 0) ${a})`,
    resultWidth: (shape) => widthParameter(shape),
  },
} as const satisfies Record<string, WordOperation>;

/** What checked arithmetic yields where it does not overflow: the exact result, on which no modulus is needed. */
export const exactOperations = {
  add: {
    arity: 2,
    concrete: (_, a, b) => a + b,
    symbolic: (t, _, a, b) => t.add(a, b),
    smtlib: (_, a, b) => `(bvadd ${a} ${b})`,
  },
  sub: {
    arity: 2,
    concrete: (_, a, b) => a - b,
    // Exact too, but words are natural numbers also where the path condition rules them out.
    symbolic: (t, { width }, a, b) => t.wrap(width, t.sub(a, b)),
    smtlib: (_, a, b) => `(bvsub ${a} ${b})`,
  },
  /** Parameter: the factor. */
  mul: {
    arity: 1,
    concrete: (shape, a) => a * parameter(shape),
    symbolic: (t, shape, a) => t.scale(parameter(shape), a),
    smtlib: (shape, a) => `(bvmul ${a} ${bv(shape.width, parameter(shape))})`,
  },
} as const satisfies Record<string, WordOperation>;

/** Operations on unbounded integers; bit-vectors have none for them. */
export const integerOperations = {
  plus: {
    arity: 2,
    concrete: (_, a, b) => a + b,
    symbolic: (t, _, a, b) => t.add(a, b),
  },
  minus: {
    arity: 2,
    concrete: (_, a, b) => a - b,
    symbolic: (t, _, a, b) => t.sub(a, b),
  },
  /** Parameter: the factor. */
  times: {
    arity: 1,
    concrete: (shape, a) => a * parameter(shape),
    symbolic: (t, shape, a) => t.scale(parameter(shape), a),
  },
  /** The width is that of the result. */
  word: {
    arity: 1,
    concrete: ({ width }, a) => floorMod(a, pow2(width)),
    symbolic: (t, { width }, a) => t.wrap(width, a),
  },
} as const satisfies Record<string, Operation>;

/** Whether checked arithmetic overflows. */
export const overflowTests = {
  add: {
    arity: 2,
    concrete: ({ width }, a, b) => a + b > ones(width),
    symbolic: (t, { width }, a, b) => t.lt(t.const(ones(width)), t.add(a, b)),
    smtlib: (_, a, b) => `(bvult (bvadd ${a} ${b}) ${a})`,
  },
  sub: {
    arity: 2,
    concrete: (_, a, b) => a < b,
    symbolic: (t, _, a, b) => t.lt(a, b),
    smtlib: (_, a, b) => `(bvult ${a} ${b})`,
  },
  /** Parameter: the factor. */
  mul: {
    arity: 1,
    concrete: (shape, a) => a * parameter(shape) > ones(shape.width),
    symbolic: (t, shape, a) => t.lt(t.const(ones(shape.width)), t.scale(parameter(shape), a)),
    smtlib: (shape, a) => {
      const extra = Math.max(1, bitLength(parameter(shape)));
      const wide = shape.width + extra;
      return `(bvugt (bvmul ((_ zero_extend ${extra}) ${a}) ${bv(wide, parameter(shape))}) ${bv(wide, ones(shape.width))})`;
    },
  },
} as const satisfies Record<string, TestOperation>;

/** Relations between words. */
export const testOperations = {
  eq: {
    arity: 2,
    concrete: (_, a, b) => a === b,
    symbolic: (t, _, a, b) => t.eq(a, b),
    smtlib: (_, a, b) => `(= ${a} ${b})`,
  },
  lt: {
    arity: 2,
    concrete: (_, a, b) => a < b,
    symbolic: (t, _, a, b) => t.lt(a, b),
    smtlib: (_, a, b) => `(bvult ${a} ${b})`,
  },
  le: {
    arity: 2,
    concrete: (_, a, b) => a <= b,
    symbolic: (t, _, a, b) => t.le(a, b),
    smtlib: (_, a, b) => `(bvule ${a} ${b})`,
  },
} as const satisfies Record<string, TestOperation>;

/** The shifts by each amount below the width, chosen by the amount; zero from the width on. */
function byAmount(t: Terms, width: number, amount: IntTerm, shifted: (bits: number) => IntTerm): IntTerm {
  let result: IntTerm = t.zero;
  for (let bits = width - 1; bits >= 0; bits--) {
    result = t.ite(t.eq(amount, t.const(BigInt(bits))), shifted(bits), result);
  }
  return result;
}

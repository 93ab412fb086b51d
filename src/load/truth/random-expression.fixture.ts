import fc from 'fast-check';

const LEAVES = ['0', '1', "''", "'a'", 'null', 'undefined', 'NaN', '[]', 'o', 'o.x', 'list'];
const BINARY = ['&&', '||', '===', '!==', '==', '!=', '<', '+', ','];
const METHODS = ['filter', 'some', 'every', 'find', 'findLastIndex'];

/**
 * Expressions of what is rewritten, over `o`, `list` and functions that note when they are called: `t(value, name)` and `f`, which
 * is a predicate. Each is in parentheses.
 */
export const randomExpression: fc.Arbitrary<string> = fc.letrec<{ e: string }>((tie) => {
  const e = tie('e');
  const noted = fc
    .tuple(fc.constantFrom(...LEAVES), fc.integer({ min: 0, max: 99 }))
    .map(([leaf, name]) => `t(${leaf}, ${name})`);
  return {
    e: fc.oneof(
      { maxDepth: 5, depthSize: 'medium' },
      noted,
      fc.tuple(e, fc.constantFrom(...BINARY), e).map(([a, operator, b]) => `(${a} ${operator} ${b})`),
      fc.tuple(e, e).map(([a, b]) => `(${a} ?? ${b})`),
      fc.tuple(e, e, e).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      e.map((a) => `(!${a})`),
      e.map((a) => `(typeof ${a})`),
      e.map((a) => `(${a})?.x`),
      e.map((a) => `o.x ||= ${a}`).map((a) => `(${a})`),
      fc
        .tuple(e, fc.constantFrom(...METHODS))
        .map(([a, method]) => `(${a}, list).${method}((x) => f(x) && ${a})`),
      fc.tuple(e, fc.constantFrom(...METHODS)).map(([a, method]) => `${a}?.${method}?.(f)`),
      fc.tuple(e, e).map(([a, b]) => `[${a}].includes(${b})`),
      fc.tuple(e, e).map(([a, b]) => `Object.is(${a}, ${b})`),
      fc
        .tuple(e, e)
        .map(([a, b]) => `((v) => { switch (v) { case ${b}: return 1; default: return 2; } })(${a})`),
    ),
  };
}).e;

import fc from 'fast-check';
import { Evaluator } from '../term/evaluate.ts';
import type { BoolTerm } from '../term/term.ts';
import type { Terms } from '../term/terms.ts';
import type { Feasibility } from './run.ts';

/** A body as data: what it decides, assumes and claims, and where it traps, in order. */
export type Statement =
  | { readonly kind: 'decide'; readonly on: number; readonly then: Body; readonly otherwise: Body }
  | { readonly kind: 'assume' | 'assert' | 'cover' | 'trapIf'; readonly on: number };
export type Body = readonly Statement[];

export interface Valuation {
  readonly k: boolean;
  readonly l: boolean;
  readonly x: bigint;
  readonly y: bigint;
}

const SMALL = [0n, 1n, 2n, 3n];
const TRUTHS = [false, true];
export const VALUATIONS: readonly Valuation[] = TRUTHS.flatMap((k) =>
  TRUTHS.flatMap((l) => SMALL.flatMap((x) => SMALL.map((y) => ({ k, l, x, y })))),
);

export const evaluatorOf = ({ k, l, x, y }: Valuation): Evaluator =>
  new Evaluator({
    int: (name) => (name === 'x' ? x : y),
    bool: (name) => (name === 'k' ? k : name === 'l' ? l : true),
    byte: () => 0n,
    layout: () => 0n,
    mapped: () => false,
  });

/** Whether conditions hold together for some values: by trying all. */
export const tried = (conditions: readonly BoolTerm[]): Feasibility =>
  VALUATIONS.some((valuation) => {
    const evaluator = evaluatorOf(valuation);
    return conditions.every((condition) => evaluator.bool(condition));
  })
    ? 'feasible'
    : 'infeasible';

/** Conditions on two words and two Booleans: some imply or contradict others, some only a solver can tell. */
export const CONDITIONS: readonly ((t: Terms) => BoolTerm)[] = [
  (t) => t.boolVar('k'),
  (t) => t.not(t.boolVar('k')),
  (t) => t.boolVar('l'),
  (t) => t.and(t.boolVar('k'), t.boolVar('l')),
  (t) => t.iff(t.boolVar('k'), t.boolVar('l')),
  (t) => t.le(x(t), y(t)),
  (t) => t.lt(y(t), x(t)),
  (t) => t.eq(x(t), t.const(2n)),
  (t) => t.le(x(t), t.const(1n)),
  (t) => t.le(t.const(2n), y(t)),
  (t) => t.eq(t.add(x(t), y(t)), t.const(3n)),
  (t) => t.eq(t.ite(t.boolVar('k'), x(t), y(t)), t.zero),
  (t) => t.false,
];

const x = (t: Terms) => t.var('x', 0n, 3n);
const y = (t: Terms) => t.var('y', 0n, 3n);

const on = fc.integer({ min: 0, max: CONDITIONS.length - 1 });

interface Parts extends Record<string, unknown> {
  body: Body;
  statement: Statement;
}

export const { body: randomBody } = fc.letrec<Parts>((tie) => ({
  body: fc.array(tie('statement'), { maxLength: 4, depthIdentifier: 'body' }),
  statement: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'body' },
    fc.record({
      kind: fc.constantFrom('assume' as const, 'assert' as const, 'cover' as const, 'trapIf' as const),
      on,
    }),
    fc.record({ kind: fc.constant('decide' as const), on, then: tie('body'), otherwise: tie('body') }),
  ),
}));

/** What a body asks of its runner. */
export interface Executor {
  decide(condition: BoolTerm): boolean;
  assume(condition: BoolTerm): void;
  assert(name: string, goal: BoolTerm): void;
  cover(name: string, condition: BoolTerm): void;
  trapIf(name: string, condition: BoolTerm): void;
}

/** Runs a body; each claim is named by where it stands. */
export function execute(body: Body, t: Terms, executor: Executor, place = ''): void {
  body.forEach((statement, i) => {
    const condition = CONDITIONS[statement.on]?.(t) ?? t.true;
    const name = `${place}/${i}`;
    if (statement.kind === 'decide') {
      const answer = executor.decide(condition);
      execute(answer ? statement.then : statement.otherwise, t, executor, `${name}:${answer}`);
    } else if (statement.kind === 'assume') executor.assume(condition);
    else executor[statement.kind](name, condition);
  });
}

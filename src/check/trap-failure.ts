import { trapHint, type Asked } from './declaring.ts';
import { trapInWords } from '../domain/trap.ts';
import { trapAssertion } from '../proof/calls.ts';
import type { Counterexample } from '../proof/counterexample.ts';
import type { Failure } from '../result/verdict.ts';

/** The failure of a refutation. If an operation traps, it names the trap and its line. */
export function withTrap(failure: Failure, { assertion, steps }: Counterexample, asked: Asked): Failure {
  // The last one ended the replay; those before it were expected.
  const trap = steps.findLast((step) => step.kind === 'trap');
  if (trap === undefined || assertion !== trapAssertion(trap.trap, trap.operation)) return failure;
  const { operation, what, at } = trap;
  const declare = trapHint(asked, assertion);
  const place = at === null ? '' : ` at ${at.file}:${at.line}`;
  return {
    ...failure,
    details: [`${operation} traps${place}: ${trapInWords(trap.trap, what)}.`, ...failure.details],
    hints: [
      asked.isShipped || asked.isOwn
        ? 'Guard the operation against this state, or declare a state, an invariant or a phase that has no such state.'
        : 'Guard the operation against this state, or assume in the property that callers avoid it. If the trap is right, expect it with p.trapping.',
      ...(declare === null ? [] : [declare]),
    ],
    ...(at === null ? {} : { at: { ...at, column: null } }),
  };
}

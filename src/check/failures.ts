import { PathLimitError } from '../explore/errors.ts';
import type { Obligation } from '../explore/path.ts';
import { thrownInWords } from '../domain/misuse.ts';
import { isTrapAssertion } from '../proof/calls.ts';
import type { AssertionResult, CodeSpot, CoverResult, Failure } from '../result/verdict.ts';
import { EncodingError } from '../solver/lower.ts';
import { excludeHint, unreachedHint, type Asked } from './declaring.ts';
import type { Vacuity } from './vacuity.ts';
import { linesOf, spotOf } from './stack-lines.ts';

/** The failures of a proof: one function for each kind. */

/** `declared` is where the proof is: what no line of it threw is shown there. */
export function thrown(error: unknown, declared: CodeSpot | null = null): Failure {
  const message = thrownInWords(error);
  // What an encoding cannot express is the fault of no line, whichever one is asked about.
  const inCode = error instanceof EncodingError ? undefined : spotOf(error);
  const at = inCode ?? declared;
  const hints = hintsOf(error);
  return {
    message,
    // An error with a hint names the fault itself: the stack would only show where it was noticed.
    details: inCode === undefined && hints.length > 0 ? [] : linesOf(error),
    hints:
      hints.length > 0
        ? hints
        : [inCode === undefined ? CHECKERS_FAULT : `Fix ${inCode.file}:${inCode.line}, or its caller.`],
    ...(at === null ? {} : { at }),
  };
}

const CHECKERS_FAULT =
  'No line of the proof or the model threw this. Report it, with both files and what is printed with RINGPROOF_STACK=1.';

/** The hints of an error, which has one as `hint`, or several as `hints`. */
function hintsOf(error: unknown): readonly string[] {
  if (error instanceof PathLimitError) return error.hints;
  return error instanceof Error && 'hint' in error && typeof error.hint === 'string' ? [error.hint] : [];
}

/** `isExpected`: whether a finding names an assertion. `isOwn`: of one of the tool's own proofs, which no user can change. */
export function refutation(
  assertions: readonly string[],
  isExpected: (name: string) => boolean = () => false,
  isOwn = false,
): Failure {
  const [first = '', ...others] = assertions;
  const also = others.filter((name) => isExpected(name) === isExpected(first));
  const known = others.filter((name) => !also.includes(name));
  return {
    message: `assertion '${first}' does not hold`,
    details: [
      ...(also.length === 0 ? [] : [`Also broken: ${also.join(', ')}.`]),
      ...(known.length === 0 ? [] : [`Broken as the finding says: ${known.join(', ')}.`]),
    ],
    hints: [
      isOwn
        ? 'Fix the operation, or what the model declares of its state: the schema, the invariant or the phase.'
        : 'Run the steps of the counterexample on the implementation. If it does something else, correct the model; ' +
          'if it does the same, fix it, or declare a finding. A property of your own may be wrong, too.',
    ],
  };
}

/** What a finding says of assertions that hold: a sentence each. */
export function staleIn(assertions: readonly AssertionResult[]): readonly string[] {
  return assertions
    .filter(({ verdict, expected }) => verdict === 'proved' && expected === 'refuted')
    .map(({ name }) => `assertion '${name}' no longer breaks`);
}

/** A finding that no longer applies in part; `rest` is what still breaks. */
export function staleFinding(stale: readonly string[], rest: Failure | null = null): Failure {
  const [first = '', ...others] = stale;
  return {
    message: `the finding is out of date: ${first}`,
    details: [
      ...others.map((what) => `Also: ${what}.`),
      ...(rest === null ? [] : [`Still broken: ${rest.message}.`, ...rest.details]),
    ],
    hints: [
      rest === null
        ? 'If it is fixed, remove the finding from the model.'
        : 'Remove what is fixed from breaks or unreached of the finding.',
    ],
  };
}

/** A failure, and in which points the finding is out of date besides. */
export function withStale(failure: Failure, stale: readonly string[]): Failure {
  if (stale.length === 0) return failure;
  return {
    ...failure,
    details: [...failure.details, ...stale.map((what) => `The finding is out of date: ${what}.`)],
  };
}

export function noReplay(assertion: string, what: string, error?: unknown): Failure {
  const at = spotOf(error);
  return {
    message: `the solver's counterexample to '${assertion}' does not replay: ${what}`,
    details: [
      'A replay runs the same body on numbers. Either the body behaves differently there, or the checker is wrong.',
      ...linesOf(error),
    ],
    hints: ['Try --solver z3, and report it with the proof file if it disagrees.'],
    ...(at === undefined ? {} : { at }),
  };
}

export function lostCase(): Failure {
  return {
    message: 'exploration lost a case: some state takes no path',
    details: [
      'The checker has to prove that its paths cover all states, and they do not. It gives no verdict.',
    ],
    hints: ['Try --solver z3, and report it with the proof file.'],
  };
}

export function openCases(): Failure {
  return {
    message: 'the solver could not decide whether every state takes a path',
    details: ['The checker has to prove that its paths cover all states. Without that it gives no verdict.'],
    hints: ['Try another solver: --solver z3, --solver cvc5.'],
  };
}

/** The outcomes of the covers and assertions of a proof. */
interface Reach {
  readonly covers: readonly CoverResult[];
  /** Names of the covers that some path reaches. */
  readonly met: ReadonlySet<string>;
  /** Whether the text of the body has the name of a cover. */
  readonly isNamed: (cover: string) => boolean;
  readonly assertions: readonly AssertionResult[];
  /** Whether assertions of the proof are left out: then it may be that only the traps of its calls are asked. */
  readonly isPart: boolean;
  /** Lines of assumptions and decisions that contradict each other; empty if they do not, or are not known. */
  readonly contradicting: readonly string[];
  readonly asked: Asked;
}

export function vacuity(
  { contradiction, unreached }: Vacuity,
  { covers, met, isNamed, assertions, isPart, contradicting, asked }: Reach,
): Failure | null {
  if (contradiction) {
    return {
      message: 'no state satisfies the assumptions',
      details: [
        'Every assertion holds trivially, so nothing is proved.',
        ...(contradicting.length === 0
          ? []
          : [contradicting.length === 1 ? 'No state satisfies this:' : 'No state satisfies all of these:']),
        ...contradicting.map((line) => `  ${line}`),
      ],
      hints: contradictionHints(contradicting, asked),
    };
  }
  const missed = covers.filter(({ reached }) => reached === false).map(({ name }) => name);
  const unmet = missed.filter((name) => !met.has(name));
  const uncalled = unmet.filter((name) => !isNamed(name));
  const [some] = uncalled;
  if (some !== undefined) {
    return {
      message: `${uncalled.map((name) => `p.cover('${name}')`).join(' and ')} ${uncalled.length === 1 ? 'is' : 'are'} never called`,
      details: missed
        .filter((name) => !uncalled.includes(name))
        .map((name) => `No state reaches the cover '${name}' either.`),
      hints: [
        `Call it at the place that has to be reached: p.cover('${some}', condition).`,
        'If a function that the body calls does so, look for what stops the body before it.',
        'If there is no such place, remove the name from covers.',
      ],
    };
  }
  if (unmet.length > 0) {
    return {
      message: `no path reaches the cover${unmet.length > 1 ? 's' : ''} '${unmet.join("', '")}'`,
      details: missed
        .filter((name) => met.has(name))
        .map((name) => `No state reaches the cover '${name}' either.`),
      hints: [
        'Look for what stops the body before it: an operation that always fails, an early return.',
        ...unreachedHints(missed, asked),
      ],
    };
  }
  if (missed.length > 0) {
    return {
      message: `no state reaches cover '${missed.join("', '")}'`,
      details: [],
      hints: unreachedHints(missed, asked, 'Weaken the assumptions before it.'),
    };
  }
  const [first] = unreached;
  if (first !== undefined) {
    return {
      message: `input '${first.input}' never takes its ${first.end} value, ${first.value}`,
      details: unreached
        .slice(1)
        .map(({ input, end, value }) => `Nor does '${input}' take its ${end} value, ${value}.`),
      hints: [
        ...findingHint(asked),
        ...(asked.isShipped && !first.isField
          ? [excludeHint(asked)]
          : [
              first.isField
                ? 'If no state of the phase has this value, narrow the field in the declaration of the phase (min, max). ' +
                  'If only this proof excludes it, give the range when the proof starts the part (given).'
                : 'Declare the range that the proof is about (min, max), or weaken the assumptions.',
            ]),
      ],
    };
  }
  const gone = assertions.filter(
    ({ verdict, expected }) => verdict === 'not-reached' && expected === 'refuted',
  );
  if (gone.length > 0) {
    return {
      message: `no state reaches the assertion '${gone.map(({ name }) => name).join("', '")}', which the finding says is broken`,
      details: ['It is not known whether it holds.'],
      hints: ['Look for what stops the body before it: an operation that always fails, an early return.'],
    };
  }
  const own = assertions.filter(({ name }) => !isTrapAssertion(name));
  if ((own.length === 0 && isPart) || own.some(({ verdict }) => verdict !== 'not-reached')) return null;
  return {
    message: 'nothing is asserted of any state',
    details: [],
    hints: asked.isShipped
      ? ['Look for what stops the body: an operation that always fails.', excludeHint(asked)]
      : ['Assert the property with p.assert on a path that some state reaches.'],
  };
}

/** A refutation is reported before states are looked at, so that a finding uncovers a vacuity that was there before. */
function findingHint({ finding }: Asked): readonly string[] {
  if (finding === null || finding.breaks.length === 0) return [];
  return [
    'The finding is not the cause: without it, the refutation is reported first. The phase, an operation or a trap of the model ' +
      'leaves no such state.',
  ];
}

function contradictionHints(contradicting: readonly string[], asked: Asked): readonly string[] {
  if (asked.isShipped)
    return [
      'The assumptions are of a proof that comes with the tool: they contradict each other for this model alone. ' +
        'Look for a check, a field or a phase of the model that excludes such states.',
      excludeHint(asked),
    ];
  if (contradicting.length === 0)
    return [
      'Remove assumptions one by one until a cover is reached; the last one removed contradicts the others.',
    ];
  return [
    contradicting.length === 1
      ? 'Remove or weaken the assumption, or widen the range of an input that it is about.'
      : 'Remove or weaken one of these assumptions.',
  ];
}

/** `own`: what else to do in a property of the user's own. */
function unreachedHints(covers: readonly string[], asked: Asked, own?: string): readonly string[] {
  const declare = unreachedHint(asked, covers);
  return [
    ...(asked.isShipped || own === undefined ? [] : [own]),
    ...(declare === null ? [] : [declare]),
    ...(asked.isShipped
      ? []
      : ['In a property of your own, remove the name from covers if no state should reach it.']),
  ];
}

export function outOfContract(contract: readonly string[]): Failure {
  return {
    message: `the contract ${contract.join()} covers none of the assertions`,
    details: [],
    hints: ['Check more kinds of assertions: --contract, or contract in the configuration file.'],
  };
}

export function undecided(
  open: readonly { readonly obligation: Obligation; readonly reason: string }[],
): Failure {
  const names = [...new Set(open.map(({ obligation }) => obligation.name))];
  return {
    message: `the solver gave no answer for '${names.join("', '")}'`,
    details: [...new Set(open.map(({ reason }) => `Reason: ${reason}.`))],
    hints: ['Try another solver (--solver z3, --solver cvc5), or split the assertion.'],
  };
}

/** The budget of steps ran out, and `what` happened after. */
export function spent(what: string): Failure {
  return {
    message: 'the step budget ran out before a verdict',
    details: what === '' ? [] : [`After that, the checker stopped with: ${what}`],
    hints: ['Raise the budget: --rlimit, or rlimit in the declaration of the proof.'],
  };
}

import { EncodingError, lower, type Encoding } from '../solver/lower.ts';
import type { Answer, CheckLimits, Solver } from '../solver/solver.ts';
import type { BoolTerm } from '../term/term.ts';
import type { Terms } from '../term/terms.ts';

type Status = Answer['status'];

/** What conditions are asked of. */
export interface Asked {
  readonly terms: Terms;
  readonly solver: Solver;
  readonly encoding: Encoding;
  /** Of each question. */
  readonly limits: CheckLimits;
}

/**
 * Whether each of several conditions is satisfiable, in their order: by over-approximation first, and exactly where that finds
 * a state. Unknown also if the encoding cannot express it. The solver gets them all at once if it can.
 */
export function decideAll(asked: Asked, conditions: readonly BoolTerm[]): readonly Status[] {
  const approximate = askAll(asked, conditions, false);
  const doubtful = conditions.filter((_, i) => approximate[i] === 'sat');
  const exact = askAll(asked, doubtful, true).values();
  return approximate.map((status) => (status === 'sat' ? (exact.next().value ?? 'unknown') : status));
}

function askAll(asked: Asked, conditions: readonly BoolTerm[], exact: boolean): readonly Status[] {
  const { solver, limits } = asked;
  const questions = conditions.map((condition) => questionOf(asked, condition, exact));
  const texts = questions.flatMap((question) => ('text' in question ? [question.text] : []));
  const answers = (
    solver.checkAll?.(texts, limits) ?? texts.map((text) => solver.check(text, [], limits).status)
  ).values();
  return questions.map((question) =>
    'text' in question ? (answers.next().value ?? 'unknown') : question.status,
  );
}

/** The text to ask, or the answer where nothing has to be asked. */
function questionOf(
  { terms, encoding }: Asked,
  condition: BoolTerm,
  exact: boolean,
): { readonly text: string } | { readonly status: Status } {
  if (condition.kind === 'truth') return { status: condition.value ? 'sat' : 'unsat' };
  try {
    return { text: lower({ terms, assertions: [condition], exact, observed: false }, encoding).text };
  } catch (error) {
    if (error instanceof EncodingError) return { status: 'unknown' };
    throw error;
  }
}

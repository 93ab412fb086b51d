import { children } from '../term/children.ts';
import type { BoolTerm, Term } from '../term/term.ts';

/** What conditions are about: inputs, bytes, and addresses of which something is said. */
export class Subjects {
  readonly #known = new Map<Term, ReadonlySet<string>>();

  /** The last of some conditions, with those others that are about something that it is about. */
  related(conditions: readonly BoolTerm[]): readonly BoolTerm[] {
    const last = conditions.at(-1);
    if (last === undefined) return [];
    const subjects = this.#of(last);
    return conditions.filter((one) => one === last || [...this.#of(one)].some((each) => subjects.has(each)));
  }

  #of(condition: BoolTerm): ReadonlySet<string> {
    const known = this.#known.get(condition);
    if (known !== undefined) return known;
    const subjects = new Set<string>();
    const seen = new Set<Term>();
    const open: Term[] = [condition];
    for (let term = open.pop(); term !== undefined; term = open.pop()) {
      if (seen.has(term)) continue;
      seen.add(term);
      const subject = subjectOf(term);
      if (subject === undefined) open.push(...children(term));
      else subjects.add(subject);
    }
    this.#known.set(condition, subjects);
    return subjects;
  }
}

function subjectOf(term: Term): string | undefined {
  switch (term.kind) {
    case 'var':
    case 'boolvar':
    case 'select':
      return `${term.id}`;
    case 'layout':
    case 'mapped':
      return `${term.layout} ${term.address.id}`;
    default:
      return undefined;
  }
}

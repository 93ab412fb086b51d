import type { BoolTerm, IntTerm } from '../../../term/term.ts';
import type { Terms } from '../../../term/terms.ts';
import type { Final, History, Question } from '../program.ts';
import type { FactEvent, FactValue, LitmusFacts, Literal } from './facts.fixture.ts';

/** One path of every thread of a litmus test: the events that happen, and why. */
export interface FactPath {
  readonly threads: readonly (readonly FactEvent[])[];
  readonly premises: readonly BoolTerm[];
}

const MOST = 2n ** 32n - 1n;

/** The words of a litmus test's terms. */
export class FactTerms {
  readonly terms: Terms;
  readonly #facts: Pick<LitmusFacts, 'locations' | 'threads'>;

  constructor(terms: Terms, facts: Pick<LitmusFacts, 'locations' | 'threads'>) {
    [this.terms, this.#facts] = [terms, facts];
  }

  register(thread: number, reg: string): IntTerm {
    return this.terms.var(`${thread}:${reg}`, 0n, MOST);
  }

  final(location: string): IntTerm {
    return this.terms.var(`final ${location}`, 0n, MOST);
  }

  value(thread: number, value: FactValue | undefined): IntTerm {
    const t = this.terms;
    if (value === undefined) throw new Error('a store without a value');
    if (typeof value === 'number') return t.const(BigInt(value));
    const [reg, or] = [this.register(thread, value.reg), t.const(BigInt(value.or ?? 0))];
    const both = t.sub(t.add(reg, or), t.bitand(reg, or));
    return t.offset(both, BigInt(value.add ?? 0));
  }

  /** Every way that events may happen or not, by the conditions that they stand under. */
  paths(): readonly FactPath[] {
    let all: readonly FactPath[] = [{ threads: [], premises: [] }];
    this.#facts.threads.forEach((events, thread) => {
      all = all.flatMap((path) =>
        this.#threadPaths(events, thread).map((next) => ({
          threads: [...path.threads, next.events],
          premises: [...path.premises, ...next.premises],
        })),
      );
    });
    return all;
  }

  #threadPaths(
    events: readonly FactEvent[],
    thread: number,
  ): readonly { readonly events: readonly FactEvent[]; readonly premises: readonly BoolTerm[] }[] {
    const conditions = [
      ...new Set(events.flatMap(({ when }) => (when === undefined ? [] : [JSON.stringify(when)]))),
    ];
    return Array.from({ length: 2 ** conditions.length }, (_, bits) => {
      const holds = (when: FactEvent['when']): boolean =>
        when === undefined || ((bits >> conditions.indexOf(JSON.stringify(when))) & 1) === 1;
      const happened = events.filter(({ when }) => holds(when));
      const loaded = new Set(happened.map(({ reg }) => reg));
      const premises = events.flatMap(({ when }) => {
        if (when === undefined) return [];
        const condition = this.terms.and(
          ...when.map(([reg, ...rest]) =>
            loaded.has(reg) ? this.#literal(this.register(thread, reg), ...rest) : this.terms.false,
          ),
        );
        return [holds(when) ? condition : this.terms.not(condition)];
      });
      return { events: happened, premises };
    });
  }

  #literal(term: IntTerm, relation: Literal[1], value: Literal[2]): BoolTerm {
    if (value === null) return this.terms.false;
    const equal = this.terms.eq(term, this.terms.const(BigInt(value)));
    return relation === '=' ? equal : this.terms.not(equal);
  }

  /** What a path may read, and the condition over it: a literal on a load that did not happen is false. */
  question({ threads, premises }: FactPath, condition: LitmusFacts['condition']): Question {
    const t = this.terms;
    const names = new Set(threads.flatMap((events, i) => events.map(({ reg }) => `${i}:${reg ?? ''}`)));
    const literal = ([name, relation, value]: Literal): BoolTerm => {
      const [thread, reg] = name.split(':');
      if (reg === undefined) return this.#literal(this.final(name), relation, value);
      if (value === null) return t.truth(!names.has(name));
      return names.has(name) ? this.#literal(this.register(Number(thread), reg), relation, value) : t.false;
    };
    return {
      history: threads.flatMap((events, thread) =>
        events.flatMap(({ reg, loc }, i): readonly History[] =>
          reg === undefined || loc === undefined
            ? []
            : [
                {
                  load: loadId(thread, i),
                  name: 'initial',
                  when: 'before',
                  condition: this.#initially(this.register(thread, reg), loc),
                },
              ],
        ),
      ),
      finals: [...new Set(condition.flat().map(([name]) => name))]
        .filter((name) => !name.includes(':'))
        .map((loc): Final => ({
          cell: { field: loc, index: null },
          value: this.final(loc),
          untouched: this.#initially(this.final(loc), loc),
        })),
      premises,
      bad: t.or(...condition.map((literals) => t.and(...literals.map(literal)))),
    };
  }

  #initially(term: IntTerm, loc: string): BoolTerm {
    return this.#literal(term, '=', this.#facts.locations[loc] ?? 0);
  }
}

/** The id of the load of event number `i` of a thread; of its store, `storeId`. */
export const loadId = (thread: number, i: number): string => `T${thread}.${i}.load`;
export const storeId = (thread: number, i: number): string => `T${thread}.${i}.store`;

import type { BoolTerm, IntTerm } from '../../../term/term.ts';
import type { Terms } from '../../../term/terms.ts';
import { isInProgramOrder, type MemoryProgram, type Placed, type Step } from '../program.ts';
import { HappensBefore, type Event } from './happens-before.ts';
import { orderedPairs, type Vocabulary } from './vocabulary.ts';

/**
 * The axioms of RC11: coherence along happens-before, an order of the SeqCst events, and no values out of thin air. The
 * release sequence is that of C++20, which is shorter than the paper's and so the weaker one.
 */
export function rc11Axioms(program: MemoryProgram, words: Vocabulary): readonly BoolTerm[] {
  const events = program.threads.flatMap((steps, thread) =>
    steps.map((step, position): Placed<Step> => ({ ...step, thread, position })),
  );
  const before = new HappensBefore(events, words);
  const has = (rule: string): boolean => !words.without.has(rule);
  return [
    ...before.axioms(),
    ...(has('coherence') ? coherence(words, before) : []),
    ...new SeqCst(words, before).axioms(),
    ...(has('no-thin-air') ? noThinAir(words) : []),
  ];
}

/** What happens before cannot come after in the order of a cell. */
function coherence(words: Vocabulary, before: HappensBefore): readonly BoolTerm[] {
  const { terms: t, accesses } = words;
  return accesses.flatMap((a) =>
    accesses
      .filter((b) => a !== b)
      .map((b) => t.implies(t.and(before.holds(a, b), words.isSame(a, b)), words.inRankOrder(a, b))),
  );
}

/** Program order and reads-from have no cycle. */
function noThinAir(words: Vocabulary): readonly BoolTerm[] {
  const { terms: t, accesses, stores, loads } = words;
  const clock = (id: string): IntTerm => t.var(`air.${id}`, 0n, Infinity);
  return [
    ...orderedPairs(accesses).map(([a, b]) => t.lt(clock(a.id), clock(b.id))),
    ...stores.flatMap((store) =>
      loads.map((load) => t.implies(words.readsFrom(store, load), t.lt(clock(store.id), clock(load.id)))),
    ),
  ];
}

/** The partial order that SeqCst accesses and fences must have. */
class SeqCst {
  readonly #t: Terms;
  readonly #words: Vocabulary;
  readonly #before: HappensBefore;

  constructor(words: Vocabulary, before: HappensBefore) {
    [this.#t, this.#words, this.#before] = [words.terms, words, before];
  }

  axioms(): readonly BoolTerm[] {
    const t = this.#t;
    const { without } = this.#words;
    const events = this.#before.events.filter(({ ordering }) => ordering === 'seq-cst');
    const clock = (id: string): IntTerm => t.var(`seq-cst.${id}`, 0n, Infinity);
    return events.flatMap((first) =>
      events.map((second) =>
        t.implies(
          t.or(
            without.has('pscb') ? t.false : this.#base(first, second),
            without.has('pscf') ? t.false : this.#fences(first, second),
          ),
          t.lt(clock(first.id), clock(second.id)),
        ),
      ),
    );
  }

  /** An access orders itself, a fence also what happens after (as the first) or before (as the second). */
  #base(first: Event, second: Event): BoolTerm {
    const t = this.#t;
    const { events } = this.#before;
    const isStart = (event: Event): BoolTerm =>
      event === first ? t.true : first.kind === 'fence' ? this.#before.holds(first, event) : t.false;
    const isEnd = (event: Event): BoolTerm =>
      event === second ? t.true : second.kind === 'fence' ? this.#before.holds(event, second) : t.false;
    return t.or(
      ...events.flatMap((a) =>
        events
          .filter((b) => a !== b)
          .map((b) => {
            const ends = t.and(isStart(a), isEnd(b));
            return ends === t.false ? t.false : t.and(ends, this.#orders(a, b));
          }),
      ),
    );
  }

  /** `scb`: program order, happens-before from and to other cells or within one, coherence and from-read. */
  #orders(a: Event, b: Event): BoolTerm {
    const t = this.#t;
    if (isInProgramOrder(a, b)) return t.true;
    const { events } = this.#before;
    const others = events
      .filter((x) => isInProgramOrder(a, x))
      .flatMap((x) =>
        events
          .filter((y) => isInProgramOrder(y, b))
          .map((y) => t.and(this.#isElsewhere(a, x), this.#before.holds(x, y), this.#isElsewhere(y, b))),
      );
    if (a.kind === 'fence' || b.kind === 'fence') return t.or(...others);
    const within = t.and(this.#words.isSame(a, b), this.#before.holds(a, b));
    return t.or(...others, within, b.kind === 'store' ? this.#words.precedes(a, b) : t.false);
  }

  /** Whether two events are not accesses of one cell. */
  #isElsewhere(a: Event, b: Event): BoolTerm {
    return a.kind === 'fence' || b.kind === 'fence' ? this.#t.true : this.#t.not(this.#words.isSame(a, b));
  }

  /** Between fences: happens-before, also with any chain of reads, coherence and from-reads in it. */
  #fences(first: Event, second: Event): BoolTerm {
    const t = this.#t;
    if (first.kind !== 'fence' || second.kind !== 'fence') return t.false;
    const { accesses } = this.#words;
    const chains = accesses.flatMap((a) =>
      accesses
        .filter((b) => a !== b)
        .map((b) =>
          t.and(
            this.#before.holds(first, a),
            this.#words.extendedCoherence(a, b),
            this.#before.holds(b, second),
          ),
        ),
    );
    return t.or(this.#before.holds(first, second), ...chains);
  }
}

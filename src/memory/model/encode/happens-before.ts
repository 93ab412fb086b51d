import type { BoolTerm } from '../../../term/term.ts';
import { isInProgramOrder, type Access, type Fence, type Placed, type Step } from '../program.ts';
import { orderedPairs, type Vocabulary } from './vocabulary.ts';

/** A step of the language: accesses and fences are both events there. */
export type Event = Placed<Step>;

/**
 * Happens-before of C11 as a Boolean for every two events. Only lower bounds of it are asserted, so it must only be used
 * where more of it forbids more.
 */
export class HappensBefore {
  readonly events: readonly Event[];
  readonly #words: Vocabulary;

  constructor(events: readonly Event[], words: Vocabulary) {
    [this.events, this.#words] = [events, words];
  }

  /** Whether one event happens before another; program order always does, and nothing before itself or what is earlier. */
  holds(a: Event, b: Event): BoolTerm {
    const { terms: t } = this.#words;
    if (isInProgramOrder(a, b)) return t.true;
    if (a.id === b.id || isInProgramOrder(b, a)) return t.false;
    return t.boolVar(`hb.${a.id}.${b.id}`);
  }

  axioms(): readonly BoolTerm[] {
    const { terms: t, without } = this.#words;
    const { events } = this;
    const closed = events.flatMap((a) =>
      events.flatMap((b) =>
        events
          .filter((c) => a !== b && b !== c)
          .map((c) => t.implies(t.and(this.holds(a, b), this.holds(b, c)), this.holds(a, c))),
      ),
    );
    return [...closed, ...(without.has('sw') ? [] : this.#synchronised())];
  }

  /** A release and an acquire that read what it, or a chain of updates after it, stored. */
  #synchronised(): readonly BoolTerm[] {
    const { terms: t, stores, loads } = this.#words;
    const sequences = new ReleaseSequences(this.#words);
    return [
      ...sequences.axioms(),
      ...stores.flatMap((head) =>
        loads.flatMap((load) => {
          const reads = stores.map((last) =>
            t.and(sequences.holds(head, last), this.#words.readsFrom(last, load)),
          );
          return this.#releases(head).flatMap((release) =>
            this.#acquires(load)
              .filter((acquire) => acquire.thread !== release.thread)
              .map((acquire) => t.implies(t.or(...reads), this.holds(release, acquire))),
          );
        }),
      ),
    ];
  }

  /** The events that release what a store publishes: itself, and fences before it. Only atomics publish. */
  #releases(store: Placed<Access>): readonly Event[] {
    if (store.ordering === 'plain') return [];
    const { without } = this.#words;
    const fences = this.#fences(({ ordering }) => RELEASES.has(ordering));
    return [
      ...(RELEASES.has(store.ordering) && !without.has('release') ? [store] : []),
      ...(without.has('fence-sync') ? [] : fences.filter((fence) => isInProgramOrder(fence, store))),
    ];
  }

  #acquires(load: Placed<Access>): readonly Event[] {
    if (load.ordering === 'plain') return [];
    const { without } = this.#words;
    const fences = this.#fences(({ ordering }) => ACQUIRES.has(ordering));
    return [
      ...(ACQUIRES.has(load.ordering) && !without.has('acquire') ? [load] : []),
      ...(without.has('fence-sync') ? [] : fences.filter((fence) => isInProgramOrder(load, fence))),
    ];
  }

  #fences(has: (fence: Fence) => boolean): readonly Event[] {
    return this.events.filter((event) => event.kind === 'fence' && has(event));
  }
}

const RELEASES: ReadonlySet<string> = new Set(['release', 'acq-rel', 'seq-cst']);
const ACQUIRES: ReadonlySet<string> = new Set(['acquire', 'acq-rel', 'seq-cst']);

/** From a store along read-modify-writes that each read from the one before. */
class ReleaseSequences {
  readonly #words: Vocabulary;
  readonly #updates: readonly (readonly [Placed<Access>, Placed<Access>])[];

  constructor(words: Vocabulary) {
    this.#words = words;
    const { accesses, without } = words;
    this.#updates = without.has('rf-rmw')
      ? []
      : orderedPairs(accesses).filter(([load, store]) => load.kind === 'load' && load.partner === store.id);
  }

  holds(head: Placed<Access>, last: Placed<Access>): BoolTerm {
    const { terms: t } = this.#words;
    if (head.id === last.id) return t.true;
    return this.#updates.some(([, store]) => store.id === last.id)
      ? t.boolVar(`release.${head.id}.${last.id}`)
      : t.false;
  }

  axioms(): readonly BoolTerm[] {
    const { terms: t, stores } = this.#words;
    return stores.flatMap((head) =>
      this.#updates.flatMap(([load, update]) =>
        stores
          .filter((before) => before.id !== update.id && head.id !== update.id)
          .map((before) =>
            t.implies(
              t.and(this.holds(head, before), this.#words.readsFrom(before, load)),
              this.holds(head, update),
            ),
          ),
      ),
    );
  }
}

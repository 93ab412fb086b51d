import type { BoolTerm } from '../../../term/term.ts';
import { isSameCell, type Access, type Final, type Placed } from '../program.ts';
import { orderedPairs, type Vocabulary } from './vocabulary.ts';

/** What holds in every model: what loads read, one order of the stores to a cell, coherence, and atomic updates. */
export function commonAxioms<A extends Access>(
  words: Vocabulary<A>,
  finals: readonly Final[],
): readonly BoolTerm[] {
  const { terms: t, stores, loads, without } = words;
  return [
    ...stores.map((store) => t.le(t.const(1n), words.rank(store))),
    ...loads.flatMap((load) => reading(words, load)),
    ...totalOrder(words),
    ...(without.has('coherence') ? [] : coherence(words)),
    ...(without.has('atomicity') ? [] : atomicity(words)),
    ...finals.map((final) => finalValue(words, final)),
  ];
}

/** A load reads from a store or from history, and has its value and rank. */
function reading<A extends Access>(words: Vocabulary<A>, load: Placed<A>): readonly BoolTerm[] {
  const { terms: t, stores } = words;
  const candidates = stores.filter((store) => words.readsFrom(store, load) !== t.false);
  const history = words.historyOf(load.id);
  return [
    t.or(
      ...candidates.map((store) => words.readsFrom(store, load)),
      ...history.map((entry) => words.readsHistory(entry)),
    ),
    ...candidates.map((store) =>
      t.implies(
        words.readsFrom(store, load),
        t.and(
          words.isSame(store, load),
          t.eq(load.value, store.value),
          t.eq(words.rank(load), words.rank(store)),
        ),
      ),
    ),
    ...history.map((entry) =>
      t.implies(
        words.readsHistory(entry),
        t.and(entry.condition, entry.when === 'before' ? t.isZero(words.rank(load)) : isLast(words, load)),
      ),
    ),
  ];
}

/** Whether a load reads what comes after every store to its cell. */
function isLast<A extends Access>(words: Vocabulary<A>, load: Placed<A>): BoolTerm {
  const { terms: t, stores } = words;
  return t.and(
    ...stores.map((store) => t.implies(words.isSame(store, load), t.lt(words.rank(store), words.rank(load)))),
  );
}

/** No two stores to one cell have the same rank. */
function totalOrder<A extends Access>(words: Vocabulary<A>): readonly BoolTerm[] {
  const { terms: t, stores } = words;
  return stores.flatMap((a, i) =>
    stores.slice(i + 1).map((b) => t.implies(words.isSame(a, b), t.not(t.eq(words.rank(a), words.rank(b))))),
  );
}

/** Program order of accesses to one cell is in the order of ranks. */
function coherence<A extends Access>(words: Vocabulary<A>): readonly BoolTerm[] {
  const { terms: t } = words;
  return orderedPairs(words.accesses).map(([a, b]) => t.implies(words.isSame(a, b), words.inRankOrder(a, b)));
}

/** No store of another thread to its cell comes between the halves of a read-modify-write. */
function atomicity<A extends Access>(words: Vocabulary<A>): readonly BoolTerm[] {
  const { terms: t, stores, loads } = words;
  return loads.flatMap((load) =>
    stores
      .filter(({ id }) => id === load.partner)
      .flatMap((update) =>
        stores
          .filter(({ thread }) => thread !== update.thread)
          .map((store) =>
            t.implies(
              words.isSame(store, update),
              t.or(t.le(words.rank(store), words.rank(load)), t.le(words.rank(update), words.rank(store))),
            ),
          ),
      ),
  );
}

/** A final value is that of the last store to its cell, or what was there if there is none. */
function finalValue<A extends Access>(words: Vocabulary<A>, final: Final): BoolTerm {
  const { terms: t, stores } = words;
  const isOf = (store: Placed<A>): BoolTerm => isSameCell(t, store.cell, final.cell);
  return t.or(
    ...stores.map((last) =>
      t.and(
        isOf(last),
        t.eq(final.value, last.value),
        ...stores
          .filter((store) => store !== last)
          .map((store) => t.implies(isOf(store), t.lt(words.rank(store), words.rank(last)))),
      ),
    ),
    t.and(final.untouched, ...stores.map((store) => t.not(isOf(store)))),
  );
}

import type { BoolTerm, IntTerm } from '../../../term/term.ts';
import type { Terms } from '../../../term/terms.ts';
import type { MachineAccess, MachineProgram } from '../machine.ts';
import type { Access } from '../program.ts';
import { OrderedPair, type OrderRule } from '../rules/rule.ts';
import { orderedPairs, type Vocabulary } from './vocabulary.ts';

/**
 * The axiom of the machines' models: there is one order of all accesses in which whatever one thread sees of another, and
 * whatever the rules keep of program order, goes forwards. The order is a clock: an integer for every access.
 */
export function clockAxioms(
  program: MachineProgram,
  words: Vocabulary<MachineAccess>,
  rules: readonly OrderRule[],
): readonly BoolTerm[] {
  const { terms: t, without } = words;
  const kept = rules.filter(({ name }) => !without.has(name));
  return [
    ...orderedPairs<MachineAccess>(words.accesses).map((two) => {
      const pair = new OrderedPair(program, words, two);
      return goesForwards(t, t.or(...kept.map((rule) => rule.keeps(pair))), ...two);
    }),
    ...(without.has('rfe') ? [] : readFromOthers(words)),
    ...seenOrder(words),
  ];
}

function readFromOthers(words: Vocabulary<MachineAccess>): readonly BoolTerm[] {
  const { terms: t, loads, stores } = words;
  return loads.flatMap((load) =>
    stores
      .filter(({ thread }) => thread !== load.thread)
      .map((store) => goesForwards(t, words.readsFrom(store, load), store, load)),
  );
}

/** From-read and coherence between threads. */
function seenOrder(words: Vocabulary<MachineAccess>): readonly BoolTerm[] {
  const { terms: t, accesses, stores, without } = words;
  return stores.flatMap((store) =>
    accesses
      .filter(({ thread, kind }) => thread !== store.thread && !without.has(kind === 'load' ? 'fre' : 'coe'))
      .map((access) => goesForwards(t, words.precedes(access, store), access, store)),
  );
}

function goesForwards(t: Terms, condition: BoolTerm, from: Access, to: Access): BoolTerm {
  return t.implies(condition, t.lt(clockOf(t, from.id), clockOf(t, to.id)));
}

/** When an access takes effect in the order of all accesses. */
export function clockOf(t: Terms, id: string): IntTerm {
  return t.var(`clock.${id}`, 0n, Infinity);
}

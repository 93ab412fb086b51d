import { kindPair, type MachineAccess } from '../machine.ts';
import type { Placed } from '../program.ts';
import { dependsOn, staticRule, type OrderedPair, type OrderRule } from '../rules/rule.ts';
import { RVWMO_RULES } from '../rules/rvwmo.ts';
import type { FactEvent, LitmusFacts } from './facts.fixture.ts';
import type { Change } from './verdict.fixture.ts';

/** Wrong rules, each of which forbids what a model allows. */
const WRONG: Readonly<Record<string, OrderRule['keeps'] | ((pair: OrderedPair) => boolean)>> = {
  'r-r': (pair) => kindPair(pair.first, pair.second) === 'rr',
  'r-w': (pair) => kindPair(pair.first, pair.second) === 'rw',
  'w-r': (pair) => kindPair(pair.first, pair.second) === 'wr',
  'w-w': (pair) => kindPair(pair.first, pair.second) === 'ww',
  'acq-both-ways': ({ second }) => second.acquire !== 'none',
  'aq-both-ways': ({ second }) => second.acquire !== 'none',
  'rel-both-ways': ({ first }) => first.releases,
  'rl-both-ways': ({ first }) => first.releases,
  'addr-po-read': ({ first, second, between }) =>
    second.kind === 'load' && between.some((access) => dependsOn(access, first, 'address')),
  'ctrl-to-read': ({ first, second }) => second.kind === 'load' && dependsOn(second, first, 'control'),
  'dmb.ld-full': ({ fences }) => fences.some(({ name }) => name === 'dmb.ld'),
  'dmb.st-full': ({ fences }) => fences.some(({ name }) => name === 'dmb.st'),
  'isb-full': ({ fences }) => fences.some(({ name }) => name === 'isb'),
  'fence-full': ({ fences }) => fences.some(({ name }) => name.startsWith('fence')),
  'fence.tso-full': ({ fences }) => fences.some(({ name }) => name === 'fence tso'),
  'fence.i-full': ({ fences }) => fences.some(({ name }) => name === 'i'),
  'rcsc-plain': ({ first, second }) => first.releases && second.acquire === 'rcsc',
  'rfi-global': ({ first, second, words, terms }) =>
    first.kind === 'store' && second.kind === 'load' ? words.readsFrom(first, second) : terms.false,
  'rmw-full': ({ first, second, between }) =>
    first.partner !== second.id && [first, ...between, second].some(({ partner }) => partner !== undefined),
};

/** Rules that the encoding leaves out on purpose, by what a litmus test needs. */
export const LEFT_OUT: Readonly<Record<string, OrderRule>> = {
  // What a barrier of instructions depends on is in its `where`.
  isb: staticRule('isb', ({ first, second, fences, between }) => {
    const isAddress = between.some((access) => dependsOn(access, first, 'address'));
    return (
      second.kind === 'load' &&
      fences.some(({ name, where }) => name === 'isb' && (isAddress || where.split(' ').includes(first.id)))
    );
  }),
  'rmw-rfi-acq': {
    name: 'rmw-rfi-acq',
    keeps: ({ first, second, words, terms }) =>
      first.kind === 'store' && first.partner !== undefined && second.acquire !== 'none'
        ? words.readsFrom(first, second)
        : terms.false,
  },
  // Of the mapping: an update may be a loop of two instructions, which order less than one.
  'amo-acquire-release': staticRule('amo-acquire-release', ({ between }) =>
    between.some(
      (load) =>
        load.acquire === 'rcsc' && between.some((store) => store.id === load.partner && store.releases),
    ),
  ),
  'amo-single-operation': {
    name: 'amo-single-operation',
    keeps: (pair) => {
      const { first, second, words, terms } = pair;
      if (first.partner === second.id) return terms.false;
      const halves = (access: Placed<MachineAccess>): readonly Placed<MachineAccess>[] =>
        words.accesses.filter(({ id }) => id === access.id || id === access.partner);
      return terms.or(
        ...halves(first).flatMap((a) =>
          halves(second).flatMap((b) => RVWMO_RULES.map((rule) => rule.keeps(pair.other(a, b)))),
        ),
      );
    },
  },
};

/** Rules that go together where the facts' name is for several. */
const DROPPED: Readonly<Record<string, readonly string[]>> = {
  fr: ['fre'],
  co: ['coe'],
  addr: ['addr', 'addr-po-w', 'dep-rfi'],
  data: ['data', 'dep-rfi'],
  'W-W': ['W-W', 'locked'],
  release: ['release', 'fence-sync'],
  acquire: ['acquire', 'fence-sync'],
};

const SEQ_CST: Readonly<Record<string, string>> = {
  acquire: 'seq-cst',
  release: 'seq-cst',
  'acq-rel': 'seq-cst',
};

const SYNCHRONISING: Readonly<Record<FactEvent['kind'], string>> = {
  load: 'acquire',
  store: 'release',
  rmw: 'acq-rel',
  fence: 'relaxed',
};

/** Facts with other orderings. */
function reordered<Facts extends Pick<LitmusFacts, 'threads'>>(
  facts: Facts,
  orderOf: (event: FactEvent) => string,
): Facts {
  return {
    ...facts,
    threads: facts.threads.map((events) => events.map((event) => ({ ...event, order: orderOf(event) }))),
  };
}

/**
 * The model, or the test, changed as a fact names it: `-rule` without a rule, `+rule` with a wrong one. `null` of rules that the
 * encoding leaves out.
 */
export function changed<Facts extends Pick<LitmusFacts, 'threads'>>(
  facts: Facts,
  name: string,
): { readonly facts: Facts; readonly change: Change } | null {
  const rule = name.slice(1);
  if (name.startsWith('-')) {
    return rule in LEFT_OUT ? null : { facts, change: { without: DROPPED[rule] ?? [rule] } };
  }
  if (rule === 'acqrel-as-sc')
    return { facts: reordered(facts, ({ order }) => SEQ_CST[order] ?? order), change: {} };
  if (rule === 'relaxed-sync') {
    const orderOf = ({ kind, order }: FactEvent): string =>
      order === 'relaxed' ? SYNCHRONISING[kind] : order;
    return { facts: reordered(facts, orderOf), change: {} };
  }
  const wrong = WRONG[rule];
  if (wrong === undefined) throw new Error(`unknown change ${name}`);
  const keeps: OrderRule['keeps'] = (pair) => {
    const kept = wrong(pair);
    return typeof kept === 'boolean' ? pair.terms.truth(kept) : kept;
  };
  const left = LEFT_OUT['isb'] ?? [];
  return { facts, change: { extra: [{ name: rule, keeps }].concat(left) } };
}

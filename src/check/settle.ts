import { discharge, type Discharged } from '../prover/discharge.ts';
import type { Prover } from '../prover/prover.ts';
import type { Claims } from './claims.ts';
import type { Explored } from './exploration.ts';
import { brokenBy, spuriousIn, type Refutation, type Replayed } from './refutation.ts';
import type { Subject } from './subject.ts';

/** The outcomes of a proof's claims: each is proved, broken by a state that was replayed, or open. */
export interface Settled extends Pick<Discharged, 'decidedByRewriting' | 'open'> {
  readonly replays: readonly Replayed[];
  /** Names of the assertions that replayed states broke. */
  readonly broken: ReadonlySet<string>;
  /** A counterexample that does not replay: an error of the checker; `undefined` where there is none. */
  readonly spurious: Refutation | undefined;
}

/** Proves each claim, or finds a state that breaks it and replays that. `onSurprise`: called for the first unexpected one. */
export function settle(
  subject: Subject,
  prover: Prover,
  claims: Claims,
  { inputs, memories }: Explored['declared'],
  onSurprise: (name: string, found: Replayed) => void,
): Settled {
  const replays: Replayed[] = [];
  const isSurprise = (name: string): boolean => claims.isSurprise(name);
  const { decidedByRewriting, open } = discharge(
    prover,
    claims.obligations,
    ({ obligation: { name }, state: stateIn }) => {
      const state = stateIn(inputs, memories);
      const found = { name, state, outcome: subject.replay(state) };
      const { violated } = found.outcome;
      const isFirst = !replays.some(({ outcome }) => outcome.violated.some(isSurprise));
      replays.push(found);
      const surprise = violated.find(isSurprise);
      // What a finding names says nothing before all claims are settled.
      if (isFirst && surprise !== undefined && violated.includes(name)) onSurprise(surprise, found);
      return violated;
    },
    (name) => claims.isExpected(name),
  );
  return { replays, broken: brokenBy(replays), open, decidedByRewriting, spurious: spuriousIn(replays) };
}

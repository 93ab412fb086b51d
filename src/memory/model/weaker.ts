import type { FenceOrdering } from '../event.ts';
import type { AccessOrdering } from './program.ts';

/** What weakening looks at in a step of any form. */
export type OrderedLike =
  | {
      readonly kind: 'load' | 'store';
      readonly id: string;
      readonly ordering: AccessOrdering;
      readonly partner?: string;
    }
  | { readonly kind: 'fence'; readonly id: string; readonly ordering: FenceOrdering };

/** A thread with one ordering that is a step weaker: of a fence, of an access, or of both halves of a read-modify-write. */
export interface Weakening<S> {
  /** Id of the step; of a read-modify-write, of its load. */
  readonly id: string;
  readonly from: AccessOrdering | FenceOrdering;
  /** A relaxed fence orders nothing. */
  readonly to: FenceOrdering;
  readonly steps: readonly S[];
}

/** Every way to make one ordering of a thread a step weaker. An access stays atomic: a relaxed one has nothing to lose. */
export function weakeningsOf<S extends OrderedLike>(steps: readonly S[]): readonly Weakening<S>[] {
  return steps.flatMap((step) => {
    const partner = step.kind === 'fence' ? undefined : step.partner;
    if (step.kind === 'store' && partner !== undefined) return [];
    return weakerThan(step).map((to) => ({
      ...{ id: step.id, from: step.ordering, to },
      steps: steps.map((one) => (one === step || one.id === partner ? { ...one, ordering: to } : one)),
    }));
  });
}

/** What is a step weaker than the ordering of a step: nothing, one ordering, or two, neither of which is the weaker one. */
export function weakerThan(step: OrderedLike): readonly FenceOrdering[] {
  if (step.kind === 'fence') return FENCES[step.ordering];
  const { kind, ordering, partner } = step;
  if (partner !== undefined) return UPDATES[ordering];
  return (kind === 'load' ? LOADS : STORES)[ordering];
}

type Steps<O extends string> = Readonly<Record<O, readonly FenceOrdering[]>>;

/** Of an ordering that an access of its kind cannot have, the part that it can have counts, as in `compile`. */
const LOADS: Steps<AccessOrdering> = {
  ...{ plain: [], relaxed: [], release: [] },
  ...{ acquire: ['relaxed'], 'acq-rel': ['relaxed'], 'seq-cst': ['acquire'] },
};

const STORES: Steps<AccessOrdering> = {
  ...{ plain: [], relaxed: [], acquire: [] },
  ...{ release: ['relaxed'], 'acq-rel': ['relaxed'], 'seq-cst': ['release'] },
};

const UPDATES: Steps<AccessOrdering> = {
  ...{ plain: [], relaxed: [], acquire: ['relaxed'], release: ['relaxed'] },
  ...{ 'acq-rel': ['acquire', 'release'], 'seq-cst': ['acq-rel'] },
};

const FENCES: Steps<FenceOrdering> = {
  ...{ relaxed: [], acquire: ['relaxed'], release: ['relaxed'] },
  ...{ 'acq-rel': ['acquire', 'release'], 'seq-cst': ['acq-rel'] },
  ...{ 'linux-mb': ['linux-rmb', 'linux-wmb'], 'linux-rmb': ['relaxed'], 'linux-wmb': ['relaxed'] },
};

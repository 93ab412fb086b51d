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

/** All orderings that are weaker, each after the ones that it is a step weaker than, with those. */
export function allWeakerThan(step: OrderedLike): ReadonlyMap<FenceOrdering, readonly FenceOrdering[]> {
  const all = new Map<FenceOrdering, FenceOrdering[]>();
  const add = (from: OrderedLike): void => {
    const next = weakerThan(from);
    for (const to of next) all.set(to, [...(all.get(to) ?? []), from.ordering as FenceOrdering]);
    for (const to of next) add({ ...step, ordering: to } as OrderedLike);
  };
  add(step);
  return all;
}

import { MEMORY_MODELS, type MemoryModel } from '../../proof/ordered.ts';
import { orderingsBelow, orderingsNext, type OrderingOf } from '../../proof/ordered-weaker.ts';
import type { Need, Weighed } from '../../result/fences-shape.ts';
import { WORDS } from './words.ts';
import type { TabledFence } from './fences-shape.ts';

type Ordering = Weighed['ordering'];

/** One proof on one pair of models, and what it says of the orderings that it meets. */
export interface Episode {
  readonly proof: string;
  readonly model: string | null;
  readonly places: readonly Weighed[];
  readonly problem: string | null;
}

/** What was asked, for what is said of all of it. */
export interface Asked {
  readonly episodes: readonly Episode[];
  /** Proofs about orders of accesses that there are: what some of them say of a place has to be known before it is called too strong. */
  readonly proofs: readonly string[];
  /** Section of a requirement; `undefined` where the project does not say. */
  readonly sectionOf: (requirement: string) => string | undefined;
}

interface Met {
  readonly episode: Episode;
  readonly needs: readonly Need[];
}

/** All places that some episode meets, each with the strongest need of all. */
export function fenceTable(asked: Asked): readonly TabledFence[] {
  const met = new Map<string, { readonly place: Weighed; readonly by: Met[] }>();
  for (const episode of asked.episodes)
    for (const place of episode.places) {
      const { file, line, column, side, kind, ordering } = place;
      const key = JSON.stringify([file, line, column, kind, ordering, file === '' ? side : null]);
      const one = met.get(key) ?? { place, by: [] };
      met.set(key, one);
      one.by.push({ episode, needs: place.needs });
    }
  return [...met.values()].map(({ place, by }) => tabled(place, by, asked));
}

function tabled({ needs: _, ...place }: Weighed, by: readonly Met[], asked: Asked): TabledFence {
  const all = by.flatMap(({ needs }) => needs);
  const models = MEMORY_MODELS.filter((model) => all.some(({ memoryModel }) => memoryModel === model));
  const isProved = (ordering: Ordering, under: readonly MemoryModel[]): boolean =>
    all
      .filter(({ memoryModel }) => under.includes(memoryModel))
      .every((need) => holds(need, place, ordering));
  const weakestUnder = (under: readonly MemoryModel[]): readonly Ordering[] => {
    const proved = [place.ordering, ...orderingsBelow(place)].filter((one) => isProved(one, under));
    return proved.filter((one) => {
      const below = orderingsBelow({ kind: place.kind, ordering: one });
      return !below.some((weaker) => proved.includes(weaker));
    });
  };
  const weakest = weakestUnder(models).filter((one) => one !== place.ordering);
  const breaks = breaksOf(place, by);
  const isNeeded = orderingsNext(place).every((next) => breaks.some(({ ordering }) => ordering === next));
  const reasons = isNeeded ? [] : unknownOf(place, by, asked);
  const isStronger = !isNeeded && weakest.length > 0 && reasons.length === 0;
  const requirements = [...new Set(breaks.flatMap((one) => one.requirements))];
  return {
    ...place,
    verdict: isNeeded ? 'needed' : isStronger ? 'stronger' : 'open',
    suffices: isStronger ? weakest : [],
    under: models.map((memoryModel) => ({ memoryModel, suffices: weakestUnder([memoryModel]) })),
    sections: [...new Set(requirements.flatMap((id) => asked.sectionOf(id) ?? []))],
    ...{ requirements, breaks },
    episodes: by.map(({ episode: { proof, model } }) => ({ proof, model })),
    reasons,
  };
}

/** Whether an episode is proved with an ordering in a place. */
function holds({ asWritten, weaker }: Need, place: OrderingOf, ordering: Ordering): boolean {
  if (asWritten !== 'proved') return false;
  if (ordering === place.ordering) return true;
  return weaker.some((one) => one.ordering === ordering && one.verdict === 'proved');
}

/** For each memory model and ordering a step weaker than the weakest that suffices, the first episode that breaks. */
function breaksOf(place: OrderingOf, by: readonly Met[]): TabledFence['breaks'] {
  const found = new Map<string, TabledFence['breaks'][number]>();
  for (const { episode, needs } of by)
    for (const { memoryModel, weaker, requirements } of needs)
      for (const { ordering, verdict, execution } of weaker) {
        const key = JSON.stringify([memoryModel, ordering]);
        if (verdict !== 'refuted' || execution === null || found.has(key)) continue;
        const { proof, model } = episode;
        const { assertion } = execution;
        found.set(key, { memoryModel, ordering, proof, model, assertion, requirements, execution });
      }
  const order = orderingsBelow(place);
  const rank = (one: TabledFence['breaks'][number]): number =>
    order.indexOf(one.ordering) * MEMORY_MODELS.length + MEMORY_MODELS.indexOf(one.memoryModel);
  return [...found.values()].sort((a, b) => rank(a) - rank(b));
}

/** What would have to be known to call an ordering too strong. */
function unknownOf(place: OrderingOf, by: readonly Met[], asked: Asked): readonly string[] {
  const reasons = new Set<string>();
  for (const { episode, needs } of by)
    for (const { memoryModel, asWritten, weaker } of needs) {
      const where = `${nameOf(episode)} under ${WORDS[memoryModel]}`;
      if (asWritten === 'refuted') reasons.add(`${where} is broken as it is`);
      if (asWritten === 'undecided') reasons.add(`${where} is undecided as it is`);
      for (const { ordering, verdict, reason } of weaker)
        if (verdict === 'undecided')
          reasons.add(`${where} is undecided with ${ordering}: ${reason ?? 'no reason is known'}`);
    }
  for (const episode of asked.episodes)
    if (episode.problem !== null) reasons.add(`${nameOf(episode)}: ${episode.problem}`);
  const models = new Set(by.map(({ episode: { model } }) => model));
  for (const proof of asked.proofs)
    if (!asked.episodes.some((one) => one.proof === proof && models.has(one.model)))
      reasons.add(`${proof} is not asked of ${[...models].map((model) => model ?? 'it').join(', ')}`);
  const isNext = new Set(orderingsNext(place));
  const isAnyNextProved = by.every(({ needs }) =>
    needs.every(({ weaker }) => weaker.some(({ ordering }) => isNext.has(ordering))),
  );
  if (!isAnyNextProved) reasons.add('not every weaker ordering was asked');
  return [...reasons];
}

/** "order/kick on spec-driver+spec". */
export function nameOf({ proof, model }: Pick<Episode, 'proof' | 'model'>): string {
  return model === null ? proof : `${proof} on ${model}`;
}

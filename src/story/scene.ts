import type { Cursor, Layout, LayoutArea, LayoutRecord } from '../proof/layout.ts';
import type { Counterexample, CounterexampleStep } from '../proof/counterexample.ts';

/** Where the steps of a story happen. */
export interface Scene {
  /** What is drawn: the areas of one part of the model, and those that it has got in the meantime. `null` without any. */
  readonly layout: Layout | null;
  /** Of these, the areas that it has from the start. */
  readonly first: readonly LayoutArea[];
  /** Where the part's indices stand at the start. */
  readonly cursors: readonly Cursor[];
  /** The part; `null` without any. */
  readonly part: string | null;
  readonly records: readonly LayoutRecord[];
  /** The memory that it is in. */
  readonly home: string;
  /** Whether there are several memories, so that each has to be named. */
  readonly areSeveral: boolean;
  readonly inputs: Counterexample['inputs'];
  /** The layout in force when a step happens, where that is another than at the start. */
  readonly layouts: ReadonlyMap<CounterexampleStep, Layout>;
}

type Created = Extract<CounterexampleStep, { kind: 'created' }>;

/** Where the parts of a model lie, if the proof has a memory of this name: that of a memory without a name of its own. */
const DEFAULT_MEMORY = 'memory';

/**
 * The scene of a counterexample: of the parts that lie in memory, the first of those with the most areas. What the other side
 * writes to a memory is none of its own.
 */
export function sceneOf({ inputs, memory, steps }: Counterexample): Scene {
  const names = memory.map(({ name }) => name).filter((name) => !name.includes('/'));
  const home = names.includes(DEFAULT_MEMORY) ? DEFAULT_MEMORY : (names[0] ?? DEFAULT_MEMORY);
  const common = { home, areSeveral: names.length > 1, inputs };
  const drawn = drawnPart(steps);
  const start = drawn?.placement?.layout;
  if (drawn === undefined || start === undefined) {
    const nothing = { layout: null, first: [], cursors: [], part: null, records: [] };
    return { ...common, ...nothing, layouts: new Map() };
  }
  const { part, placement } = drawn;
  const { layouts, areas } = layoutsOf(steps, part, start);
  return {
    ...{ ...common, part, first: start.areas, records: start.records, layouts },
    layout: { ...start, areas },
    cursors: placement?.cursors ?? [],
  };
}

function drawnPart(steps: readonly CounterexampleStep[]): Created | undefined {
  const areasOf = (step: Created): number => step.placement?.layout?.areas.length ?? 0;
  const created = steps.filter((step) => step.kind === 'created');
  const most = Math.max(0, ...created.map(areasOf));
  return most === 0 ? undefined : created.find((step) => areasOf(step) === most);
}

/** The layouts of a part in the course of the steps, an area that stays as it is being one object in all of them. */
function layoutsOf(
  steps: readonly CounterexampleStep[],
  part: string,
  start: Layout,
): { readonly layouts: Scene['layouts']; readonly areas: readonly LayoutArea[] } {
  const areas = new Map(start.areas.map((area) => [JSON.stringify(area), area]));
  const layouts = new Map<CounterexampleStep, Layout>();
  let now = start;
  for (const step of steps) {
    if (now !== start) layouts.set(step, now);
    const changed = step.kind === 'return' && step.part === part ? step.placement?.layout : undefined;
    if (changed === undefined) continue;
    const known = changed.areas.map((area) => areas.get(JSON.stringify(area)) ?? area);
    for (const area of known) areas.set(JSON.stringify(area), area);
    now = { ...changed, areas: known };
  }
  return { layouts, areas: [...areas.values()] };
}

/** Where the part that is drawn lies in a memory when a step happens; `null` in every other memory than its own. */
export function layoutAt(
  { layout, first, layouts, home }: Scene,
  step: CounterexampleStep & { readonly memory: string },
): Layout | null {
  if (step.memory !== home || layout === null) return null;
  return layouts.get(step) ?? { ...layout, areas: first };
}

/** All that there is of the part in a memory, at any step. */
export function layoutIn({ layout, home }: Scene, memory: string): Layout | null {
  return memory === home ? layout : null;
}

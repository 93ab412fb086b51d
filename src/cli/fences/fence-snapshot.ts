import { MEMORY_MODELS } from '../../proof/ordered.ts';
import { ORDERINGS } from '../../result/fences-shape.ts';
import type { Of } from '../../shape/shape.ts';
import { described, listOf, object, recordOf } from '../../shape/structures.ts';
import { exactly, oneOf, TEXT } from '../../shape/values.ts';
import { nameOf } from './fence-table.ts';
import { type FencesDocument, type TabledFence } from './fences-shape.ts';
import { sufficesInWords, VERDICTS, WORDS } from './words.ts';

const LISTED = object(
  {
    ordering: oneOf(ORDERINGS),
    verdict: oneOf(['needed', 'stronger', 'open']),
    under: described(
      recordOf(listOf(oneOf(ORDERINGS))),
      'By memory model, the weakest orderings that suffice; none where what is written does not.',
    ),
  },
  'What is known of a place.',
);

type Listed = Of<typeof LISTED>;

/** The file of a snapshot. */
export const FENCE_SNAPSHOT = object({
  tool: exactly('ringproof'),
  snapshot: exactly('fences'),
  version: exactly(1),
  memoryModels: listOf(oneOf(MEMORY_MODELS)),
  episodes: described(listOf(TEXT), 'All that were asked.'),
  places: described(recordOf(LISTED), 'By function and kind: lines change too often.'),
});

export type FenceSnapshot = Of<typeof FENCE_SNAPSHOT>;

/** A place that was met, with its name in snapshots. */
interface Named {
  readonly name: string;
  readonly fence: TabledFence;
  readonly listed: Listed;
}

/** Places of one function and kind are told apart by their order there. A place that was not executed says nothing. */
function named({ fences }: FencesDocument): readonly Named[] {
  const met = new Map<string, number>();
  const all = fences.flatMap((fence): readonly Named[] => {
    const { file, side, kind, ordering, verdict, under } = fence;
    if (verdict === 'not-executed') return [];
    const place = `${file || side} ${fence.function}: ${kind}`;
    const count = (met.get(place) ?? 0) + 1;
    met.set(place, count);
    const name = count === 1 ? place : `${place} ${count}`;
    const needs = under.map(({ memoryModel, suffices }) => [memoryModel, suffices] as const);
    return [{ name, fence, listed: { ordering, verdict, under: Object.fromEntries(needs) } }];
  });
  return all.sort((a, b) => compare(a.name, b.name));
}

function snapshotOf(document: FencesDocument): FenceSnapshot {
  return {
    ...({ tool: 'ringproof', snapshot: 'fences', version: 1 } as const),
    memoryModels: document.memoryModels,
    episodes: document.episodes.map(nameOf).sort(compare),
    places: Object.fromEntries(named(document).map(({ name, listed }) => [name, listed])),
  };
}

/** The text of a snapshot of what is known, with a line for each place. */
export function fenceSnapshotText(document: FencesDocument): string {
  const { episodes, places, ...head } = snapshotOf(document);
  const fields = Object.entries(head).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},`,
  );
  const asked = episodes.map((one) => `    ${JSON.stringify(one)}`);
  const lines = Object.entries(places).map(
    ([name, one]) => `    ${JSON.stringify(name)}: ${JSON.stringify(one)}`,
  );
  return (
    `{\n${fields.join('\n')}\n  "episodes": [\n${asked.join(',\n')}\n  ],\n` +
    `  "places": {\n${lines.join(',\n')}\n  }\n}\n`
  );
}

/** In words, how what is known differs from a snapshot. */
export function fenceChanges(before: FenceSnapshot, document: FencesDocument): readonly string[] {
  const now = snapshotOf(document);
  const known = new Map(Object.entries(before.places));
  const all = named(document);
  const met = new Set(all.map(({ name }) => name));
  return [
    ...missing('asked', before.episodes, now.episodes),
    ...missing('asked under', before.memoryModels, now.memoryModels),
    ...all.flatMap((one) => changesOf(one, known.get(one.name))),
    ...[...known].flatMap(([name, { ordering }]) =>
      met.has(name) ? [] : [`${name}, ${ordering}: it is listed, and no episode gets there`],
    ),
  ];
}

/** A question that is no longer asked says nothing, and one that is new is not in the list. */
function missing(what: string, before: readonly string[], now: readonly string[]): readonly string[] {
  return [
    ...before.flatMap((one) => (now.includes(one) ? [] : [`not ${what}, as listed: ${one}`])),
    ...now.flatMap((one) => (before.includes(one) ? [] : [`${what}, and not listed: ${one}`])),
  ];
}

function changesOf({ name, fence, listed }: Named, was: Listed | undefined): readonly string[] {
  const at = `${fence.file}:${fence.line ?? 1} (${name}, ${listed.ordering})`;
  const verdict = verdictInWords(fence);
  if (was === undefined) return [`${at}: ${verdict}, and not listed`];
  if (was.ordering !== listed.ordering)
    return [`${at}: ${verdict}; listed is ${was.ordering} there, ${VERDICTS[was.verdict]}`];
  if (was.verdict !== listed.verdict) return [`${at}: ${verdict}, and listed as ${VERDICTS[was.verdict]}`];
  return MEMORY_MODELS.flatMap((model) => {
    const [old, now] = [was, listed].map(({ under }) =>
      Object.hasOwn(under, model) ? under[model] : undefined,
    );
    const [listedWords, words] = [old, now].map((one) =>
      one === undefined ? 'not asked' : sufficesInWords(fence, one),
    );
    return words === listedWords
      ? []
      : [`${at}: what suffices under ${WORDS[model]} is ${words}, and listed as ${listedWords}`];
  });
}

function verdictInWords({ verdict, kind, suffices, reasons }: TabledFence): string {
  if (verdict === 'stronger')
    return `${VERDICTS.stronger} (weakest that suffices: ${sufficesInWords({ kind }, suffices)})`;
  const [reason] = reasons;
  return reason === undefined ? VERDICTS[verdict] : `${VERDICTS[verdict]} (${reason})`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

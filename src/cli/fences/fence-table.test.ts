import { describe, expect, test } from 'vitest';
import type { OrderExecution } from '../../proof/counterexample.ts';
import { MEMORY_MODELS, type MemoryModel } from '../../proof/ordered.ts';
import { orderingsBelow } from '../../proof/ordered-weaker.ts';
import type { Need, Weaker, Weighed } from '../../result/fences-shape.ts';
import { fenceTable, type Episode } from './fence-table.ts';
import { fenceChanges, FENCE_SNAPSHOT, fenceSnapshotText } from './fence-snapshot.ts';
import type { FencesDocument, TabledFence } from './fences-shape.ts';
import { checked } from '../../shape/check.ts';

const FENCE = { kind: 'fence', ordering: 'seq-cst' } as const;

function executionOf(memoryModel: MemoryModel): OrderExecution {
  return {
    ...{ assertion: 'it is heard', memoryModel },
    ...{ threads: [], edges: [], cycle: null, fix: '', litmus: '' },
  };
}

/** What an episode says under a memory model: all is proved with a weaker fence, but for what is given. */
function need(memoryModel: MemoryModel, others: Partial<Record<string, Weaker['verdict']>> = {}): Need {
  return {
    ...{ memoryModel, asWritten: 'proved', requirements: ['a.must'] },
    weaker: orderingsBelow(FENCE).map((ordering) => {
      const verdict = others[ordering] ?? 'proved';
      const execution = verdict === 'refuted' ? executionOf(memoryModel) : null;
      return { ordering, verdict, reason: verdict === 'undecided' ? 'no answer' : null, execution };
    }),
  };
}

function episode(proof: string, model: string, needs: readonly Need[]): Episode {
  const place: Weighed = {
    ...{ file: 'models/a/queue.ts', line: 7, column: 3, function: 'Queue.ask', side: 'device', ...FENCE },
    needs,
  };
  return { proof, model, places: [place], problem: null };
}

const ALL = MEMORY_MODELS.map((model) => need(model));
const NEEDED = MEMORY_MODELS.map((model) =>
  need(
    model,
    model === 'tso'
      ? { 'acq-rel': 'refuted', acquire: 'refuted', release: 'refuted', relaxed: 'refuted' }
      : {},
  ),
);

function table(
  episodes: readonly Episode[],
  proofs: readonly string[] = ['order/a', 'order/b'],
): TabledFence {
  const [fence, ...others] = fenceTable({ episodes, proofs, sectionOf: () => '2.7' });
  expect(others).toEqual([]);
  if (fence === undefined) throw new Error('there is no place');
  return fence;
}

describe('a fence', () => {
  test('should be needed if one episode needs it under one memory model', () => {
    const fence = table([episode('order/a', 'x+y', ALL), episode('order/b', 'x+y', NEEDED)]);

    expect(fence).toMatchObject({
      verdict: 'needed',
      suffices: [],
      sections: ['2.7'],
      requirements: ['a.must'],
    });
    expect(fence.under.map(({ suffices }) => suffices.join())).toEqual([
      ...['relaxed', 'seq-cst', 'relaxed', 'relaxed', 'relaxed'],
    ]);
    expect(fence.breaks[0]).toMatchObject({ proof: 'order/b', memoryModel: 'tso', ordering: 'acq-rel' });
  });

  test('should be stronger than needed where a weaker one is proved in all episodes', () => {
    expect(table([episode('order/a', 'x+y', ALL), episode('order/b', 'x+y', ALL)])).toMatchObject({
      ...{ verdict: 'stronger', suffices: ['relaxed'], reasons: [] },
    });
  });

  test('should be stronger than needed where two weaker ones are proved, and say both', () => {
    const needs = [need('tso', { relaxed: 'refuted' })];
    expect(table([episode('order/a', 'x+y', needs)], ['order/a'])).toMatchObject({
      ...{ verdict: 'stronger', suffices: ['acquire', 'release'] },
    });
  });

  const a = episode('order/a', 'x+y', ALL);
  const stuck: Episode = { proof: 'order/b', model: 'x+y', places: [], problem: 'it takes longer than 10m' };
  test.each<readonly [string, readonly Episode[], string]>([
    ['a proof was not asked', [a], 'order/b is not asked of x+y'],
    [
      'a proof was asked of others only',
      [a, episode('order/b', 'x+z', [])].slice(0, 1),
      'order/b is not asked of x+y',
    ],
    ['a proof did not end', [a, stuck], 'order/b on x+y: it takes longer than 10m'],
    [
      'a weaker one is undecided',
      [a, episode('order/b', 'x+y', [need('tso', { 'acq-rel': 'undecided' })])],
      'order/b on x+y under x86-TSO is undecided with acq-rel: no answer',
    ],
    [
      'what is written is refuted',
      [a, episode('order/b', 'x+y', [{ ...need('rc11'), asWritten: 'refuted', weaker: [] }])],
      'order/b on x+y under C11 is broken as it is',
    ],
    [
      'what is written is undecided',
      [a, episode('order/b', 'x+y', [{ ...need('rc11'), asWritten: 'undecided', weaker: [] }])],
      'order/b on x+y under C11 is undecided as it is',
    ],
  ])('should be open, and never called too strong, where %s', (_, episodes, reason) => {
    const fence = table(episodes);

    expect(fence).toMatchObject({ verdict: 'open', suffices: [] });
    expect(fence.reasons).toContain(reason);
  });
});

describe('a snapshot', () => {
  const document = (needs: readonly Need[], change: Partial<TabledFence> = {}): FencesDocument => ({
    ...({ tool: 'ringproof', version: '0', memoryModels: [...MEMORY_MODELS], loadFailures: [] } as const),
    fences: [{ ...table([episode('order/a', 'x+y', needs)], ['order/a']), ...change }],
    episodes: [{ proof: 'order/a', model: 'x+y', problem: null }],
    summary: { needed: 0, stronger: 0, open: 0, notExecuted: 0 },
  });
  const changes = (before: FencesDocument, now: FencesDocument): readonly string[] =>
    fenceChanges(checked(FENCE_SNAPSHOT, JSON.parse(fenceSnapshotText(before))), now);
  const place = 'models/a/queue.ts Queue.ask: fence';
  const at = `models/a/queue.ts:7 (${place}, seq-cst)`;

  test('should hold while all is needed as before, on other lines, too', () => {
    expect(changes(document(NEEDED), document(NEEDED))).toEqual([]);
    expect(changes(document(NEEDED), document(NEEDED, { line: 9 }))).toEqual([]);
  });

  test('should fail where a place has another ordering, or is needed more, or less', () => {
    const [needed, spared] = [document(NEEDED), document(ALL)];

    expect(changes(needed, spared)).toEqual([
      `${at}: stronger than needed (weakest that suffices: nothing), and listed as needed`,
    ]);
    expect(changes(spared, needed)).toEqual([`${at}: needed, and listed as stronger than needed`]);
    expect(
      changes(needed, document(NEEDED, { ordering: 'acq-rel', verdict: 'open', reasons: ['it is broken'] })),
    ).toEqual([
      `models/a/queue.ts:7 (${place}, acq-rel): open (it is broken); listed is seq-cst there, needed`,
    ]);
    const [under, ...others] = needed.fences[0]?.under ?? [];
    const more = under === undefined ? [] : [{ ...under, suffices: ['seq-cst' as const] }, ...others];
    expect(changes(needed, document(NEEDED, { under: more }))).toEqual([
      `${at}: what suffices under sequential consistency is seq-cst, and listed as nothing`,
    ]);
  });

  test('should fail where a place or a question is new, or gone', () => {
    const [some, none] = [document(ALL), { ...document(ALL), fences: [], episodes: [] }];

    expect(changes(some, none)).toEqual([
      'not asked, as listed: order/a on x+y',
      `${place}, seq-cst: it is listed, and no episode gets there`,
    ]);
    expect(changes(none, some)).toEqual([
      'asked, and not listed: order/a on x+y',
      `${at}: stronger than needed (weakest that suffices: nothing), and not listed`,
    ]);
    expect(changes(some, { ...some, memoryModels: ['sc'] })).toContain('not asked under, as listed: tso');
  });
});

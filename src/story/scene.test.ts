import { describe, expect, test } from 'vitest';
import type { Layout, LayoutArea } from '../proof/layout.ts';
import type { Counterexample, CounterexampleStep } from '../proof/counterexample.ts';
import { drawingOf } from './drawing/drawing.ts';
import { sceneOf } from './scene.ts';
import { tellStory } from './story.ts';

function area(name: string, address: string, count: number): LayoutArea {
  return {
    ...{ name, kind: 'ring', prefix: `${name} `, isWritten: true, address, length: 2 + 2 * count },
    fields: [{ name: 'idx', offset: 0, length: 2 }],
    slots: { name: 'slot', count, offset: 2, bytes: 2, fields: [{ name: '', offset: 0, length: 2 }] },
  };
}

function layout(...areas: readonly LayoutArea[]): Layout {
  return { name: 'mailbox', areas, records: [] };
}

function created(part: string, placed: Layout): CounterexampleStep {
  return { kind: 'created', part, isMade: false, state: {}, placement: { layout: placed, cursors: [] } };
}

function moved(part: string, placed: Layout, slot: number): CounterexampleStep {
  const cursors = [{ area: 'in', name: 'next', slot, label: `next ${slot}` }];
  return {
    ...{ kind: 'return', part, operation: 'move', result: null, state: null },
    placement: { layout: placed, cursors },
  };
}

function store(address: string): CounterexampleStep {
  return {
    ...{ kind: 'access', memory: 'memory', access: 'store', address, length: 2, ordering: 'relaxed' },
    ...{ before: '0000', after: '0100', error: null, completed: 2 },
  };
}

function counterexample(...steps: readonly CounterexampleStep[]): Counterexample {
  const regions = [{ base: '0x1000', size: '0x4000' }];
  return {
    ...{ assertion: 'a', inputs: {}, trace: [], steps },
    memory: [{ name: 'memory', regions, bytes: [] }],
  };
}

const FIRST = layout(area('in', '0x1000', 2), area('out', '0x2000', 2));
const NEXT = layout(area('in', '0x3000', 4), area('out', '0x2000', 2));

describe('what is drawn', () => {
  test('should be the first part of those with the most areas', () => {
    const small = layout(area('in', '0x1000', 1));
    const scene = sceneOf(counterexample(created('a', small), created('b', FIRST), created('c', NEXT)));

    expect(scene.part).toBe('b');
    expect(scene.layout).toEqual(FIRST);
    expect(sceneOf(counterexample(store('0x1000'))).layout).toBeNull();
  });

  test('should be the areas from the start, and those that an operation moved them to', () => {
    const example = counterexample(
      ...[created('a', FIRST), store('0x1002'), moved('a', NEXT, 3), moved('b', FIRST, 0)],
      ...[store('0x3004'), store('0x1002')],
    );
    const story = tellStory(example).join('\n');

    expect(story).toContain('store 2 bytes at 0x1002, relaxed: in slot[0] = 1');
    expect(story).toContain('store 2 bytes at 0x3004, relaxed: in slot[1] = 1');
    // By then it is no longer there.
    expect(story).toContain('0x1002, relaxed: 1 (was 0), outside the mailbox');
    expect(story).toMatch(/in, 0x1000 to 0x1005, 2 slots:\n[^]*step 2 [^]*in, 0x3000 to 0x3009, 4 slots:\n/);
    expect(story).toContain('out, 0x2000 to 0x2005: not touched');
    expect(story.match(/out, 0x2000/g)).toHaveLength(1);
  });

  test('should not have what an operation moved an area to where no step touches it', () => {
    const example = counterexample(created('a', FIRST), moved('a', NEXT, 3));

    expect(tellStory(example).join('\n')).not.toContain('0x3000');
    expect(drawingOf(example).areas.map(({ where }) => where)).toEqual([
      '0x1000 to 0x1005, 2 slots',
      '0x2000 to 0x2005, 2 slots',
    ]);
  });

  test('should have the indices of its own part only', () => {
    const { film, areas } = drawingOf(
      counterexample(created('a', FIRST), moved('b', FIRST, 1), moved('a', FIRST, 0)),
    );

    expect(film.frames.map(({ cursors }) => cursors?.map(({ label }) => label))).toEqual([
      ...[[], undefined, ['next 0']],
    ]);
    expect(areas.map(({ cursors }) => cursors)).toEqual([['next'], []]);
  });

  test('should name a field once in a dump, though its area has grown', () => {
    const grown = layout(area('in', '0x1000', 4), area('out', '0x2000', 2));
    const { dumps } = drawingOf(counterexample(created('a', FIRST), moved('a', grown, 0), store('0x1008')));

    expect(dumps[0]?.rows).toEqual([{ address: 0x1008n, names: 'in slot[3]' }]);
    const all = drawingOf(counterexample(created('a', FIRST), store('0x1000'), moved('a', grown, 0)));
    expect(all.dumps[0]?.rows[0]?.names).toBe('in idx, slot[0], slot[1], slot[2]');
  });
});

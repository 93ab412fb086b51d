import { expect, test } from 'vitest';
import { createdQueue, TWO_ENTRIES } from '../virtio/split/split-steps.fixture.ts';
import { COUNTEREXAMPLE } from './counterexample-shape.ts';
import { faultIn } from '../shape/check.ts';

const STEP = createdQueue(TWO_ENTRIES);
const counterexample = { assertion: 'a', inputs: {}, memory: [], trace: [] };

function fault(placement: unknown): string | null {
  return faultIn(COUNTEREXAMPLE, { ...counterexample, steps: [{ ...STEP, placement }] });
}

test('should be that of what a replay says of a part', () => {
  expect(STEP.placement?.layout?.areas).toHaveLength(3);
  expect(fault(STEP.placement)).toBeNull();
  expect(fault({ cursors: [] })).toBeNull();
});

const layout = STEP.placement?.layout;
const [area] = layout?.areas ?? [];

test.each([
  ['no list of cursors', { layout }],
  ['an address of no number', { cursors: [], layout: { ...layout, areas: [{ ...area, address: '4096' }] } }],
  [
    'an address beyond the last',
    { cursors: [], layout: { ...layout, areas: [{ ...area, address: `0x1${'0'.repeat(16)}` }] } },
  ],
  ['an unknown kind', { cursors: [], layout: { ...layout, areas: [{ ...area, kind: 'tree' }] } }],
  [
    'a count that is not whole',
    { cursors: [], layout: { ...layout, areas: [{ ...area, slots: { ...area?.slots, count: 1.5 } }] } },
  ],
  ['fields that are no list', { cursors: [], layout: { ...layout, areas: [{ ...area, fields: {} }] } }],
  ['a slot below 0', { cursors: [{ area: 'a', name: 'n', slot: -1, label: 'n 1' }] }],
])('should not be that of %s', (_, placement) => {
  expect(fault(placement)).not.toBeNull();
});

import { expect, test } from 'vitest';
import type { ConcreteState } from '../context/concrete-state.ts';
import type { Region } from '../memory/regions.ts';
import { valuesIn } from './state-values.ts';

const FACTS = ['extent-before', 'region-before', 'region-after', 'extent-after'] as const;

/** What is known of an address in a memory of these regions. */
function factsAt(address: bigint, regions: readonly Region[]): readonly bigint[] {
  const state: ConcreteState = {
    inputs: new Map(),
    memories: new Map([['ram', { regions, bytes: new Map() }]]),
  };
  const values = valuesIn(state, new Map());
  return FACTS.map((fact) => values.layout(fact, 'ram', address));
}

const ADJACENT = [
  { base: 0n, size: 4n },
  { base: 4n, size: 4n },
  { base: 8n, size: 4n },
  { base: 20n, size: 4n },
];

test('should join adjacent regions to one extent', () => {
  expect(factsAt(5n, ADJACENT)).toEqual([5n, 1n, 3n, 7n]);
});

test('should end an extent at a gap', () => {
  expect(factsAt(21n, ADJACENT)).toEqual([1n, 1n, 3n, 3n]);
});

test('should state 0 of an unmapped address', () => {
  expect(factsAt(15n, ADJACENT)).toEqual([0n, 0n, 0n, 0n]);
});

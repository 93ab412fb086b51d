import assert from 'node:assert/strict';
import { concreteDomain as domain, valueOf } from '../../src/domain/concrete.ts';
import type { ConcreteMemory } from '../../src/memory/concrete.ts';
import { DESC_TABLE, INDIRECT, memoryOf, putTable, type PlainDescriptor } from './spec.fixture.ts';
import { Walk, type WalkFields } from './walk.ts';

/** Where the indirect table lies. */
export const TABLE = 0x6000n;
/** Half as many bytes as a chain may have. */
export const BIG = 2 ** 31;

/** A walk from the first entry of a table of 4. */
export function walkOf(changes: Partial<WalkFields> = {}): Walk {
  return new Walk(domain, {
    table: domain.u64(DESC_TABLE),
    entries: domain.u16(4),
    index: domain.u16(0),
    remaining: domain.u16(4),
    bytes: domain.u32(0),
    indirect: domain.bool(false),
    isFull: domain.bool(false),
    ...changes,
  });
}

/** Memory with a chain's table, and possibly an indirect one. */
export function memoryWith(
  table: readonly PlainDescriptor[],
  indirect: readonly PlainDescriptor[] = [],
): ConcreteMemory {
  const memory = memoryOf();
  putTable(memory, DESC_TABLE, ...table);
  putTable(memory, TABLE, ...indirect);
  return memory;
}

/** Lengths of what a walk yields, and how it ends. Throws where a step that fails moves the walk. */
export function outcome(walk: Walk, memory: ConcreteMemory): readonly (number | string)[] {
  const seen: (number | string)[] = [];
  for (;;) {
    const before = walk.state;
    const next = walk.next(memory);
    if (!next.ok) assert.deepEqual(walk.state, before);
    if (!next.ok || next.value === undefined) return [...seen, next.ok ? 'end' : next.error.kind];
    seen.push(Number(valueOf(next.value.len)));
  }
}

/** The descriptor that refers to a table of so many entries. */
export const toTable = (entries: number, flags = 0): PlainDescriptor => ({
  addr: TABLE,
  len: 16 * entries,
  flags: INDIRECT | flags,
});

import type { Domain } from '../../../domain/domain.ts';
import type { Width } from '../../../domain/width.ts';
import type { Bool, U16, U64 } from '../../../domain/word.ts';
import { fieldsFrom, type AreaShape } from '../../../proof/area-shape.ts';
import type { OrderedStep } from '../../../proof/ordered.ts';
import type { QueuePlace } from '../../split/areas.ts';
import { DESC_TABLE, USED_RING } from '../../split/shapes.ts';
import * as ring from '../../split-driver/ring.ts';
import { areWordsApart, memoryAccesses, type Extent, type MemoryAccess } from './steps.ts';

/** A word of guest memory that both sides access. */
export interface Cell {
  /** As pictures have it. */
  readonly name: string;
  readonly at: U64;
  readonly width: Width;
}

/** The words by which a driver makes one chain available: idx, the entry for an index, and the descriptor that the entry names. */
export function availableCells(place: QueuePlace, index: U16, head: U16): readonly [Cell, ...Cell[]] {
  return [
    { name: 'avail.idx', at: ring.availIdx(place), width: 16 },
    { name: 'avail.ring[]', at: ring.availEntry(place, index), width: 16 },
    ...fieldsOf('desc', ring.descriptor(place.descTable, head), DESC_TABLE),
  ];
}

/** The words by which a device returns one chain: idx, and the element for an index. */
export function usedCells(place: QueuePlace, index: U16): readonly [Cell, ...Cell[]] {
  return [
    { name: 'used.idx', at: ring.usedIdx(place), width: 16 },
    ...fieldsOf('used.ring[]', ring.usedElement(place, index), USED_RING),
  ];
}

function fieldsOf(of: string, start: U64, { spec }: AreaShape): readonly Cell[] {
  return fieldsFrom(0, spec.slots?.fields).map(({ name, offset, length }) => ({
    ...{ name: `${of}.${name}`, at: start.add(offset) },
    // Fields have 1, 2, 4 or 8 bytes.
    width: (8 * length) as Width,
  }));
}

/** What is left of the steps of a side where only some words matter. */
export interface InCells {
  /** Fences, and accesses to these words, with their names. */
  readonly steps: readonly OrderedStep[];
  readonly leftOut: readonly MemoryAccess[];
}

/** Keeps the accesses to some words. Each access is of a whole word there, or is left out. */
export function inCells(domain: Domain, steps: readonly OrderedStep[], cells: readonly Cell[]): InCells {
  const leftOut: MemoryAccess[] = [];
  const kept = steps.flatMap((step): readonly OrderedStep[] => {
    const [access] = memoryAccesses([step]);
    if (access === undefined) return [step];
    const cell = cellAt(domain, cells, access.place.address, access.value.width);
    if (cell === undefined) leftOut.push(access);
    return cell === undefined ? [] : [{ ...access, place: { address: cell.at, cell: cell.name } }];
  });
  return { steps: kept, leftOut };
}

/** The word that stands at an address, if it is one of these. */
export function cellAt<C extends Cell>(
  domain: Domain,
  cells: readonly C[],
  address: U64,
  width: Width,
): C | undefined {
  return cells.find((cell) => cell.width === width && domain.decide(cell.at.eq(address)));
}

export function extentOf({ at, width }: Cell): Extent {
  return { at, bytes: width / 8 };
}

/** Whether what was left out has no byte in common with these words. */
export function isOfOthers(domain: Domain, cells: readonly Cell[], leftOut: readonly MemoryAccess[]): Bool {
  const pairs = leftOut.flatMap(({ place, value }) =>
    cells.map((cell) => areWordsApart({ at: place.address, bytes: value.width / 8 }, extentOf(cell))),
  );
  return domain.bool(true).and(...pairs);
}

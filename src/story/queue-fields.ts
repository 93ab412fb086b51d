import type { Counterexample, JsonValue } from '../result/verdict.ts';

/** The three areas of a split queue (VIRTIO 2.7). */
export type Area = 'descriptor table' | 'available ring' | 'used ring';

/** A field of an area, where it lies in guest memory. */
export interface QueueField {
  readonly area: Area;
  /** As in the specification: "idx", "ring[3]", "ring[3].id", "desc[0].addr". */
  readonly name: string;
  /** Position in its ring or table; `null` for what there is once. */
  readonly slot: number | null;
  readonly address: bigint;
  /** Bytes. */
  readonly length: number;
}

/** What it takes to know where everything of a split queue lies. */
export interface QueuePlace {
  readonly size: number;
  readonly descTable: bigint;
  readonly availRing: bigint;
  readonly usedRing: bigint;
  /** Which of the areas there are; all three where left out. */
  readonly areas?: readonly Area[];
}

/** All areas, in the order in which a queue has them. */
const AREAS = ['descriptor table', 'available ring', 'used ring'] as const;

/** The areas that there are. */
export function areasOf({ areas = AREAS }: QueuePlace): readonly Area[] {
  return areas;
}

/** What it is: a queue, or a table that chains lie in. */
export function placeName({ areas }: QueuePlace): 'queue' | 'table' {
  return areas === undefined ? 'queue' : 'table';
}

/** The state that a counterexample's queue starts in, or in its place the proof's inputs. */
export function queueState({ steps, inputs }: Counterexample): Readonly<Record<string, JsonValue>> {
  return statesIn(steps).find((state) => queuePlace(state) !== null) ?? inputs;
}

/** The states that parts of the model start in. */
function statesIn(steps: Counterexample['steps']): readonly Readonly<Record<string, JsonValue>>[] {
  return steps.flatMap((step) => (step.kind === 'created' ? [step.state] : []));
}

/** The queue that these values describe, be they a model's state or a proof's inputs; `null` where they are no queue's. */
function queuePlace(values: Readonly<Record<string, JsonValue>>): QueuePlace | null {
  const number = (name: string): bigint | null => numberIn(values[name]);
  const [size, descTable] = [number('size'), number('desc_table')];
  const [availRing, usedRing] = [number('avail_ring'), number('used_ring')];
  if (size === null || descTable === null || availRing === null || usedRing === null) return null;
  return { size: Number(size), descTable, availRing, usedRing };
}

/** The table that a walk along a chain is in, as these values describe it: `null` where they do not. */
function tablePlace(values: Readonly<Record<string, JsonValue>>): QueuePlace | null {
  const [descTable, entries] = [numberIn(values['table']), numberIn(values['entries'])];
  if (descTable === null || entries === null) return null;
  return { size: Number(entries), descTable, availRing: 0n, usedRing: 0n, areas: ['descriptor table'] };
}

/** The queue, or the table of chains, that a counterexample is about; `null` where it is about neither. */
export function placeOf(counterexample: Counterexample): QueuePlace | null {
  const queue = queuePlace(queueState(counterexample));
  if (queue !== null) return queue;
  const states = [...statesIn(counterexample.steps), counterexample.inputs];
  return states.map(tablePlace).find((place) => place !== null) ?? null;
}

function numberIn(value: JsonValue | undefined): bigint | null {
  return typeof value === 'number' || (typeof value === 'string' && /^(0x[\da-f]+|\d+)$/.test(value))
    ? BigInt(value)
    : null;
}

/** Where an area lies. */
export function areaOf(place: QueuePlace, area: Area): { readonly start: bigint; readonly length: bigint } {
  const size = BigInt(place.size);
  switch (area) {
    case 'descriptor table':
      return { start: place.descTable, length: 16n * size };
    case 'available ring':
      return { start: place.availRing, length: 6n + 2n * size };
    case 'used ring':
      return { start: place.usedRing, length: 6n + 8n * size };
  }
}

/** The smallest fields that share bytes with a range, in the order of the areas and then of addresses. */
export function fieldsIn(place: QueuePlace, start: bigint, length: bigint): readonly QueueField[] {
  return areasOf(place).flatMap((area) => {
    const { start: base, length: whole } = areaOf(place, area);
    const [from, to] = [start - base, start + length - base];
    if (to <= 0n || from >= whole) return [];
    return fieldsOf(place, area, from < 0n ? 0n : from, to > whole ? whole : to);
  });
}

const RING = 4n;

function fieldsOf(
  { size, ...place }: QueuePlace,
  area: Area,
  from: bigint,
  to: bigint,
): readonly QueueField[] {
  const base = areaOf({ size, ...place }, area).start;
  const at = (name: string, slot: number | null, offset: bigint, length: number): QueueField => {
    return { area, name, slot, address: base + offset, length };
  };
  const [entry, parts] = ENTRIES[area];
  const ring = area === 'descriptor table' ? 0n : RING;
  const slots = slotsBetween(from - ring, to - ring, BigInt(entry), size);
  const entries = slots.flatMap((slot) =>
    parts.map(([name, offset, length]) =>
      at(
        `${area === 'descriptor table' ? 'desc' : 'ring'}[${slot}]${name}`,
        slot,
        ring + BigInt(slot * entry + offset),
        length,
      ),
    ),
  );
  const all = [...headOf(area, at), ...entries, ...tailOf(area, at, ring + BigInt(size * entry))];
  return all.filter(({ address, length }) => address - base < to && address - base + BigInt(length) > from);
}

type MakeField = (name: string, slot: number | null, offset: bigint, length: number) => QueueField;

function headOf(area: Area, at: MakeField): readonly QueueField[] {
  return area === 'descriptor table' ? [] : [at('flags', null, 0n, 2), at('idx', null, 2n, 2)];
}

function tailOf(area: Area, at: MakeField, end: bigint): readonly QueueField[] {
  if (area === 'descriptor table') return [];
  return [at(area === 'available ring' ? 'used_event' : 'avail_event', null, end, 2)];
}

/** Bytes of an entry, and its parts: name, offset, bytes (2.7.5, 2.7.6, 2.7.8). */
const ENTRIES: Readonly<Record<Area, readonly [number, readonly (readonly [string, number, number])[]]>> = {
  'descriptor table': [
    16,
    [
      ['.addr', 0, 8],
      ['.len', 8, 4],
      ['.flags', 12, 2],
      ['.next', 14, 2],
    ],
  ],
  'available ring': [2, [['', 0, 2]]],
  'used ring': [
    8,
    [
      ['.id', 0, 4],
      ['.len', 4, 4],
    ],
  ],
};

function slotsBetween(from: bigint, to: bigint, entry: bigint, size: number): readonly number[] {
  const first = Number(from < 0n ? 0n : from / entry);
  const last = Number(to <= 0n ? -1n : (to - 1n) / entry);
  const count = Math.min(last, size - 1) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => first + i);
}

import { EVERYTHING } from '../context/memory-variants.ts';
import { memoryOf } from '../memory/observed-memory.ts';
import type { Region } from '../memory/regions.ts';
import { floorDiv, floorMod, isPowerOfTwo, pow2 } from '../term/range.ts';
import type { BoolTerm, IntTerm, Layout, MemoryTerm, Select, Sum } from '../term/term.ts';
import { Model } from './model.ts';

/** Another value of one thing that a model gives a value to. */
export type Change =
  | { readonly kind: 'int'; readonly name: string; readonly value: bigint }
  | { readonly kind: 'bool'; readonly name: string; readonly value: boolean }
  | { readonly kind: 'byte'; readonly memory: string; readonly address: bigint; readonly value: number }
  | { readonly kind: 'regions'; readonly memory: string; readonly regions: readonly Region[] };

export function changed(model: Model, changes: readonly Change[]): Model {
  const ints = new Map(model.values.ints);
  const bools = new Map(model.values.bools);
  const memories = new Map(model.values.memories);
  for (const change of changes) {
    if (change.kind === 'int') ints.set(change.name, change.value);
    else if (change.kind === 'bool') bools.set(change.name, change.value);
    else {
      const memory = memories.get(change.memory) ?? model.memory(change.memory);
      memories.set(
        change.memory,
        change.kind === 'regions'
          ? { ...memory, regions: change.regions }
          : { ...memory, bytes: new Map(memory.bytes).set(change.address, change.value) },
      );
    }
  }
  return new Model({ ...model.values, ints, bools, memories });
}

/** Changes each of which may give a condition a truth value that it does not have, the likeliest ones first. */
export function* changesOf(model: Model, condition: BoolTerm, to: boolean): Generator<readonly Change[]> {
  switch (condition.kind) {
    case 'boolvar':
      yield [{ kind: 'bool', name: condition.name, value: to }];
      return;
    case 'not':
      yield* changesOf(model, condition.arg, !to);
      return;
    case 'and':
    case 'or':
      for (const { arg } of nearest(model, condition.args, to)) yield* changesOf(model, arg, to);
      return;
    case 'iff':
      yield* changesOf(model, condition.left, !model.holds(condition.left));
      yield* changesOf(model, condition.right, !model.holds(condition.right));
      return;
    case 'le':
      yield* assign(model, condition.arg, to ? 0n : 1n, to ? 'less' : 'more');
      return;
    case 'eq':
      yield* assign(model, condition.arg, to ? 0n : 1n, 'exactly');
      if (!to) yield* assign(model, condition.arg, -1n, 'exactly');
      return;
    case 'mapped':
      yield [mapping(model, condition.layout, model.int(condition.address), to)];
      return;
    case 'truth':
  }
}

/** Those of some conditions that do not have a truth value, the nearest first. */
function nearest(
  model: Model,
  args: readonly BoolTerm[],
  to: boolean,
): readonly { readonly arg: BoolTerm; readonly distance: number }[] {
  return args
    .map((arg) => ({ arg, distance: model.distance(arg, to) }))
    .filter(({ distance }) => distance > 0)
    .sort((a, b) => a.distance - b.distance);
}

/** Whether the value itself is wanted, or one beyond it will do. */
type How = 'exactly' | 'less' | 'more';

/** Changes each of which may give a number a value. */
function* assign(
  model: Model,
  term: IntTerm,
  value: bigint,
  how: How = 'exactly',
): Generator<readonly Change[]> {
  if (term.kind !== 'sum' && (value < term.range.lo || value > term.range.hi)) return;
  const now = model.int(term);
  switch (term.kind) {
    case 'var':
      if (!term.powerOfTwo || isPowerOfTwo(value)) yield [{ kind: 'int', name: term.name, value }];
      return;
    case 'sum':
      yield* assignSum(model, term, value - now, how);
      return;
    case 'wrap': {
      const arg = model.int(term.arg);
      for (const turn of [0n, pow2(term.bits), -pow2(term.bits)])
        yield* assign(model, term.arg, arg + (value - now) + turn);
      return;
    }
    case 'field':
      yield* assign(model, term.arg, model.int(term.arg) + ((value - now) << BigInt(term.low)));
      return;
    case 'rem':
      if (value < model.int(term.by)) yield* assign(model, term.arg, model.int(term.arg) + value - now);
      return;
    case 'div':
      yield* assign(model, term.arg, value * model.int(term.by));
      return;
    case 'lowbit':
      yield* assign(model, term.arg, value);
      return;
    case 'bitand':
      for (const [part, mask] of [
        [term.left, model.int(term.right)],
        [term.right, model.int(term.left)],
      ] as const)
        if ((value & mask) === value) yield* assign(model, part, (model.int(part) & ~mask) | value);
      return;
    case 'ite': {
      const holds = model.holds(term.condition);
      const [here, other] = holds ? [term.whenTrue, term.whenFalse] : [term.whenFalse, term.whenTrue];
      yield* assign(model, here, value);
      if (model.int(other) === value) yield* changesOf(model, term.condition, !holds);
      return;
    }
    case 'select':
      yield* assignByte(model, term, value);
      return;
    case 'layout':
      yield cut(model, term, value);
      return;
    case 'const':
  }
}

/** Changes of one summand alone; then of the bytes of a word together, and of all. */
function* assignSum(model: Model, { terms }: Sum, distance: bigint, how: How): Generator<readonly Change[]> {
  for (const [factor, term] of terms) {
    const [steps, rest] = [floorDiv(distance, size(factor)), floorMod(distance, size(factor))];
    if (rest !== 0n && how === 'exactly') continue;
    // Rounded away from where it is.
    const delta = rest !== 0n && how === 'more' ? steps + 1n : steps;
    yield* assign(model, term, model.int(term) + (factor < 0n ? -delta : delta));
  }
  const bytes = terms.filter(([, term]) => term.kind === 'select');
  const groups = bytes.length > 0 && bytes.length < terms.length ? [bytes, terms] : [terms];
  for (const group of groups) {
    const all = assignTogether(model, group, distance);
    if (all.length > 1) yield all;
  }
}

/** Changes by which some summands come as near to a distance as they can, the greatest factor first. */
function assignTogether(model: Model, terms: Sum['terms'], distance: bigint): readonly Change[] {
  const bySize = terms.toSorted(([a], [b]) => (size(a) < size(b) ? 1 : size(a) > size(b) ? -1 : 0));
  const all: Change[] = [];
  let [left, at] = [distance, model];
  for (const [factor, term] of bySize) {
    const now = at.int(term);
    let value = now + floorDiv(left * factor, factor * factor);
    if (value < term.range.lo && typeof term.range.lo === 'bigint') value = term.range.lo;
    if (value > term.range.hi && typeof term.range.hi === 'bigint') value = term.range.hi;
    const [changes] = value === now ? [] : assign(at, term, value);
    if (changes === undefined) continue;
    all.push(...changes);
    at = changed(at, changes);
    left -= factor * (at.int(term) - now);
  }
  return all;
}

const size = (factor: bigint): bigint => (factor < 0n ? -factor : factor);

/** The byte where it was written last, or the initial one. */
function* assignByte(model: Model, term: Select, value: bigint): Generator<readonly Change[]> {
  const address = model.int(term.address);
  let memory: MemoryTerm = term.memory;
  for (; memory.kind === 'store'; memory = memory.memory) {
    const index = address - model.int(memory.address);
    if (index < 0n || index >= BigInt(memory.bytes)) continue;
    const now = model.int(memory.value);
    const byte = (now >> (8n * index)) & 255n;
    yield* assign(model, memory.value, now + ((value - byte) << (8n * index)));
    return;
  }
  if (memory.kind === 'memory') yield [{ kind: 'byte', memory: memory.name, address, value: Number(value) }];
}

/** Memory wherever it can be, or all there is but one byte. */
function mapping(model: Model, layout: string, address: bigint, isMapped: boolean): Change {
  const memory = memoryOf(layout);
  const { regions } = model.memory(memory);
  return {
    kind: 'regions',
    memory,
    regions: isMapped ? EVERYTHING.regions : without(regions, address, address + 1n),
  };
}

/** Regions that end where a fact of them says, or memory wherever it can be, where they would have to be greater. */
function cut(model: Model, term: Layout, value: bigint): readonly Change[] {
  const { fact, layout, address } = term;
  const memory = memoryOf(layout);
  const { regions } = model.memory(memory);
  const at = model.int(address);
  const end = fact.endsWith('before') ? at - value : at + value;
  const [first, last] = fact.startsWith('region')
    ? [end, end]
    : fact.endsWith('before')
      ? [end - 1n, end]
      : [end, end + 1n];
  const isGrowing = value > model.int(term);
  return [
    { kind: 'regions', memory, regions: isGrowing ? EVERYTHING.regions : without(regions, first, last) },
  ];
}

/** Regions cut at two addresses, what is between them left out. */
function without(regions: readonly Region[], first: bigint, last: bigint): readonly Region[] {
  return regions.flatMap(({ base, size }) => {
    const end = base + size;
    if (last <= base || first >= end) return [{ base, size }];
    return [
      { base, size: first - base },
      { base: last, size: end - last },
    ].filter((region) => region.size > 0n);
  });
}

import { regionList, type MappedPoint } from '../memory/memory-map.ts';
import type { ConcreteMemoryState, ConcreteState } from '../context/concrete-state.ts';
import { memoryOf } from '../memory/observed-memory.ts';
import type { Region } from '../memory/regions.ts';
import type { PointSymbols } from '../solver/query.ts';
import type { Value } from '../solver/solver.ts';
import { Evaluator } from '../term/evaluate.ts';
import type { LayoutFact } from '../term/term.ts';
import { NOTHING as NO_MEMORY } from '../context/memory-variants.ts';
import { Model } from './model.ts';
import type { Witness } from './prover.ts';
import type { DeclaredInput } from '../context/symbolic-context.ts';

/**
 * The inputs, regions and bytes that a model of the solver stands for. What it leaves open takes its least value. Bytes that
 * no region holds are kept: a property may look at them. Among the memories are contents that the other side writes: they
 * have bytes, and no regions.
 */
export function decode(
  { observables, values }: Witness,
  inputs: ReadonlyMap<string, DeclaredInput>,
  memories: Iterable<string>,
): ConcreteState {
  const int = (symbol: string): bigint => integer(values.get(symbol));
  const ints = new Map(observables.ints.flatMap(({ name, symbol }) => entry(name, values.get(symbol))));
  const bools = new Map(observables.bools.map(({ name, symbol }) => [name, values.get(symbol) === true]));
  const decoded = [...inputs].map(([name, { input, term }]): [string, bigint | boolean] => {
    if (input.kind === 'bool') return [name, bools.get(name) ?? false];
    if (input.kind === 'integer') return [name, ints.get(name) ?? input.min ?? input.max ?? 0n];
    // A scaled input's own constant is the quotient; where the query did not mention it, take the least value.
    const least = input.min / input.multipleOf;
    const evaluator = new Evaluator({
      ...NOTHING,
      int: (variable) => ints.get(variable) ?? least,
    });
    return [name, term.sort === 'int' ? evaluator.int(term) : false];
  });
  const states = [...memories].map((name): [string, ConcreteMemoryState] => {
    const regions = memoryOf(name) === name ? regionsOf(name, observables, int, values) : [];
    const bytes = bytesOf(name, observables, int);
    return [name, { regions, bytes }];
  });
  return { inputs: new Map(decoded), memories: new Map(states) };
}

/** The model of the terms themselves that an answer gives, with the least value of whatever the question did not mention. */
export function modelOf({ observables, values }: Witness): Model {
  const int = (symbol: string): bigint => integer(values.get(symbol));
  const { ints, bools, bytes, points } = observables;
  const names = new Set([...bytes.map(({ memory }) => memory), ...points.map(({ layout }) => layout)]);
  return new Model({
    ints: new Map(ints.flatMap(({ name, symbol }) => entry(name, values.get(symbol)))),
    bools: new Map(bools.map(({ name, symbol }) => [name, values.get(symbol) === true])),
    memories: new Map(
      [...names].map((name) => [
        name,
        { regions: regionsOf(name, observables, int, values), bytes: bytesOf(name, observables, int) },
      ]),
    ),
    ...{ end: 'least', memory: NO_MEMORY },
  });
}

const NOTHING = {
  bool: () => false,
  byte: () => 0n,
  layout: () => 0n,
  mapped: () => false,
};

function regionsOf(
  name: string,
  { points }: Witness['observables'],
  int: (symbol: string) => bigint,
  values: ReadonlyMap<string, Value>,
): readonly Region[] {
  const mapped = points.filter(
    (point) => point.layout === name && point.mapped !== undefined && values.get(point.mapped) === true,
  );
  return regionList(mapped.map((point) => mappedPoint(point, int)));
}

/** The bytes of a content, in regions or not. */
function bytesOf(
  name: string,
  { bytes }: Witness['observables'],
  int: (symbol: string) => bigint,
): ReadonlyMap<bigint, number> {
  const content = bytes
    .filter(({ memory }) => memory === name)
    .map(({ address, value }): [bigint, number] => [int(address), Number(int(value))])
    // The content laid over a memory is also read before its start, where its bytes do not count.
    .filter(([address]) => address >= 0n);
  return new Map(content);
}

function mappedPoint(point: PointSymbols, int: (symbol: string) => bigint): MappedPoint {
  const fact = (name: LayoutFact): bigint => {
    const symbol = point.facts[name];
    if (symbol === undefined) throw new RangeError(`the solver's model has no ${name} for a mapped address`);
    return int(symbol);
  };
  const address = int(point.address);
  return {
    extent: { start: address - fact('extent-before'), end: address + fact('extent-after') },
    region: { base: address - fact('region-before'), end: address + fact('region-after') },
  };
}

/** The value of an integer constant, where the solver gave one. */
function entry(name: string, value: Value | undefined): readonly (readonly [string, bigint])[] {
  return typeof value === 'bigint' ? [[name, value]] : [];
}

function integer(value: Value | undefined): bigint {
  return typeof value === 'bigint' ? value : 0n;
}

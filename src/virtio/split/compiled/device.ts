import type { Domain } from '../../../domain/domain.ts';
import { concreteDomain, valueOf } from '../../../domain/concrete.ts';
import { CompiledError } from '../../../compiled/index.ts';
import { checkRule } from '../../../memory/region-rule.ts';
import type { GuestMemory } from '../../../memory/guest-memory.ts';
import type { ObservedMemory } from '../../../memory/observed-memory.ts';
import type { Bool, BoolOperand } from '../../../domain/word.ts';
import {
  bool,
  powerOfTwo,
  u16,
  u32,
  u64,
  type Schema,
  type StateOf,
  type StateRecord,
} from '../../../proof/state-schema.ts';
import { snakeCase } from '../../../proof/snake-case.ts';
import { AREA_STARTS, areMapped, isUsedRingApart } from '../areas.ts';
import { queuePart, savedPart, walkPart, type SplitDeviceModel } from '../interface.ts';
import { checkExports } from './check-exports.ts';
import { checkState } from './check-state.ts';
import { TRAITS } from './contract.ts';
import { scalarsOf } from './fields.ts';
import { Instance, moduleOf, type WasmFile } from './module.ts';
import { CompiledQueue, type CompiledParts } from './queue.ts';
import { tablesOf, withTables } from './tables.ts';
import { CompiledWalk } from './walk.ts';

const ADDRESSES = {
  descTable: u64({ multipleOf: 16 }),
  availRing: u64({ multipleOf: 2 }),
  usedRing: u64({ multipleOf: 4 }),
};

const INDICES = { nextAvail: u16(), nextUsed: u16(), numAdded: u16() };

const QUEUE = {
  maxSize: powerOfTwo(),
  size: powerOfTwo(),
  ready: bool(),
  eventIdx: bool(),
  ...INDICES,
  ...ADDRESSES,
};

const WALK = {
  table: u64(),
  entries: u16(),
  index: u16(),
  remaining: u16(),
  bytes: u32(),
  indirect: bool(),
};

/** Fields of a saved queue: any values, for what was saved may have been damaged. */
const SAVED = {
  maxSize: u16(),
  size: u16(),
  ready: bool(),
  eventIdx: bool(),
  ...INDICES,
  descTable: u64(),
  availRing: u64(),
  usedRing: u64(),
};

type QueueState = StateOf<typeof QUEUE>;
type WalkState = StateOf<typeof WALK>;
type OneQueue = CompiledQueue & QueueState;
type OneWalk = CompiledWalk & WalkState;

/** What a compiled queue remembers beyond the fields of the contract, and what holds of its states. */
export interface CompiledOptions<Q extends Schema = Schema, W extends Schema = Schema> {
  /** Fields of the queue of its own, in the order of the further arguments of `create`. */
  readonly queueFields?: Q;
  /** The same of a walk, and of `walk_create`. */
  readonly walkFields?: W;
  /** What holds of the queue after every operation; by default that the size is at most the largest one. */
  readonly invariant?: (state: QueueState & StateOf<Q>, domain: Domain) => BoolOperand;
  /** What a successful `activate` establishes beyond that the areas are mapped and the used ring is apart; by default nothing. */
  readonly active?: (state: QueueState & StateOf<Q>, memory: ObservedMemory, domain: Domain) => BoolOperand;
  /**
   * What ties the state of a queue in use to guest memory, where it keeps a part of it there: where the driver has seen to it when
   * `activate` is called, it holds from then on. By default nothing.
   */
  readonly holds?: (state: QueueState & StateOf<Q>, memory: ObservedMemory, domain: Domain) => BoolOperand;
  /** Whether 65536 elements or more were added since the last decision, where that is no field of this name. */
  readonly addedAll?: (state: QueueState & StateOf<Q>) => Bool;
  /** What holds of a walk after every step; by default nothing. */
  readonly walkInvariant?: (state: WalkState & StateOf<W>, domain: Domain) => BoolOperand;
  /** Which guest memory it is for, where its code has loops over regions: all of it begins and ends at such a multiple. */
  readonly memoryMap?: SplitDeviceModel['memoryMap'];
}

/** The same of any fields, as the parts that have them hand them over. */
interface AnyOptions {
  readonly queueFields?: Schema;
  readonly walkFields?: Schema;
  readonly invariant?: (state: QueueState, domain: Domain) => BoolOperand;
  readonly active?: (state: QueueState, memory: ObservedMemory, domain: Domain) => BoolOperand;
  readonly holds?: (state: QueueState, memory: ObservedMemory, domain: Domain) => BoolOperand;
  readonly addedAll?: (state: QueueState) => Bool;
  readonly walkInvariant?: (state: WalkState, domain: Domain) => BoolOperand;
  readonly memoryMap?: SplitDeviceModel['memoryMap'];
}

/**
 * A queue that was compiled to WebAssembly as a model of a split device: `import code from './queue.wasm'`, then
 * `splitDevice.implement({ name, source }, compiledDevice(code))`. Throws a `CompiledError` for a file that cannot be read or does
 * not keep the contract.
 */
export function compiledDevice<const Q extends Schema, const W extends Schema>(
  file: WasmFile,
  options?: CompiledOptions<Q, W>,
): SplitDeviceModel;
export function compiledDevice(file: WasmFile, options: AnyOptions = {}): SplitDeviceModel {
  return deviceOf(file, options);
}

function deviceOf(file: WasmFile, options: AnyOptions): SplitDeviceModel {
  const { queueFields = {}, walkFields = {}, invariant, walkInvariant, active, holds, addedAll } = options;
  const module = moduleOf(file);
  if (options.memoryMap !== undefined) checkMap(module, options.memoryMap);
  checkExports(module, {
    queue: scalarsOf(queueFields).length,
    walk: scalarsOf(walkFields).length,
  });
  // What the module adds is read and written by its name alone.
  const scalars = Object.fromEntries(scalarsOf({ ...QUEUE, ...queueFields }));
  const tables = tablesOf(module, scalars);
  const own = { ...queueFields, ...withTables(module, queueFields, tables) };
  const queue: typeof QUEUE = { ...QUEUE, ...own };
  const walk: typeof WALK = { ...WALK, ...walkFields };
  checkState(module, queue, {
    ...{ create: 'create', state: 'state' },
    made: () => new Instance(module, concreteDomain, tables),
  });
  const has = (name: string): boolean => module.exports.has(name);
  if (has('step'))
    checkState(module, walk, {
      ...{ create: 'walk_create', state: 'walk_state' },
      made: () => Instance.ofWalk(module, concreteDomain, tables),
    });
  const saved: typeof SAVED = { ...SAVED, ...own };
  const parts: CompiledParts = { module, queue, walk, tables };

  return {
    ...traitsOf(module),
    decidesMuch: true,
    ...(options.memoryMap !== undefined && { memoryMap: options.memoryMap }),
    compiled: {
      queueFields: scalarsOf(queue).map(([name]) => snakeCase(name)),
      walkFields: scalarsOf(walk).map(([name]) => snakeCase(name)),
      tables: tables.map(({ range, field }) => ({
        name: range.name,
        bytes: range.bytes,
        width: field.width,
      })),
      producers: module.producers,
    },
    withCode: (other) => deviceOf(other, options),
    make: (domain, maxSize) => CompiledQueue.make(parts, domain, maxSize),
    queue: queuePart({
      state: queue,
      invariant: (state, _memory, domain) =>
        state.size.le(state.maxSize).and(invariant?.(state, domain) ?? true),
      phases: {
        active: {
          fields: { ready: true, ...AREA_STARTS },
          holds: (state, memory, domain) =>
            areMapped(state, memory).and(isUsedRingApart(state), active?.(state, memory, domain) ?? true),
          ...(holds !== undefined && { premise: holds }),
        },
      },
      instance: (domain, state) => withFields(state, new CompiledQueue(parts, domain, state)),
      view: addedAll === undefined ? (state) => state : (state) => ({ ...state, addedAll: addedAll(state) }),
      operations: {
        setUp: (on: OneQueue, change) => on.setUp(change),
        activate: (on: OneQueue, memory) => on.activate(memory),
        pop: (on: OneQueue, memory) => on.pop(memory),
        addUsed: (on: OneQueue, memory, head, len) => on.addUsed(memory, head, len),
        needsNotification: (on: OneQueue, memory) => on.needsNotification(memory),
        enableNotification: (on: OneQueue, memory) => on.enableNotification(memory),
        ...(has('disable_notification') && {
          disableNotification: (on: OneQueue, memory: GuestMemory) => on.disableNotification(memory),
        }),
        ...(has('reset') && { reset: (on: OneQueue) => on.reset() }),
        ...(has('undo_pop') && { undoPop: (on: OneQueue) => on.undoPop() }),
        ...(has('save') && { save: (on: OneQueue) => on.save() }),
      },
    }),
    ...(has('step') && {
      walk: walkPart({
        state: walk,
        invariant: (state, _memory, domain) => walkInvariant?.(state, domain) ?? true,
        phases: { reachable: { holds: ({ remaining, entries }) => remaining.le(entries) } },
        instance: (domain, state) => withFields(state, new CompiledWalk(parts, domain, state)),
        view: (state) => state,
        operations: { next: (on: OneWalk, memory) => on.next(memory) },
      }),
    }),
    ...(has('save') && {
      saved: savedPart({
        state: saved,
        instance: (domain, state) => ({ ...state, domain }),
        view: (state) => state,
        operations: {
          restore: ({ domain, ...state }, memory) => CompiledQueue.restore(parts, domain, state, memory),
        },
      }),
    }),
  };
}

/** Throws a `CompiledError` for a map that no memory has. */
function checkMap(
  { source }: CompiledParts['module'],
  { multipleOf }: { readonly multipleOf: number },
): void {
  try {
    checkRule({ multipleOf: BigInt(multipleOf) });
  } catch {
    throw new CompiledError(
      `${source}: memoryMap: regions cannot begin and end at multiples of ${multipleOf}`,
      'Give multipleOf a power of two from 2 on, such as the size of a page: { multipleOf: 4096 }.',
    );
  }
}

/** An instance, which has the fields that it was made with. */
function withFields<S extends StateRecord, I extends object>(_state: S, instance: I): I & S {
  // Its constructor has made them properties of it.
  return instance as I & S;
}

/** What the module says of itself. */
function traitsOf(module: CompiledParts['module']) {
  const bits = module.exports.has('traits')
    ? valueOf(new Instance(module, concreteDomain).code('traits', []))
    : 0n;
  const has = (bit: number): boolean => (bits & BigInt(bit)) !== 0n;
  return {
    ...(has(TRAITS.checksEachAccess) && { checksEachAccess: true as const }),
    ...(has(TRAITS.followsIndirect) && { followsIndirect: true as const }),
    ...(has(TRAITS.sumsLengths) && { sumsLengths: true as const }),
  };
}

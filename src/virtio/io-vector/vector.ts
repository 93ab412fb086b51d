import type { Domain } from '../../domain/domain.ts';
import type { BoolOperand, U16, U32, U64 } from '../../domain/word.ts';
import type { ObservedMemory } from '../../memory/observed-memory.ts';
import type { Handle, ModelRun } from '../../proof/model-run.ts';
import { partOf, type OperationsOn, type Part } from '../../proof/part.ts';
import type { Schema, StateOf } from '../../proof/state-schema.ts';

/** One entry of a scatter-gather vector, as of `struct iovec`: a piece of guest memory. */
export interface IoVec {
  /** The host's pointer, as the guest address that it was made from. */
  readonly base: U64;
  /** Bytes. */
  readonly len: U32;
}

/** What the interface knows of a vector, besides its entries. */
export interface VectorState {
  /** How many entries there are. */
  readonly count: U16;
  /** How many bytes it says to have. */
  readonly length: U32;
}

/** The entries of a vector, in their order. */
export interface EntryList {
  readonly entries: readonly IoVec[];
}

/**
 * A vector, as a model declares it. Its entries are a list, which no schema has: the family carries them from one operation to
 * the next, and an instance has them as `entries`. All else that it remembers is in the schema.
 */
export interface VectorSpec<S extends Schema, I extends StateOf<S> & EntryList, Ops> {
  readonly state: S;
  /** What holds of the state after every operation. That `count` is the number of entries is known without. */
  readonly invariant?: (
    state: StateOf<S>,
    entries: readonly IoVec[],
    memory: ObservedMemory,
    domain: Domain,
  ) => BoolOperand;
  readonly instance: (domain: Domain, state: StateOf<S> & EntryList) => I;
  readonly view: (state: StateOf<S>, domain: Domain) => VectorState;
  readonly operations: OperationsOn<I, Ops>;
}

/** A vector in a run, with the entries that it has now. */
type VectorHandle<Ops> = Handle<VectorState, Ops> & EntryList;

/** Where a vector starts: see `StartVector` of the interface. */
interface Start extends EntryList {
  readonly phase: 'loaded' | null;
  readonly memory: ObservedMemory;
  readonly probesPrivate?: boolean;
}

/** How vectors of a model come into a run. */
export interface MadeVector<Ops> {
  /** The part of a vector that begins with these entries, and the list in which it leaves them. */
  over(entries: readonly IoVec[]): { readonly part: Part<VectorState, Ops>; readonly list: EntryList };
  /** A vector with these entries, and else in any state of a phase. */
  any(run: ModelRun, name: string, start: Start): VectorHandle<Ops>;
  /** A vector in the state of an instance. */
  made(run: ModelRun, name: string, instance: object): VectorHandle<Ops>;
}

/** Declares vectors: `vectorPart<Operations>()({ state, instance, view, operations })`. */
export function vectorPart<Ops>() {
  return <const S extends Schema, I extends StateOf<S> & EntryList>(
    spec: VectorSpec<S, I, Ops>,
  ): MadeVector<Ops> => ({
    over: (entries) => {
      const list = { entries: copied(entries) };
      return { part: partOver(spec, list), list };
    },
    any: (run, name, { phase, memory, entries, probesPrivate = false }) => {
      const list = { entries: copied(entries) };
      const count = run.domain.u16(entries.length);
      const given = phase === null ? { count } : { count, length: totalLength(run.domain, entries) };
      return withEntries(
        run,
        run.any(partOver(spec, list), name, { phase, memory, given, probesPrivate }),
        list,
      );
    },
    made: (run, name, instance) => {
      const list = { entries: entriesOf(instance) };
      return withEntries(run, run.made(partOver(spec, list), name, instance), list);
    },
  });
}

/** The sum of the lengths, modulo 2^32. */
export function totalLength(domain: Domain, entries: readonly IoVec[]): U32 {
  return entries.reduce((sum, { len }) => sum.add(len), domain.u32(0));
}

/** The part of one vector: its instances have the entries of `list`, and leave theirs there. */
function partOver<S extends Schema, I extends StateOf<S> & EntryList, Ops>(
  { state, invariant, instance, view, operations }: VectorSpec<S, I, Ops>,
  list: { entries: readonly IoVec[] },
): Part<VectorState, Ops> {
  const isCounted = (of: StateOf<S>, domain: Domain) => view(of, domain).count.eq(list.entries.length);
  return partOf<VectorState, Ops>()({
    state,
    invariant: (of, memory, domain) =>
      isCounted(of, domain).and(invariant?.(of, list.entries, memory, domain) ?? true),
    phases: {
      loaded: {
        holds: (of, _, domain) =>
          list.entries
            .reduce((sum, { len }) => sum.add(len.zeroExtend(64)), domain.u64(0))
            .eq(view(of, domain).length.zeroExtend(64)),
      },
    },
    instance: (domain, of: StateOf<S>) => instance(domain, { ...of, entries: list.entries }),
    view,
    operations: leavingEntries(operations, list),
  });
}

/** Operations after each of which the entries are taken from the instance. */
function leavingEntries<I extends EntryList, Ops>(
  operations: OperationsOn<I, Ops>,
  list: { entries: readonly IoVec[] },
): OperationsOn<I, Ops> {
  const wrapped = Object.entries(operations).map(([name, work]) => [
    name,
    (instance: I, ...args: readonly unknown[]): unknown => {
      // One of the operations, with the arguments that it is called with.
      const result: unknown = Reflect.apply(work as (...all: unknown[]) => unknown, operations, [
        instance,
        ...args,
      ]);
      list.entries = copied(instance.entries);
      return result;
    },
  ]);
  // Each takes and returns what the one of its name does.
  return Object.fromEntries(wrapped) as OperationsOn<I, Ops>;
}

function withEntries<Ops>(
  run: ModelRun,
  handle: Handle<VectorState, Ops>,
  list: { readonly entries: readonly IoVec[] },
): VectorHandle<Ops> {
  return run.addMembers(handle, {
    get entries() {
      return list.entries;
    },
  });
}

/** The entries alone: nothing else that is on a list or an entry goes from one operation to the next. */
function copied(entries: readonly IoVec[]): readonly IoVec[] {
  return Object.freeze(entries.map(({ base, len }) => Object.freeze({ base, len })));
}

function entriesOf(instance: object): readonly IoVec[] {
  const entries: unknown = Reflect.get(instance, 'entries');
  if (!Array.isArray(entries)) throw new TypeError('an instance of a vector needs its entries, as `entries`');
  // Of a vector that the model has just made.
  return copied(entries as readonly IoVec[]);
}

import type { ComparedOperation, Prepared, SideOf } from '../../diff/compared.ts';
import { pairingOf } from '../../diff/pairing.ts';
import type { ObservedMemory } from '../../memory/observed-memory.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { Asked } from '../../proof/model.ts';
import type { Handle, ModelRun } from '../../proof/model-run.ts';
import type { Pairing } from '../../proof/pairing.ts';
import type { Part } from '../../proof/part.ts';
import { anyDescriptor, anyEntry, anyPeer, assumeLoaded } from './any-entries.ts';
import { COMPARED_VECTORS } from './compared-vectors.ts';
import {
  LONGEST_CHAIN,
  type Copying,
  type IoVectorDevice,
  type IoVectorModel,
  type Loading,
  type VectorModel,
} from './kind.ts';

type Operation = ComparedOperation<IoVectorModel>;

/** What an operation works on besides its part, and how it is called: alike on both sides. */
interface Asking<H> {
  readonly host?: ObservedMemory;
  readonly call: (of: H) => unknown;
}

/** How scatter-gather vectors are compared: the rounds of their loops, and the operations of vectors of two entries. */
export function ioVectorPairing(on: Asked<IoVectorDevice, IoVectorModel>): Pairing {
  return pairingOf(on, {
    operations: [
      ...ofSide('readable', ({ readable }) => readable),
      ...ofSide('writable', ({ writable }) => writable),
      ...COMPARED_VECTORS,
    ],
    parts: ({ readable, writable }) => ({
      ...{ readable_loading: readable.loading, readable_copying: readable.copying },
      ...{ writable_loading: writable.loading, writable_copying: writable.copying },
    }),
  });
}

function ofSide<Ops>(
  name: string,
  of: (declared: IoVectorModel) => Pick<VectorModel<Ops>, keyof VectorModel>,
): readonly Operation[] {
  return [
    onPart(`${name}-push`, `${name}_loading`, (each) => of(each).loading, pushes),
    onPart(
      `${name}-finish`,
      `${name}_loading`,
      (each) => of(each).loading,
      (p) => {
        const length = p.any.u32('length');
        return { call: (loading) => loading.finish(length) };
      },
    ),
    onPart(`${name}-copy-step`, `${name}_copying`, (each) => of(each).copying, copies),
    makes(`start-${name}-loading`, (p) => {
      const room = p.any.u16('room');
      return (model, run) =>
        run.made(of(model).loading, `${name}_loading`, of(model).startLoading(run.domain, room));
    }),
    makes(`start-${name}-copying`, (p) => {
      const [offset, wanted] = [p.any.u64('offset'), p.any.u64('wanted')];
      return (model, run) =>
        run.made(of(model).copying, `${name}_copying`, of(model).startCopying(run.domain, offset, wanted));
    }),
    makes(
      `make-${name}`,
      () => (model, run) => of(model).vector.made(run, `${name}_vector`, of(model).make(run.domain)),
    ),
  ];
}

/** Another descriptor of a chain, which has no more than it can have. */
function pushes(p: ProofContext, memory: ObservedMemory, loading: Loading): Asking<Loading> {
  if (loading.state.room === undefined) p.assume(loading.state.entries.lt(LONGEST_CHAIN));
  const descriptor = anyDescriptor(p);
  return { call: (of) => of.push(memory, descriptor) };
}

/** Another entry of a vector, which has no more than a chain can have. All that is asked for is known from the start. */
function copies(p: ProofContext, memory: ObservedMemory, { state }: Copying): Asking<Copying> {
  const { entry: index, done, wanted } = state;
  p.assume(index.lt(LONGEST_CHAIN).and(done.add(wanted).ge(done)));
  const entry = anyEntry(p, 'entry');
  assumeLoaded(p, memory, [entry]);
  const peer = anyPeer(p, done, wanted);
  return { host: peer.memory, call: (of) => of.step(memory, entry, peer) };
}

function onPart<V, Ops>(
  id: string,
  name: string,
  partOf: (declared: IoVectorModel) => Part<V, Ops>,
  ask: (p: ProofContext, memory: ObservedMemory, of: Handle<V, Ops>) => Asking<Handle<V, Ops>>,
): Operation {
  return {
    ...{ id, needs: [] },
    prepare: ({ a, b, run }, memory, p) => {
      const one = (side: SideOf<IoVectorModel>) => ({
        ...{ model: side.name, part: partOf(side.declared), phase: null },
      });
      const [first, second] = run.alike(name, memory, one(a), one(b));
      const { call, host } = ask(p, memory, first);
      const calls = (handle: Handle<V, Ops>): Prepared => ({ parts: [handle], run: () => call(handle) });
      return { a: calls(first), b: calls(second), ...(host && { host }) };
    },
  };
}

/** What begins something. `of` declares the arguments, once for both. */
function makes(
  id: string,
  of: (p: ProofContext) => (declared: IoVectorModel, run: ModelRun) => object,
): Operation {
  return {
    ...{ id, needs: [] },
    prepare: ({ a, b, run }, _memory, p) => {
      const make = of(p);
      const making = ({ declared }: SideOf<IoVectorModel>): Prepared => ({
        ...{ parts: [], run: () => make(declared, run) },
      });
      return { a: making(a), b: making(b) };
    },
  };
}

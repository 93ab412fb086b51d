import type { ObservedMemory } from '../../memory/observed-memory.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { Proof } from '../../proof/declare.ts';
import type { Asked } from '../../proof/model.ts';
import { ownProofs, type OwnMaker, type OwnOperation, type OwnPhase } from '../../proof/own-proofs.ts';
import { anyDescriptor, anyEntries, anyEntry, anyPeer, assumeLoaded, ENTRIES } from './any-entries.ts';
import { anyChain } from './chain.ts';
import type { Copying, IoVector, IoVectorDevice, IoVectorModel, IoVectorQueue, Loading } from './kind.ts';

type Side = 'readable' | 'writable';

const BOUND = {
  what: 'entries of the vector, and descriptors of a chain',
  limit: `${ENTRIES}: loading and copying are proved step by step, for any number`,
};

/** The tool's own proofs of scatter-gather vectors: the states of their loops, and of vectors of two entries. */
export function ioVectorProofs(on: Asked<IoVectorDevice, IoVectorModel>): readonly Proof[] {
  const sides = ['readable', 'writable'] as const;
  const steps = ownProofs<IoVectorDevice, IoVectorModel>(on, {
    phases: sides.flatMap(statesOfLoops),
    makers: sides.flatMap(starts),
    operations: sides.flatMap(rounds),
  });
  const vectors = ownProofs<IoVectorDevice, IoVectorModel>(on, {
    phases: sides.map((side) => ({
      ...{ id: `loaded-${side}-vector`, phase: 'loaded' },
      start: (p, device, memory) =>
        device[side].vector({ phase: 'loaded', memory, entries: anyEntries(p), probesPrivate: true }),
    })),
    makers: [],
    operations: [...sides.flatMap(ofVectors), ...ofQueues],
  });
  return [...steps, ...vectors.map((one) => ({ ...one, bound: BOUND }))];
}

function statesOfLoops(side: Side): readonly OwnPhase<IoVectorDevice>[] {
  return [
    {
      ...{ id: `any-${side}-loading`, phase: null },
      start: (_p, device, memory) => device[side].loading({ isOpen: false, memory, probesPrivate: true }),
    },
    {
      ...{ id: `any-${side}-copying`, phase: null },
      start: (_p, device, memory) => device[side].copying({ phase: null, memory, probesPrivate: true }),
    },
  ];
}

function starts(side: Side): readonly OwnMaker<IoVectorDevice>[] {
  return [
    { id: `make-${side}`, phase: 'loaded', run: (_p, device) => device[side].make() },
    {
      id: `start-${side}-loading`,
      run: (p, device) =>
        device[side].startLoading(p.any.u16('room', { max: device[side].capacity ?? 65535 })),
    },
    {
      id: `start-${side}-copying`,
      run: (p, device) => device[side].startCopying(p.any.u64('offset'), p.any.u64('wanted')),
    },
  ];
}

function rounds(side: Side): readonly OwnOperation<IoVectorDevice>[] {
  return [
    {
      id: `${side}-push`,
      start: (_p, device, memory) => device[side].loading({ isOpen: true, memory }),
      run: (p, _device, loading: Loading, memory) =>
        loading.push(memory, anyDescriptor(p)).error === undefined,
    },
    {
      id: `${side}-finish`,
      start: (_p, device, memory) => device[side].loading({ isOpen: false, memory }),
      run: (p, _device, loading: Loading) => loading.finish(p.any.u32('length')).ok,
    },
    {
      id: `${side}-copy-step`,
      start: (_p, device, memory) => device[side].copying({ phase: null, memory }),
      run: (p, _device, copying: Copying, memory) => {
        const { done, wanted } = copying.state;
        const entry = anyEntry(p, 'entry');
        assumeLoaded(p, memory, [entry]);
        return copying.step(memory, entry, anyPeer(p, done, wanted)).ok;
      },
    },
  ];
}

function ofVectors(side: Side): readonly OwnOperation<IoVectorDevice>[] {
  // Any vector, also one that a chain was refused by.
  const start = (p: ProofContext, device: IoVectorDevice, memory: ObservedMemory): object =>
    device[side].vector({ phase: null, memory, entries: anyEntries(p) });
  return [
    {
      ...{ id: `${side}-load`, start, establishes: 'loaded' },
      run: (p, _device, vector: IoVector, memory) => vector.load(memory, anyChain(p, ENTRIES)).ok,
    },
    {
      ...{ id: `${side}-copy`, start, keeps: 'loaded' },
      run: (p, _device, vector: IoVector, memory) => {
        const [offset, wanted] = [p.any.u64('offset'), p.any.u64('wanted')];
        assumeLoaded(p, memory, vector.entries);
        return vector.copy(memory, anyPeer(p, p.domain.u64(0), wanted), offset, wanted).ok;
      },
    },
    {
      ...{ id: `${side}-copy-all`, start, keeps: 'loaded' },
      run: (p, _device, vector: IoVector, memory) => {
        const [offset, wanted] = [p.any.u64('offset'), p.any.u64('wanted')];
        assumeLoaded(p, memory, vector.entries);
        return vector.copyAll(memory, anyPeer(p, p.domain.u64(0), wanted), offset, wanted).ok;
      },
    },
  ];
}

const ofQueues: readonly OwnOperation<IoVectorDevice>[] = [
  {
    ...{ id: 'append', keeps: 'loaded' },
    start: (p, device, memory) => device.writable.vector({ phase: null, memory, entries: anyEntries(p) }),
    run: (p, _device, vector: IoVectorQueue, memory) => vector.append(memory, anyChain(p, ENTRIES)).ok,
  },
  ...(['dropFront', 'dropBack'] as const).map((drop) => ({
    ...{ id: drop === 'dropFront' ? 'drop-front' : 'drop-back', keeps: 'loaded' },
    start: (p: ProofContext, device: IoVectorDevice, memory: ObservedMemory): object =>
      device.writable.vector({ phase: null, memory, entries: anyEntries(p) }),
    // A chain that was appended: of any other it is never asked.
    run: (p: ProofContext, _device: IoVectorDevice, vector: IoVectorQueue): boolean => {
      const entry = vector.entries.at(drop === 'dropFront' ? 0 : -1);
      if (entry === undefined) return false;
      vector[drop]({ head: p.any.u16('head'), length: entry.len, entries: 1 });
      return true;
    },
  })),
];

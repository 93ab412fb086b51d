import type { ComparedOperation, Prepared, SideOf } from '../../diff/compared.ts';
import type { ObservedMemory } from '../../memory/observed-memory.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { Handle } from '../../proof/model-run.ts';
import { anyEntries, anyPeer, assumeLoaded, ENTRIES } from './any-entries.ts';
import { anyChain } from './chain.ts';
import type { IoVectorModel, VectorOperations, VectorQueueOperations } from './kind.ts';
import type { IoVec, MadeVector, VectorState } from './vector.ts';

type Vector<Ops> = Handle<VectorState, Ops>;

/** What an operation works on besides the vector, and how it is called: alike on both sides. */
interface Asking<Ops> {
  readonly host?: ObservedMemory;
  readonly call: (vector: Vector<Ops>) => unknown;
}

/** The operations of vectors, on some of two entries. Their states are those that loading leads to. */
export const COMPARED_VECTORS: readonly ComparedOperation<IoVectorModel>[] = [
  ...ofBoth<VectorOperations>('readable', ({ readable }) => readable.vector),
  ...ofBoth<VectorQueueOperations>('writable', ({ writable }) => writable.vector),
  onVector(
    'append',
    'writable',
    ({ writable }) => writable.vector,
    'loaded',
    (p, memory) => {
      const chain = anyChain(p, ENTRIES);
      return { call: (vector) => vector.append(memory, chain) };
    },
  ),
  ...(['dropFront', 'dropBack'] as const).map((drop) =>
    onVector(
      drop === 'dropFront' ? 'drop-front' : 'drop-back',
      'writable',
      ({ writable }) => writable.vector,
      'loaded',
      (p, _memory, entries) => {
        // A chain that was appended: of any other it is never asked.
        const length = entries.at(drop === 'dropFront' ? 0 : -1)?.len ?? p.domain.u32(0);
        const chain = { head: p.any.u16('head'), length, entries: 1 };
        return { call: (vector) => vector[drop](chain) };
      },
    ),
  ),
];

function ofBoth<Ops extends VectorOperations>(
  name: string,
  of: (declared: IoVectorModel) => MadeVector<Ops>,
): readonly ComparedOperation<IoVectorModel>[] {
  return [
    // Also one that a chain was refused by.
    onVector(`${name}-load`, name, of, null, (p, memory) => {
      const chain = anyChain(p, ENTRIES);
      return { call: (vector) => vector.load(memory, chain) };
    }),
    ...(['copy', 'copyAll'] as const).map((copy) =>
      onVector(
        copy === 'copy' ? `${name}-copy` : `${name}-copy-all`,
        name,
        of,
        'loaded',
        (p, memory, entries) => {
          const [offset, wanted] = [p.any.u64('offset'), p.any.u64('wanted')];
          assumeLoaded(p, memory, entries);
          const peer = anyPeer(p, p.domain.u64(0), wanted);
          return { host: peer.memory, call: (vector) => vector[copy](memory, peer, offset, wanted) };
        },
      ),
    ),
  ];
}

/** `ask` declares the arguments, once for both. */
function onVector<Ops>(
  id: string,
  name: string,
  of: (declared: IoVectorModel) => MadeVector<Ops>,
  phase: 'loaded' | null,
  ask: (p: ProofContext, memory: ObservedMemory, entries: readonly IoVec[]) => Asking<Ops>,
): ComparedOperation<IoVectorModel> {
  return {
    ...{ id, needs: [] },
    prepare: ({ a, b, run }, memory, p) => {
      const entries = anyEntries(p);
      const over = ({ declared }: SideOf<IoVectorModel>) => of(declared).over(entries);
      const [listA, listB] = [over(a), over(b)];
      const [first, second] = run.alike(
        `${name}_vector`,
        memory,
        { model: a.name, part: listA.part, phase },
        { model: b.name, part: listB.part, phase },
      );
      const { call, host } = ask(p, memory, entries);
      const calls = (vector: Vector<Ops>, { list }: typeof listA): Prepared => ({
        parts: [vector],
        run: () => call(vector),
        leaves: () => list.entries,
      });
      return { a: calls(first, listA), b: calls(second, listB), ...(host && { host }) };
    },
  };
}

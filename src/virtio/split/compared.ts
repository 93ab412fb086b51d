import type { ComparedOperation, Prepared, SideOf, Sides } from '../../diff/compared.ts';
import { declaredStates } from '../../diff/declared-states.ts';
import { pairingOf } from '../../diff/pairing.ts';
import { ok } from '../../domain/result.ts';
import type { ObservedMemory } from '../../memory/observed-memory.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { Asked } from '../../proof/model.ts';
import type { Handle, ModelRun } from '../../proof/model-run.ts';
import type { Pairing } from '../../proof/pairing.ts';
import type { Part } from '../../proof/part.ts';
import { memberNames, restrictRegions } from './bound-device.ts';
import { anyChange, anyHalf, CHANGES } from './changes.ts';
import type { PoppedChain } from './descriptor-chain.ts';
import type { QueueOperations, SplitDevice, SplitDeviceModel, SplitDeviceState } from './interface.ts';

type Device = Sides<SplitDeviceModel>;
type Side = SideOf<SplitDeviceModel>;
type Queue = Handle<SplitDeviceState, QueueOperations>;
type Operation = ComparedOperation<SplitDeviceModel>;

/** How two devices are compared: each operation that both have, on queues, walks and iterators in the same state. */
export function splitPairing(on: Asked<SplitDevice, SplitDeviceModel>): Pairing {
  return pairingOf(on, {
    operations: OPERATIONS,
    begin: restrictRegions,
    parts: ({ queue, walk, iterator, saved }) => ({ queue, walk, iterator, saved }),
  });
}

const OPERATIONS: readonly Operation[] = [
  declaredStates(
    'queue',
    ({ queue }: SplitDeviceModel) => queue,
    () =>
      ({ declared }) =>
        memberNames(declared),
  ),
  {
    id: 'make',
    needs: [],
    prepare: ({ a, b, run }, _memory, p) => {
      const maxSize = p.any.u16('max_size');
      const makes = ({ declared }: Side): Prepared => ({
        parts: [],
        run: () => {
          const made = run.make('make', [maxSize], () => declared.make(run.domain, maxSize));
          return made.ok ? ok(run.made(declared.queue, 'queue', made.value)) : made;
        },
      });
      return { a: makes(a), b: makes(b) };
    },
  },
  ...CHANGES.map((field) =>
    onQueue(`set-up-${field}`, [], 'any', (p) => {
      const change = anyChange(p, field);
      return ({ queue }) => queue.setUp(change);
    }),
  ),
  onQueue('set-up-half', ['setUpHalf'], 'any', (p) => {
    const change = anyHalf(p);
    return ({ queue }) => queue.setUpHalf?.(change);
  }),
  onQueue('set-up-in-order', ['setUpInOrder'], 'any', (p) => {
    const isNegotiated = p.any.bool('is_negotiated');
    return ({ queue }) => queue.setUpInOrder?.(isNegotiated);
  }),
  onQueue(
    'activate',
    [],
    'any',
    () =>
      ({ queue, memory }) =>
        queue.activate(memory),
  ),
  onQueue('pop', [], 'callable', () => ({ queue, memory, chain }) => {
    const popped = queue.pop(memory);
    return popped.ok ? ok(chain(popped.value)) : popped;
  }),
  onQueue('add-used', [], 'callable', (p) => {
    const [head, len] = [p.any.u16('head'), p.any.u32('len')];
    return ({ queue, memory }) => queue.addUsed(memory, head, len);
  }),
  onQueue('write-used', ['writeUsed'], 'callable', (p) => {
    const [offset, head, len] = [p.any.u16('offset'), p.any.u16('head'), p.any.u32('len')];
    return ({ queue, memory }) => queue.writeUsed?.(memory, offset, head, len);
  }),
  onQueue('publish-used', ['publishUsed'], 'callable', (p) => {
    const count = p.any.u16('count');
    return ({ queue, memory }) => queue.publishUsed?.(memory, count);
  }),
  onQueue('add-used-in-order', ['addUsedInOrder'], 'callable', (p) => {
    const [count, head, len] = [p.any.u16('count'), p.any.u16('head'), p.any.u32('len')];
    return ({ queue, memory }) => queue.addUsedInOrder?.(memory, count, head, len);
  }),
  onQueue(
    'needs-notification',
    [],
    'callable',
    () =>
      ({ queue, memory }) =>
        queue.needsNotification(memory),
  ),
  onQueue(
    'enable-notification',
    [],
    'callable',
    () =>
      ({ queue, memory }) =>
        queue.enableNotification(memory),
  ),
  onQueue(
    'disable-notification',
    ['disableNotification'],
    'callable',
    () =>
      ({ queue, memory }) =>
        queue.disableNotification?.(memory),
  ),
  onQueue(
    'reset',
    ['reset'],
    'any',
    () =>
      ({ queue }) =>
        queue.reset?.(),
  ),
  onQueue('resume', ['resume'], 'callable', (p) => {
    const nextAvail = p.any.u16('next_avail');
    return ({ queue, memory }) => queue.resume?.(memory, nextAvail);
  }),
  {
    // It takes back a chain that was popped; it may not be called otherwise.
    ...onQueue(
      'undo-pop',
      ['undoPop'],
      'callable',
      () =>
        ({ queue }) =>
          queue.undoPop?.(),
      {
        prelude: ({ queue, memory }) => {
          const popped = queue.pop(memory);
          return popped.ok && popped.value !== undefined;
        },
      },
    ),
  },
  onQueue('iterate', ['iterate'], 'callable', () => ({ queue, memory, run, side }) => {
    const { iterator } = side.declared;
    const made = queue.iterate?.(memory);
    return made?.ok === true && iterator !== undefined
      ? ok(run.made(iterator, 'iterator', made.value))
      : made;
  }),
  onIterator('iterator-next', false),
  onIterator('iterator-previous', true),
  onQueue('save', ['saved'], 'callable', () => ({ queue, run, side }) => {
    const { saved } = side.declared;
    const made = queue.save?.();
    return saved === undefined || made === undefined ? made : run.made(saved, 'saved', made);
  }),
  {
    id: 'restore',
    needs: ['saved'],
    prepare: ({ a, b, run }, memory) => {
      const [first, second] = run.alike(
        'saved',
        memory,
        { model: a.name, part: required(a.declared.saved), phase: null },
        { model: b.name, part: required(b.declared.saved), phase: null },
      );
      const restores = ({ declared }: Side, saved: typeof first): Prepared => ({
        parts: [],
        run: () => {
          const made = saved.restore(memory);
          return made.ok ? ok(run.made(declared.queue, 'queue', made.value)) : made;
        },
      });
      return { a: restores(a, first), b: restores(b, second) };
    },
  },
  {
    id: 'walk-next',
    needs: ['walk'],
    prepare: ({ a, b, run }, memory) => {
      const [first, second] = run.alike(
        'walk',
        memory,
        { model: a.name, part: required(a.declared.walk), phase: 'reachable' },
        { model: b.name, part: required(b.declared.walk), phase: 'reachable' },
      );
      const steps = (walk: typeof first): Prepared => ({ parts: [walk], run: () => walk.next(memory) });
      return { a: steps(first), b: steps(second) };
    },
  },
];

/** A queue on one side, and what its operations are called with. */
interface OnQueue {
  readonly queue: Queue;
  readonly memory: ObservedMemory;
  readonly run: ModelRun;
  readonly side: Side;
  /** A chain with its walk as a part. */
  readonly chain: (popped: PoppedChain | undefined) => object | undefined;
}

/** `when`: in which states it may be called. `of` declares the arguments, once for both sides. */
function onQueue(
  id: string,
  needs: readonly string[],
  when: 'any' | 'callable',
  of: (p: ProofContext) => (on: OnQueue) => unknown,
  { prelude }: { readonly prelude?: (on: OnQueue) => boolean } = {},
): Operation {
  return {
    id,
    needs,
    prepare: (sides, memory, p) => {
      const { a, b, run } = sides;
      const [first, second] = queues(sides, memory, when);
      assumeNotNegotiated(p, first, second);
      assumeNotNegotiated(p, second, first);
      const call = of(p);
      const calls = (side: Side, queue: Queue): Prepared => {
        const on = { queue, memory, run, side, chain: chainIn(sides, side) };
        return {
          ...{ parts: [queue], run: () => call(on) },
          ...(prelude !== undefined && { prelude: () => prelude(on) }),
        };
      };
      return { a: calls(a, first), b: calls(b, second) };
    },
  };
}

/** A queue on either side, in any state that both can be in and in which both may be called. */
function queues(
  { a, b, run, isInUse }: Device,
  memory: ObservedMemory,
  when: 'any' | 'callable',
): readonly [Queue, Queue] {
  const one = ({ name, declared }: Side) => {
    if (declared.decidesMuch === true) run.asksEarly();
    const isActive = isInUse || (when === 'callable' && declared.checksEachAccess !== true);
    return { model: name, part: declared.queue, phase: isActive ? 'active' : null };
  };
  return run.alike('queue', memory, one(a), one(b));
}

/** A feature that one of them does not know is not negotiated. */
function assumeNotNegotiated(p: ProofContext, { state }: Queue, other: Queue): void {
  if (state.inOrder !== undefined && other.state.inOrder === undefined) p.assume(state.inOrder.not());
}

/** `previous` puts back a chain that `next` has given. */
function onIterator(id: string, isBack: boolean): Operation {
  return {
    id,
    needs: ['iterator'],
    prepare: (sides, memory) => {
      const { a, b, run } = sides;
      const [queueA, queueB] = queues(sides, memory, 'callable');
      const [first, second] = run.alike(
        'iterator',
        memory,
        { model: a.name, part: required(a.declared.iterator), phase: 'inside', of: queueA },
        { model: b.name, part: required(b.declared.iterator), phase: 'inside', of: queueB },
      );
      const calls = (side: Side, iterator: typeof first, queue: Queue): Prepared => {
        const parts = [iterator, queue];
        const next = (): PoppedChain | undefined => iterator.next(queue, memory);
        return isBack
          ? { parts, prelude: () => next() !== undefined, run: () => iterator.previous(queue) }
          : { parts, run: () => chainIn(sides, side)(next()) };
      };
      return { a: calls(a, first, queueA), b: calls(b, second, queueB) };
    },
  };
}

/** A chain with its walk as a part where both models have walks, so that the fields that both walks have are compared. */
function chainIn({ a, b, run }: Device, { declared: { walk } }: Side): OnQueue['chain'] {
  const areWalked = a.declared.walk !== undefined && b.declared.walk !== undefined;
  return (popped) => {
    if (popped === undefined) return undefined;
    const { head, walk: instance } = popped;
    if (!areWalked || walk === undefined || instance === undefined) return { head };
    return { head, walk: run.made(walk, 'walk', instance) };
  };
}

/** A part that the model was seen to have. */
function required<V, Ops>(part: Part<V, Ops> | undefined): Part<V, Ops> {
  if (part === undefined) throw new TypeError('the model has no such part');
  return part;
}

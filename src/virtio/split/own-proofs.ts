import type { AddressRange, ObservedMemory } from '../../memory/observed-memory.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { Proof } from '../../proof/declare.ts';
import type { StartIn } from '../../proof/model-run.ts';
import type { Asked } from '../../proof/model.ts';
import { ownProofs } from '../../proof/own-proofs.ts';
import { areas } from './areas.ts';
import { anyChange, anyHalf, CHANGES } from './changes.ts';
import type { ChainWalk, WalkState } from './descriptor-chain.ts';
import type {
  AvailIterator,
  SplitDevice,
  SplitDeviceModel,
  SplitDeviceQueue,
  SplitDeviceState,
} from './interface.ts';

/** The tool's own proofs of the device side: states, phases, and operations that keep to them. */
export function splitDeviceProofs(on: Asked<SplitDevice, SplitDeviceModel>): readonly Proof[] {
  return ownProofs<SplitDevice, SplitDeviceModel>(on, {
    phases: [
      { id: 'any-queue', phase: null, start: (_p, device, memory) => anyQueue(device, memory, null) },
      {
        id: 'active-queue',
        phase: 'active',
        start: (_p, device, memory) => anyQueue(device, memory, 'active'),
        writtenByDriver: (queue: SplitDeviceQueue) => besidesUsedRing(queue.state),
      },
      {
        id: 'reachable-walk',
        phase: 'reachable',
        needs: ['walk'],
        start: (_p, device, memory) => walkOf(device, { phase: 'reachable', memory, probesPrivate: true }),
        writtenByDriver: (walk: ChainWalk) => everything(walk.state),
      },
      {
        id: 'inside-iterator',
        phase: 'inside',
        needs: ['iterator'],
        start: (_p, device, memory) => device.iterator?.(callable(device, memory), memory),
        ownerOf: (iterator: AvailIterator) => iterator.queue,
        writtenByDriver: (iterator: AvailIterator) => besidesUsedRing(iterator.queue.state),
      },
    ],
    makers: [
      {
        id: 'make',
        run: (p, device) => {
          const made = device.make(p.any.u16('max_size'));
          return made.ok ? made.value : undefined;
        },
      },
      {
        id: 'restore',
        needs: ['saved'],
        // Whatever was saved: a queue whose operations rely on its activation is not handed to them without one.
        phase: 'active',
        expects: (device, queue: SplitDeviceQueue) =>
          device.checksEachAccess === true ? false : queue.state.ready,
        run: (_p, device, memory) => {
          const restored = device.saved?.({ memory }).restore(memory);
          return restored?.ok === true ? restored.value : undefined;
        },
      },
      { id: 'save', needs: ['saved'], run: (_p, device, memory) => callable(device, memory).save?.() },
      {
        id: 'pop-walk',
        needs: ['walk'],
        phase: 'reachable',
        run: (_p, device, memory) => {
          const popped = callable(device, memory).pop(memory);
          return popped.ok ? popped.value?.walk?.() : undefined;
        },
      },
      {
        id: 'iterate-iterator',
        needs: ['iterate'],
        phase: 'inside',
        ownerOf: (iterator: AvailIterator) => iterator.queue,
        run: (_p, device, memory) => {
          const made = callable(device, memory).iterate?.(memory);
          return made?.ok === true ? made.value : undefined;
        },
      },
      {
        id: 'iterator-walk',
        needs: ['iterator', 'walk'],
        phase: 'reachable',
        run: (_p, device, memory) => device.iterator?.(callable(device, memory), memory).next()?.walk?.(),
      },
    ],
    operations: [
      ...CHANGES.map((field) => ({
        id: `set-up-${field}`,
        start: (_p: ProofContext, device: SplitDevice, memory: ObservedMemory) =>
          device.queue({ phase: null, memory }),
        run: (p: ProofContext, _device: SplitDevice, queue: SplitDeviceQueue) =>
          queue.setUp(anyChange(p, field)).ok,
      })),
      {
        id: 'set-up-half',
        needs: ['setUpHalf'],
        start: (_p, device, memory) => device.queue({ phase: null, memory }),
        run: (p, _device, queue: SplitDeviceQueue) => queue.setUpHalf?.(anyHalf(p)).ok === true,
      },
      {
        id: 'set-up-in-order',
        needs: ['setUpInOrder'],
        start: (_p, device, memory) => device.queue({ phase: null, memory }),
        run: (p, _device, queue: SplitDeviceQueue) =>
          queue.setUpInOrder?.(p.any.bool('is_negotiated')).ok === true,
      },
      {
        id: 'activate',
        start: (_p, device, memory) => device.queue({ phase: null, memory }),
        run: (_p, _device, queue: SplitDeviceQueue, memory) => queue.activate(memory).ok,
        keeps: 'active',
        establishes: 'active',
      },
      {
        id: 'reset',
        needs: ['reset'],
        start: (_p, device, memory) => device.queue({ phase: null, memory }),
        run: (_p, _device, queue: SplitDeviceQueue) => {
          queue.reset?.();
          return true;
        },
      },
      onQueue('pop', [], (_p, queue, memory) => queue.pop(memory).ok),
      onQueue(
        'add-used',
        [],
        (p, queue, memory) => queue.addUsed(memory, p.any.u16('head'), p.any.u32('len')).ok,
      ),
      onQueue(
        'write-used',
        ['writeUsed'],
        (p, queue, memory) =>
          queue.writeUsed?.(memory, p.any.u16('offset'), p.any.u16('head'), p.any.u32('len')).ok === true,
      ),
      onQueue(
        'publish-used',
        ['publishUsed'],
        (p, queue, memory) => queue.publishUsed?.(memory, p.any.u16('count')).ok === true,
      ),
      onQueue(
        'add-used-in-order',
        ['addUsedInOrder'],
        (p, queue, memory) =>
          queue.addUsedInOrder?.(memory, p.any.u16('count'), p.any.u16('head'), p.any.u32('len')).ok === true,
      ),
      onQueue('needs-notification', [], (_p, queue, memory) => queue.needsNotification(memory).ok),
      onQueue('enable-notification', [], (_p, queue, memory) => queue.enableNotification(memory).ok),
      onQueue(
        'disable-notification',
        ['disableNotification'],
        (_p, queue, memory) => queue.disableNotification?.(memory).ok === true,
      ),
      onQueue('iterate', ['iterate'], (_p, queue, memory) => queue.iterate?.(memory).ok === true),
      onQueue(
        'resume',
        ['resume'],
        (p, queue, memory) => queue.resume?.(memory, p.any.u16('next_avail')).ok === true,
      ),
      {
        // It takes back a chain that was popped; it may not be called otherwise.
        ...onQueue('undo-pop', ['undoPop'], (_p, queue) => {
          queue.undoPop?.();
          return true;
        }),
        prelude: (_p, _device, queue: SplitDeviceQueue, memory) => {
          const popped = queue.pop(memory);
          return popped.ok && popped.value !== undefined;
        },
      },
      {
        id: 'iterator-next',
        needs: ['iterator'],
        keeps: 'inside',
        start: (_p, device, memory) => device.iterator?.(callable(device, memory), memory),
        ownerOf: (iterator: AvailIterator) => iterator.queue,
        run: (_p, _device, iterator: AvailIterator) => iterator.next() !== undefined,
      },
      {
        id: 'iterator-previous',
        needs: ['iterator'],
        keeps: 'inside',
        // What it puts back is a chain that it gave.
        start: (_p, device, memory) => {
          const iterator = device.iterator?.(callable(device, memory), memory);
          return iterator?.next() === undefined ? undefined : iterator;
        },
        ownerOf: (iterator: AvailIterator) => iterator.queue,
        run: (_p, _device, iterator: AvailIterator) => {
          iterator.previous();
          return true;
        },
      },
      onQueue(
        'iterator-next-queue',
        ['iterator'],
        (_p, queue, memory, device) => device.iterator?.(queue, memory).next() !== undefined,
      ),
      {
        id: 'walk-next',
        needs: ['walk'],
        start: (_p, device, memory) => walkOf(device, { phase: 'reachable', memory }),
        run: (_p, _device, walk: ChainWalk, memory) => walk.next(memory).ok,
        keeps: 'reachable',
      },
    ],
  });
}

/** All memory that a region can hold. */
function everything({ table }: WalkState): readonly AddressRange[] {
  return [{ start: table.sub(table), length: 2n ** 64n - 1n }];
}

/** All memory but the used ring, which the device alone writes (2.7.8). */
function besidesUsedRing(state: SplitDeviceState): readonly AddressRange[] {
  const { start, length } = areas(state).usedRing;
  const end = start.add(length);
  const none = end.sub(end);
  return [
    { start: none, length: start },
    { start: end, length: none.sub(end) },
  ];
}

function anyQueue(device: SplitDevice, memory: ObservedMemory, phase: 'active' | null): SplitDeviceQueue {
  return device.queue({ phase, memory, probesPrivate: true });
}

/** A queue in any state in which its operations may be called. */
function callable(device: SplitDevice, memory: ObservedMemory): SplitDeviceQueue {
  return device.queue({ phase: device.checksEachAccess ? null : 'active', memory });
}

type OnQueue = (
  p: ProofContext,
  queue: SplitDeviceQueue,
  memory: ObservedMemory,
  device: SplitDevice,
) => boolean;

function onQueue(id: string, needs: readonly string[], call: OnQueue) {
  return {
    ...{ id, needs, keeps: 'active' },
    start: (_p: ProofContext, device: SplitDevice, memory: ObservedMemory): object | undefined =>
      callable(device, memory),
    run: (p: ProofContext, device: SplitDevice, queue: SplitDeviceQueue, memory: ObservedMemory): boolean =>
      call(p, queue, memory, device),
  };
}

/** A walk of a device that has walks, as the proofs that need them say. */
function walkOf(device: SplitDevice, start: StartIn<WalkState>): ChainWalk {
  const walk = device.walk?.(start);
  if (walk === undefined) throw new TypeError('the model has no walk');
  return walk;
}

import {
  ownProofs,
  type Asked,
  type ObservedMemory,
  type OwnOperation,
  type Proof,
  type ProofContext,
  type U16,
} from 'ringproof';
import type { FineQueue, FineQueueModel, FirecrackerQueue } from './fine-queue.ts';

/** The tool's own proofs of the finer operations: each keeps the queue initialized. */
export function fineQueueProofs(on: Asked<FirecrackerQueue, FineQueueModel>): readonly Proof[] {
  return ownProofs<FirecrackerQueue, FineQueueModel>(on, {
    phases: [
      {
        id: 'any-queue',
        phase: null,
        start: (_p, device, memory) => device.queue({ phase: null, memory, probesPrivate: true }),
      },
      {
        id: 'active-queue',
        phase: 'active',
        start: (_p, device, memory) => device.queue({ phase: 'active', memory, probesPrivate: true }),
      },
    ],
    makers: [{ id: 'make', run: (p, device) => device.make(p.any.u16('max_size')) }],
    operations: [
      {
        ...{ id: 'initialize', keeps: 'active', establishes: 'active' },
        start: (_p, device, memory) => device.queue({ phase: null, memory }),
        run: (_p, _device, queue: FineQueue, memory) => queue.initialize(memory).ok,
      },
      onQueue('len', (_p, queue, memory) => queue.len(memory)),
      onQueue('is-empty', (_p, queue, memory) => queue.isEmpty(memory)),
      fallible('pop', (_p, queue, memory) => queue.pop(memory)),
      fallible('pop-or-enable-notification', (_p, queue, memory) => queue.popOrEnableNotification(memory)),
      fallible('try-enable-notification', (_p, queue, memory) => queue.tryEnableNotification(memory)),
      onQueue('enable-notification', (_p, queue, memory) => queue.enableNotification(memory)),
      onQueue('avail-ring-idx-get', (_p, queue, memory) => queue.availRingIdxGet(memory)),
      onQueue('avail-ring-ring-get', (p, queue, memory) =>
        queue.availRingRingGet(memory, anyIndex(p, queue)),
      ),
      onQueue('avail-ring-used-event-get', (_p, queue, memory) => queue.availRingUsedEventGet(memory)),
      onQueue('used-ring-idx-set', (p, queue, memory) => queue.usedRingIdxSet(memory, p.any.u16('value'))),
      onQueue('used-ring-ring-set', (p, queue, memory) => {
        const [index, id] = [anyIndex(p, queue), p.any.u32('id')];
        queue.usedRingRingSet(memory, index, id, p.any.u32('len'));
      }),
      onQueue('used-ring-avail-event-get', (_p, queue, memory) => queue.usedRingAvailEventGet(memory)),
      onQueue('used-ring-avail-event-set', (p, queue, memory) =>
        queue.usedRingAvailEventSet(memory, p.any.u16('value')),
      ),
      onQueue('checked-new', (p, queue, memory) => queue.checkedNew(memory, p.any.u16('index'))),
    ],
  });
}

/** An index into a ring: it is below the size. */
function anyIndex(p: ProofContext, queue: FineQueue): U16 {
  const index = p.any.u16('index', { max: 32767 });
  p.assume(index.lt(queue.state.size));
  return index;
}

type Call<T> = (p: ProofContext, queue: FineQueue, memory: ObservedMemory) => T;

/** An operation of an initialized queue. It cannot fail. */
function onQueue(id: string, call: Call<unknown>): OwnOperation<FirecrackerQueue> {
  return fallible(id, (p, queue, memory) => {
    call(p, queue, memory);
    return { ok: true };
  });
}

/** An operation of an initialized queue that can fail. */
function fallible(id: string, call: Call<{ readonly ok: boolean }>): OwnOperation<FirecrackerQueue> {
  return {
    ...{ id, keeps: 'active' },
    start: (_p, device, memory) => device.queue({ phase: 'active', memory }),
    run: (p, _device, queue: FineQueue, memory) => call(p, queue, memory).ok,
  };
}

// unreached: compares two models, for `ringproof diff` and mutants; no proof is about it

import {
  pairingOf,
  type Asked,
  type ComparedOperation,
  type ObservedMemory,
  type Pairing,
  type Prepared,
  type ProofContext,
  type SideOf,
} from 'ringproof';
import type { FineQueue, FineQueueModel, FirecrackerQueue } from './fine-queue.ts';

type Operation = ComparedOperation<FineQueueModel>;
type Call = (queue: FineQueue, memory: ObservedMemory) => unknown;

/** How two queues are compared in their finer operations: each from the same state, in which it was initialized. */
export function fineQueuePairing(on: Asked<FirecrackerQueue, FineQueueModel>): Pairing {
  return pairingOf(on, { operations: OPERATIONS, parts: ({ queue }) => ({ queue }) });
}

const OPERATIONS: readonly Operation[] = [
  {
    ...{ id: 'make', needs: [] },
    prepare: ({ a, b, run }, _memory, p) => {
      const maxSize = p.any.u16('max_size');
      const makes = ({ declared }: SideOf<FineQueueModel>): Prepared => ({
        parts: [],
        run: () => run.made(declared.queue, 'queue', declared.make(run.domain, maxSize)),
      });
      return { a: makes(a), b: makes(b) };
    },
  },
  onQueue('initialize', (queue, memory) => queue.initialize(memory), null),
  onQueue('len', (queue, memory) => queue.len(memory)),
  onQueue('is-empty', (queue, memory) => queue.isEmpty(memory)),
  onQueue('pop', (queue, memory) => queue.pop(memory)),
  onQueue('pop-or-enable-notification', (queue, memory) => queue.popOrEnableNotification(memory)),
  onQueue('try-enable-notification', (queue, memory) => queue.tryEnableNotification(memory)),
  onQueue('enable-notification', (queue, memory) => queue.enableNotification(memory)),
  onQueue('avail-ring-idx-get', (queue, memory) => queue.availRingIdxGet(memory)),
  onQueue('avail-ring-used-event-get', (queue, memory) => queue.availRingUsedEventGet(memory)),
  onQueue('used-ring-avail-event-get', (queue, memory) => queue.usedRingAvailEventGet(memory)),
  withArguments('avail-ring-ring-get', (p, queue) => {
    const index = anyIndex(p, queue);
    return (of, memory) => of.availRingRingGet(memory, index);
  }),
  withArguments('used-ring-idx-set', (p) => {
    const value = p.any.u16('value');
    return (queue, memory) => queue.usedRingIdxSet(memory, value);
  }),
  withArguments('used-ring-ring-set', (p, queue) => {
    const [index, id, len] = [anyIndex(p, queue), p.any.u32('id'), p.any.u32('len')];
    return (of, memory) => of.usedRingRingSet(memory, index, id, len);
  }),
  withArguments('used-ring-avail-event-set', (p) => {
    const value = p.any.u16('value');
    return (queue, memory) => queue.usedRingAvailEventSet(memory, value);
  }),
  withArguments('checked-new', (p) => {
    const index = p.any.u16('index');
    return (queue, memory) => queue.checkedNew(memory, index);
  }),
];

/** An index into a ring: it is below the size. */
function anyIndex(p: ProofContext, { state }: FineQueue) {
  const index = p.any.u16('index', { max: 32767 });
  p.assume(index.lt(state.size));
  return index;
}

function onQueue(id: string, call: Call, phase: 'active' | null = 'active'): Operation {
  return withArguments(id, () => call, phase);
}

/** `of` declares the arguments, once for both. */
function withArguments(
  id: string,
  of: (p: ProofContext, first: FineQueue) => Call,
  phase: 'active' | null = 'active',
): Operation {
  return {
    ...{ id, needs: [] },
    prepare: ({ a, b, run }, memory, p) => {
      const one = ({ name, declared }: SideOf<FineQueueModel>) => ({
        ...{ model: name, part: declared.queue, phase },
      });
      const [first, second] = run.alike('queue', memory, one(a), one(b));
      const call = of(p, first);
      const calls = (queue: FineQueue): Prepared => ({ parts: [queue], run: () => call(queue, memory) });
      return { a: calls(first), b: calls(second) };
    },
  };
}

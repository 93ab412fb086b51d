import { proof } from 'ringproof';
import { activeQueue, sameState, splitDevice } from 'ringproof/virtio/split';

export const undoPop = proof({
  id: 'split/undo-pop',
  title: 'undoing a pop leaves queue and memory as they were, and the same chain comes again',
  requirements: [],
  doesNotProve: 'anything of a chain that was used in between: its head would be returned twice.',
  harnesses: ['firecracker verify_undo_pop'],
  on: splitDevice.with('undoPop'),
  covers: ['a chain', 'a chain at the wrap of the index'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device);
    const initial = memory.snapshot();
    const first = queue.pop(memory);
    if (!first.ok || first.value === undefined) return;
    const popped = memory.events.all.length;

    device.undoPop(queue);

    p.assert('every field is as before the pop', sameState(p.domain, before, queue.state));
    p.assert('memory is not looked at', memory.events.all.length === popped);
    p.assertUnchanged('no byte changes, by pop or undoing', initial, memory);
    const again = queue.pop(memory);
    p.assert('the chain comes again', again.ok && again.value !== undefined);
    if (!again.ok || again.value === undefined) return;
    p.assert('it has the same head', again.value.head.eq(first.value.head));
    p.cover('a chain', before.nextAvail.ne(65535));
    p.cover('a chain at the wrap of the index', before.nextAvail.eq(65535));
  },
});

import { proof } from 'ringproof';
import { activeDriver, anyBuffers, isInBatch, ring, splitDriver } from 'ringproof/virtio/split-driver';
import { readChain } from './chain.ts';
import { isBroken } from './state.ts';

const RING = 'split.desc.driver.must-use-ring-order-next-when-in-order';
const TABLE = 'split.indirect.driver.must-be-sequential-when-in-order';

const ordered = splitDriver.with('negotiatesInOrder');

export const inOrderDescriptors = proof({
  id: 'driver/in-order-descriptors',
  title:
    'with IN_ORDER, a descriptor that another one follows is followed by the next of the table, the last one by the first',
  requirements: [RING],
  doesNotProve: 'that one chain begins where the chain before it ends, which the text does not ask for.',
  on: ordered,
  covers: ['the last descriptor of the table', 'another one'],
  body: (p, device) => {
    const { driver, before, memory } = activeDriver(p, device, { inOrder: p.domain.bool(true) });

    const result = driver.add(memory, anyBuffers(p));

    if (!result.ok) return;
    const { descTable, size, nextAvail } = before;
    const { value: head } = result;
    const [first] = readChain(memory, descTable, head, 1);
    const next = memory.peekWord(ring.descriptor(descTable, head), 16, 14);
    const isLast = head.add(1).eq(size);
    const hasNext = first?.hasNext ?? p.domain.bool(false);
    p.assert(
      'next is one further, and 0 of the last descriptor of the table',
      hasNext.implies(next.eq(p.domain.select(isLast, p.domain.u16(0), head.add(1)))),
      { requirement: RING },
    );
    p.assert('it is the last in the order of chains', driver.chain(head).added?.eq(nextAvail) ?? false);
    p.cover('the last descriptor of the table', isLast.and(hasNext));
    p.cover('another one', isLast.not().and(hasNext));
  },
});

export const inOrderTable = proof({
  id: 'driver/in-order-table',
  title: 'with IN_ORDER, the descriptors of an indirect table follow each other in their order',
  requirements: [TABLE],
  doesNotProve: 'anything of tables of more than two descriptors.',
  on: splitDriver.with('negotiatesInOrder', 'addIndirect'),
  covers: ['a table of two'],
  body: (p, device) => {
    const yes = p.domain.bool(true);
    const { driver, before, memory } = activeDriver(p, device, { inOrder: yes, indirectDesc: yes });
    const buffers = anyBuffers(p);

    const result = driver.addIndirect?.(memory, buffers);

    if (result?.ok !== true) return;
    const { value: head } = result;
    p.assert(
      'it is the last in the order of chains',
      driver.chain(head).added?.eq(before.nextAvail) ?? false,
    );
    const [table] = driver.allocated();
    if (table === undefined) return;
    const length = buffers.length;
    readChain(memory, table, p.domain.u16(0), length).forEach(({ hasNext }, i) => {
      const next = memory.peekWord(ring.descriptor(table, p.domain.u16(i)), 16, 14);
      p.assert('next is one further, within the table', hasNext.implies(next.eq(i + 1).and(i + 1 < length)), {
        requirement: TABLE,
      });
    });
    if (length === 2) p.cover('a table of two');
  },
});

/** The used ring has any content: the device may lie. */
export const inOrderCollect = proof({
  id: 'driver/in-order-collect',
  title:
    'with IN_ORDER, chains are collected in the order in which they were added, all up to the one that an element names; only of this one does it tell the length',
  requirements: [],
  doesNotProve:
    'how many bytes were written to a chain that has no element: it counts as used completely (2.7.9), and 2^32 bytes are more than a length can tell.',
  on: ordered,
  covers: [
    'a batch of one',
    'the first of a batch',
    'one in the middle',
    'the last of a batch',
    'a full ring',
  ],
  body: (p, device) => {
    const { domain } = p;
    const { driver, before, memory } = activeDriver(p, device, { inOrder: domain.bool(true) });
    const { lastUsed, published, batchEnd = lastUsed, batchLen } = before;
    const chains = driver.chains();
    const element = ring.usedElement(before, lastUsed);
    const [id, len] = [memory.peekWord(element, 32), memory.peekWord(element, 32, 4)];
    const idx = memory.peekWord(ring.usedIdx(before), 16);
    const isInside = isInBatch(before) ?? domain.bool(false);

    const result = driver.collect(memory);

    if (!result.ok || result.value === undefined) {
      p.assert(
        'a batch that was begun is collected to its end',
        isInside.and(isBroken(domain, before).not()).not(),
      );
      return;
    }
    const { state } = driver;
    const { head, len: told } = result.value;
    const was = chains(head);
    const end = state.batchEnd ?? lastUsed;
    const isLast = lastUsed.add(1).eq(end);
    p.assert('it is the chain that was added first', was.added?.eq(lastUsed) ?? false);
    p.assert(
      'a batch stays what it is until its last chain is collected',
      isInside.implies(
        end.eq(batchEnd).and(batchLen === undefined ? false : (state.batchLen?.eq(batchLen) ?? false)),
      ),
    );
    p.assert(
      'of a chain that has no element, all that the device can write counts as written',
      isLast.not().implies(told.zeroExtend(64).eq(was.writable).or(was.writable.gt(0xffffffff))),
    );
    p.assert(
      'of the last of a batch, what the element tells is its length',
      isLast.implies(state.batchLen?.eq(told) ?? false),
    );
    if (!domain.decide(isInside)) {
      const named = chains(id.truncate(16));
      p.assert(
        'an element names an outstanding chain',
        id.lt(before.size.zeroExtend(32)).and(named.isOutstanding),
      );
      p.assert('its batch ends with that chain', named.added?.add(1).eq(end) ?? false);
      p.assert('what it tells is kept', state.batchLen?.eq(len) ?? false);
      p.assert(
        'it ends no later than what was published, and than what idx says is used',
        end
          .sub(lastUsed)
          .le(published.sub(lastUsed))
          .and(end.sub(lastUsed).le(idx.sub(lastUsed))),
      );
      p.cover('a batch of one', isLast);
      p.cover('the first of a batch', isLast.not());
      p.cover('a full ring', end.sub(lastUsed).eq(32768));
      return;
    }
    p.assert('in a batch, the used ring is not looked at', memory.events.reads().isEmpty());
    p.cover('one in the middle', isLast.not());
    p.cover('the last of a batch', isLast);
  },
});

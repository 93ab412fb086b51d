import { proof, type ProofContext } from 'ringproof';
import {
  activeDriver,
  anyBuffers,
  ring,
  splitDriver,
  type AnyDriver,
  type SplitDriver,
} from 'ringproof/virtio/split-driver';
import { areAllowed, chainFacts, readChain, writableBytes } from './chain.ts';
import { isBroken, sameDriver } from './state.ts';
import { watchEntry } from './watched-entry.ts';

const ORDER = 'split.framing.driver.must-place-writable-after-readable';
const BYTES = 'split.desc.driver.must-not-add-chain-over-4gib-or-loop';
const NEXT = 'split.indirect.driver.must-not-set-indirect-and-next';
const NEST = 'split.indirect.driver.must-not-nest-indirect';
const LONG = 'split.indirect.driver.must-not-exceed-queue-size';

const BYTES_OF_DESCRIPTOR = 16;

/** A driver that may add indirect tables. */
function negotiated(p: ProofContext, device: SplitDriver): AnyDriver {
  return activeDriver(p, device, { indirectDesc: p.domain.bool(true) });
}

export const addIndirect = proof({
  id: 'driver/add-indirect',
  title: 'one descriptor of the queue refers to the table of a chain, and is the next available entry',
  requirements: [NEXT],
  doesNotProve:
    'what is in the table: see driver/add-indirect-table, also of a chain that is added without one after all.',
  on: splitDriver.with('addIndirect'),
  covers: ['one buffer', 'two buffers'],
  body: (p, device) => {
    const { domain } = p;
    const { driver, before, memory } = negotiated(p, device);
    const buffers = anyBuffers(p);

    const result = driver.addIndirect?.(memory, buffers);

    if (result?.ok !== true) return;
    p.assert('a device that was given up is lent nothing', isBroken(domain, before).not());
    const [head, count] = [result.value, buffers.length];
    const [table] = driver.allocated();
    // Of a driver that makes no table for one buffer, too.
    if (count === 1) p.cover('one buffer');
    if (table === undefined) {
      for (const { isIndirect } of readChain(memory, before.descTable, head, count))
        p.assert('no descriptor refers to a table that was not allocated', isIndirect.not(), {
          requirement: NEXT,
        });
      return;
    }
    for (const descriptor of readChain(memory, before.descTable, head, 1)) {
      p.assert('the descriptor is in the table of the queue', descriptor.index.lt(before.size));
      p.assert('it refers to a table', descriptor.isIndirect);
      p.assert('NEXT is not set of it', descriptor.hasNext.not(), { requirement: NEXT });
      p.assert(
        'its table is the memory that was allocated, and as long as that',
        descriptor.address.eq(table).and(descriptor.length.eq(count * BYTES_OF_DESCRIPTOR)),
      );
    }
    p.assert(
      'the head is in the next entry',
      memory.peekWord(ring.availEntry(before, before.nextAvail), 16).eq(head),
    );
    const { state } = driver;
    const chain = driver.chain(head);
    p.assert('the next entry is one further', state.nextAvail.eq(before.nextAvail.add(1)));
    p.assert('one descriptor fewer is free', state.numFree.eq(before.numFree.sub(1)));
    p.assert(
      'the chain is outstanding, with one descriptor and its writable bytes',
      chain.isOutstanding.and(chain.count.eq(1), chain.writable.eq(writableBytes(domain, buffers))),
    );
    if (count === 2) p.cover('two buffers');
  },
});

export const addIndirectTable = proof({
  id: 'driver/add-indirect-table',
  title: 'in an indirect table, or without one after all, each buffer of the chain is one descriptor',
  requirements: [ORDER, BYTES, NEST, LONG],
  doesNotProve: 'that the table stays as it is until the chain is collected.',
  on: splitDriver.with('addIndirect'),
  covers: ['one buffer', 'two buffers'],
  body: (p, device) => {
    const { domain } = p;
    const { driver, before, memory } = negotiated(p, device);
    const buffers = anyBuffers(p);

    const result = driver.addIndirect?.(memory, buffers);

    if (result?.ok !== true) return;
    const count = buffers.length;
    const [table] = driver.allocated();
    const [descriptors, length] =
      table === undefined
        ? [readChain(memory, before.descTable, result.value, count), before.size]
        : [readChain(memory, table, domain.u16(0), count), domain.u16(count)];
    const facts = chainFacts(domain, descriptors, buffers);
    p.assert('there are no more descriptors than the queue has', before.size.ge(count), {
      requirement: LONG,
    });
    for (const { index } of descriptors) p.assert('each descriptor is in the table', index.lt(length));
    p.assert('no descriptor is in the chain twice', facts.isLoop.not(), { requirement: BYTES });
    p.assert('each has the address and the length of its buffer', facts.hasBuffers);
    p.assert('WRITE is set of buffers that the device writes, and of no other', facts.hasWrite);
    p.assert('NEXT is set where a descriptor follows, and nowhere else', facts.hasNext);
    p.assert('none of them refers to a table', facts.isIndirect.not(), { requirement: NEST });
    p.assert('what the device writes comes after what it reads', facts.isOrdered, { requirement: ORDER });
    p.assert('there are at most 2^32 bytes', facts.isShort, { requirement: BYTES });
    if (count === 1) p.cover('one buffer');
    if (count === 2) p.cover('two buffers');
  },
});

export const addIndirectKeeps = proof({
  id: 'driver/add-indirect-keeps',
  title:
    'to add a chain by a table, the table, a free descriptor and the next entry are written, and nothing else',
  requirements: [],
  doesNotProve: 'what is written there: see driver/add-indirect and driver/add-indirect-table.',
  on: splitDriver.with('addIndirect'),
  covers: ['added'],
  body: (p, device) => {
    const started = negotiated(p, device);
    const { driver, before, memory } = started;
    const buffers = anyBuffers(p);
    const initial = memory.snapshot();
    const any = p.any.u16('any_index');
    const entry = watchEntry(started, any);

    const result = driver.addIndirect?.(memory, buffers);

    if (result?.ok !== true) return;
    const head = result.value;
    const [table] = driver.allocated();
    const taken = readChain(memory, before.descTable, head, table === undefined ? buffers.length : 1);
    p.assertUnchanged('only the table, the descriptor and the next entry are written', initial, memory, [
      ...(table === undefined ? [] : [{ start: table, length: buffers.length * BYTES_OF_DESCRIPTOR }]),
      ...taken.map(({ index }) => ({
        start: ring.descriptor(before.descTable, index),
        length: BYTES_OF_DESCRIPTOR,
      })),
      { start: ring.availEntry(before, before.nextAvail), length: 2 },
      // Of a driver that publishes at once.
      ...(device.publish === true ? [] : [{ start: ring.availIdx(before), length: 2 }]),
    ]);
    for (const { index } of taken) p.assert('the descriptor was not lent', entry.wasFree(index));
    p.assert('what was lent stays so, with its chain', entry.staysLent());
    p.assert('other chains stay', any.ne(head).implies(entry.isSameChain()));
    p.cover('added');
  },
});

export const addIndirectRefused = proof({
  id: 'driver/add-indirect-refused',
  title: 'where no table can be had, or a chain may not be added or does not fit, nothing changes',
  requirements: [],
  doesNotProve: 'that memory for a table is asked for only where one is needed.',
  on: splitDriver.with('addIndirect'),
  covers: ['a chain that may be added'],
  body: (p, device) => {
    const { domain } = p;
    const started = negotiated(p, device);
    const { driver, before, memory } = started;
    const buffers = anyBuffers(p);
    const initial = memory.snapshot();
    const entry = watchEntry(started, p.any.u16('any_index'));

    const result = driver.addIndirect?.(memory, buffers);

    if (result === undefined || result.ok) return;
    const isUsable = isBroken(domain, before).not().and(areAllowed(domain, buffers));
    const { kind } = result.error;
    // A driver that has no memory for a table may lend directly, which takes a descriptor for each buffer.
    const needed = kind === 'Full' && driver.isDenied() ? buffers.length : 1;
    const fits = before.size.ge(buffers.length).and(before.numFree.ge(needed));
    // A buffer of no bytes is of no use, and a driver may say so.
    const isUseful = domain.bool(true).and(...buffers.map(({ length }) => length.ne(0)));
    p.assert(
      'what may be added and fits is refused for want of memory alone',
      kind === 'NoMemory' || isUsable.and(fits, isUseful).not(),
    );
    // It would be lost: nothing refers to it.
    p.assert('no memory is left allocated', driver.allocated().length === 0);
    p.assert('no field changes', sameDriver(domain, before, driver.state));
    p.assertUnchanged('the areas are left alone', initial, memory);
    p.assert('no descriptor and no chain changes', entry.isUnchanged());
    p.cover('a chain that may be added', isUsable);
  },
});

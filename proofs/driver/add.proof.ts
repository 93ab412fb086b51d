import { proof } from 'ringproof';
import { activeDriver, anyBuffers, ring, splitDriver } from 'ringproof/virtio/split-driver';
import { areAllowed, chainFacts, readChain, writableBytes } from './chain.ts';
import { isBroken, sameDriver } from './state.ts';
import { watchEntry } from './watched-entry.ts';

const ORDER = 'split.framing.driver.must-place-writable-after-readable';
const BYTES = 'split.desc.driver.must-not-add-chain-over-4gib-or-loop';
const NEGOTIATED = 'split.indirect.driver.must-not-set-indirect-unless-negotiated';
const LONG = 'split.indirect.driver.must-not-exceed-queue-size';
const ENTRY = 'split.supply.driver.may-write-ring-entry-naively';
const BATCH = 'split.supply.driver.may-batch-chains';

export const add = proof({
  id: 'driver/add',
  title: 'each buffer of a chain that is added is one descriptor, and its head is the next available entry',
  requirements: [ORDER, BYTES, NEGOTIATED, LONG, ENTRY],
  doesNotProve: 'that nothing else is written: see driver/add-keeps.',
  on: splitDriver,
  covers: ['one buffer', 'two buffers', 'the index wraps'],
  body: (p, device) => {
    const { domain } = p;
    const { driver, before, memory } = activeDriver(p, device);
    const buffers = anyBuffers(p);

    const result = driver.add(memory, buffers);

    if (!result.ok) return;
    p.assert('a device that was given up is lent nothing', isBroken(domain, before).not());
    const [head, count] = [result.value, buffers.length];
    const descriptors = readChain(memory, before.descTable, head, count);
    const facts = chainFacts(domain, descriptors, buffers);
    for (const { index } of descriptors)
      p.assert('each descriptor is in the table', index.lt(before.size), { requirement: LONG });
    p.assert('no descriptor is in the chain twice', facts.isLoop.not(), { requirement: BYTES });
    p.assert('each has the address and the length of its buffer', facts.hasBuffers);
    p.assert('WRITE is set of buffers that the device writes, and of no other', facts.hasWrite);
    p.assert('NEXT is set where a descriptor follows, and nowhere else', facts.hasNext);
    p.assert('INDIRECT is not set', facts.isIndirect.not(), { requirement: NEGOTIATED });
    p.assert('what the device writes comes after what it reads', facts.isOrdered, { requirement: ORDER });
    p.assert('there are at most 2^32 bytes', facts.isShort, { requirement: BYTES });
    p.assert(
      'the head is in the next entry',
      memory.peekWord(ring.availEntry(before, before.nextAvail), 16).eq(head),
      { requirement: ENTRY, kind: 'promise' },
    );
    const { state } = driver;
    const chain = driver.chain(head);
    p.assert('the next entry is one further', state.nextAvail.eq(before.nextAvail.add(1)));
    p.assert('as many descriptors fewer are free', state.numFree.eq(before.numFree.sub(count)));
    p.assert(
      'the chain is outstanding, with its descriptors and its writable bytes',
      chain.isOutstanding.and(chain.count.eq(count), chain.writable.eq(writableBytes(domain, buffers))),
    );
    if (count === 1) p.cover('one buffer');
    if (count === 2) p.cover('two buffers');
    p.cover('the index wraps', state.nextAvail.eq(0));
  },
});

export const addKeeps = proof({
  id: 'driver/add-keeps',
  title: 'to add a chain, free descriptors and the next available entry are written, and nothing else',
  requirements: [BATCH],
  doesNotProve: 'what is written there: see driver/add.',
  on: splitDriver,
  covers: ['one buffer', 'two buffers', 'a full queue'],
  body: (p, device) => {
    const started = activeDriver(p, device);
    const { driver, before, memory } = started;
    const buffers = anyBuffers(p);
    const initial = memory.snapshot();
    const any = p.any.u16('any_index');
    const entry = watchEntry(started, any);

    const result = driver.add(memory, buffers);

    if (!result.ok) return;
    const indices = readChain(memory, before.descTable, result.value, buffers.length).map(
      ({ index }) => index,
    );
    p.assertUnchanged(
      'only its descriptors and the next entry are written',
      initial,
      memory,
      [
        ...indices.map((index) => ({ start: ring.descriptor(before.descTable, index), length: 16 })),
        { start: ring.availEntry(before, before.nextAvail), length: 2 },
        // Of a driver that publishes at once.
        ...(device.publish === true ? [] : [{ start: ring.availIdx(before), length: 2 }]),
      ],
      { requirement: BATCH, kind: 'promise' },
    );
    for (const index of indices) p.assert('no descriptor of it was lent', entry.wasFree(index));
    p.assert('what was lent stays so, with its chain', entry.staysLent());
    p.assert('other chains stay', any.ne(result.value).implies(entry.isSameChain()));
    if (buffers.length === 1) p.cover('one buffer');
    if (buffers.length === 2) p.cover('two buffers');
    p.cover('a full queue', driver.state.numFree.eq(0));
  },
});

export const addRefused = proof({
  id: 'driver/add-refused',
  title: 'a chain is refused only where it may not be added or does not fit, and then nothing changes',
  requirements: [],
  doesNotProve: 'that chains which may not be added are refused: see driver/add.',
  on: splitDriver,
  covers: ['a full queue'],
  body: (p, device) => {
    const { domain } = p;
    const started = activeDriver(p, device);
    const { driver, before, memory } = started;
    const buffers = anyBuffers(p);
    const initial = memory.snapshot();
    const entry = watchEntry(started, p.any.u16('any_index'));
    const fits = before.numFree.ge(buffers.length);
    const isUsable = isBroken(domain, before).not().and(areAllowed(domain, buffers));

    const result = driver.add(memory, buffers);

    if (result.ok) return;
    p.assert('what may be added and fits is not refused', isUsable.and(fits).not());
    p.assert('no field changes', sameDriver(domain, before, driver.state));
    p.assertUnchanged('nothing is written', initial, memory);
    p.assert('no descriptor and no chain changes', entry.isUnchanged());
    p.cover('a full queue', isUsable);
  },
});

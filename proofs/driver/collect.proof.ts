import { proof } from 'ringproof';
import {
  activeDriver,
  isInBatch,
  isNextElementHonest,
  ring,
  splitDriver,
} from 'ringproof/virtio/split-driver';
import { isBroken, sameChain, sameDriver } from './state.ts';

const SPURIOUS = 'split.used-notification.driver.must-handle-spurious';
const LIMIT = 'split.framing.device.may-limit-chain-length';

/** The used ring has any content: the device may lie. */
export const collect = proof({
  id: 'driver/collect',
  title:
    'only the head of an outstanding chain is collected, with no more bytes than were lent, whatever the device says',
  requirements: [SPURIOUS, LIMIT],
  doesNotProve:
    'that the bytes were written: the text asks drivers not to look beyond len (2.7.8.3), which is up to the caller.',
  on: splitDriver,
  covers: ['a chain', 'a chain with no byte written', 'none', 'a lie', 'the last element of the ring'],
  body: (p, device) => {
    const { domain } = p;
    const { driver, before, memory } = activeDriver(p, device);
    const element = ring.usedElement(before, before.lastUsed);
    const [id, len] = [memory.peekWord(element, 32), memory.peekWord(element, 32, 4)];
    const isThere = memory
      .peekWord(ring.usedIdx(before), 16)
      .ne(before.lastUsed)
      .or(isInBatch(before) ?? false);
    const isHonest = isNextElementHonest(driver, memory);
    const chains = driver.chains();
    const any = p.any.u16('head');
    const was = driver.chain(any);

    const result = driver.collect(memory);

    const after = driver.state;
    const isUsable = isBroken(domain, before).not();
    p.assert(
      'a used chain is not refused',
      isUsable.and(isThere, isHonest).implies(result.ok && result.value !== undefined),
    );
    const isSilent = result.ok && result.value === undefined;
    p.assert('one that has given up its device says so', isUsable.or(!isSilent));
    p.assert(
      'where none is used there is no error',
      isUsable.and(isThere.not()).implies(result.ok && result.value === undefined),
      { requirement: SPURIOUS },
    );
    // What a device makes of a chain that is longer than it allows: it returns the chain with nothing written, or never.
    const cope = { requirement: LIMIT, kind: 'may-cope' } as const;
    const isEmpty = isUsable.and(isThere, isHonest, len.eq(0));
    p.assert(
      'a chain that comes back with no byte written is collected',
      isEmpty.implies(result.ok && result.value !== undefined),
      cope,
    );
    if (!result.ok || result.value === undefined) {
      const isSame = sameDriver(domain, before, after);
      const isSameChain = any.lt(before.size).implies(sameChain(was, driver.chain(any)));
      const isPassed = sameDriver(domain, before, after, ['lastUsed']).and(
        after.lastUsed.eq(before.lastUsed.add(1)),
      );
      p.assert('where none is used no field changes', isThere.or(isSame), { requirement: SPURIOUS });
      p.assert('where none is used no chain changes', isThere.or(isSameChain), { requirement: SPURIOUS });
      p.assert(
        'a chain that does not come back stays outstanding',
        isThere.or(was.isOutstanding.iff(driver.chain(any).isOutstanding), any.ge(before.size)),
        cope,
      );
      p.assert('an element that is not collected is an error', isUsable.and(isThere).implies(!result.ok));
      // What a lie changes the text leaves open.
      p.assert('nothing is collected: the element is passed over at most', isSame.or(isPassed));
      p.assert('nothing is collected: no chain changes', isSameChain);
      p.assert(
        'where none is used the device is not given up',
        isUsable.and(isThere.not()).implies(isBroken(domain, after).not()),
      );
      p.assert(
        'a driver that gives up devices gives up one that lies',
        isUsable.and(isThere).implies(after.isBroken ?? true),
      );
      p.cover('none', isUsable.and(result.ok));
      p.cover('a lie', isUsable.and(isThere));
      return;
    }
    const { head } = result.value;
    p.assert('of a device that was given up nothing is collected', isUsable);
    p.assert('the device is not given up', isBroken(domain, after).not());
    p.assert('an element is there', isThere);
    const said = chains(head);
    // With IN_ORDER an element can name another chain than the next: see driver/in-order-collect.
    const isElement = (before.inOrder ?? domain.bool(false)).or(
      head.zeroExtend(32).eq(id).and(result.value.len.eq(len)),
    );
    p.assert('it is the one after the last', isElement);
    // Of a driver that believes whatever devices say, too.
    p.assert(
      'what a device that keeps its promises returns is collected as it says, and freed',
      isHonest.implies(isElement.and(said.isOutstanding, after.numFree.eq(before.numFree.add(said.count)))),
    );
    p.assert('the head is that of an outstanding chain', head.lt(before.size).and(said.isOutstanding));
    p.assert('there are no more bytes than were lent', result.value.len.zeroExtend(64).le(said.writable));
    p.assert('the chain is no longer outstanding', driver.chain(head).isOutstanding.not());
    p.assert('its descriptors are free', after.numFree.eq(before.numFree.add(said.count)));
    p.assert(
      'with no byte written its descriptors are free, too',
      isEmpty.implies(
        driver
          .chain(head)
          .isOutstanding.not()
          .and(after.numFree.eq(before.numFree.add(said.count))),
      ),
      cope,
    );
    p.assert('the next element is one further', after.lastUsed.eq(before.lastUsed.add(1)));
    p.assert(
      'other chains stay',
      any
        .lt(before.size)
        .and(any.ne(head))
        .implies(sameChain(was, driver.chain(any))),
    );
    p.cover('a chain');
    p.cover('a chain with no byte written', isEmpty);
    p.cover('the last element of the ring', before.lastUsed.add(1).rem(before.size).eq(0));
  },
});

export const collectOrder = proof({
  id: 'driver/collect-order',
  title: 'an element is read after the idx that says that it is there, and each word of it once',
  requirements: [],
  doesNotProve:
    'what the device observes: the orderings asked for are, the memory model behind them is not looked at.',
  on: splitDriver,
  covers: ['a chain'],
  body: (p, device) => {
    const { driver, before, memory } = activeDriver(p, device);
    const element = ring.usedElement(before, before.lastUsed);

    const result = driver.collect(memory);

    if (!result.ok || result.value === undefined) return;
    const { events } = memory;
    const isTaken = isInBatch(before)?.not() ?? p.domain.bool(true);
    const looks = events.reads({ start: ring.usedIdx(before), length: 2 });
    for (const [name, offset] of [
      ['id', 0],
      ['len', 4],
    ] as const) {
      const reads = events.reads({ start: element.add(offset), length: 4 });
      p.assert(
        `${name} is read after idx, which is acquired`,
        reads.forAll((read) => looks.forSome((look) => events.orderedBefore(look, read))),
      );
      p.assert(`${name} is read, unless a batch goes on`, isTaken.implies(reads.exists()));
      p.assert(
        `${name} is read once`,
        reads.forAll((read) => reads.before(read).isEmpty()),
      );
    }
    const asked = events.writes({ start: ring.usedEvent(before), length: 2 });
    p.assert(
      'where it asks for a notification, it is of the next element',
      before.eventIdx
        .and(asked.exists())
        .implies(memory.peekWord(ring.usedEvent(before), 16).eq(driver.state.lastUsed)),
    );
    if (before.asksAgain !== undefined)
      p.assert(
        'it asks for a notification of the next element where it says so',
        asked.exists().iff(before.asksAgain),
      );
    // The next call can find nothing, and the driver waits then: as in driver/enable-used.
    p.assert(
      'where it asks for a notification, a full fence follows',
      asked.forAll((asking) => events.fullFenceBetween(asking, events.now)),
    );
    p.cover('a chain');
  },
});

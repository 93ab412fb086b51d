import { proof } from 'ringproof';
import { anyBuffers, ring, splitDriver } from 'ringproof/virtio/split-driver';
import { ALL, countingDriver, hasCounted } from './counting.ts';
import { isAmong, isBroken, isLive } from './state.ts';

const NOTIFY = 'split.avail-notification.driver.must-notify-when-flags-0';
const QUIET = 'split.avail-notification.driver.should-not-notify-when-flags-1';
const MATCH = 'split.avail-notification.driver.must-notify-when-avail-event-matches';
const NO_MATCH = 'split.avail-notification.driver.should-not-notify-when-avail-event-differs';

export const kickItself = proof({
  id: 'driver/kick-itself',
  title: 'where a driver decides on a notification while it adds a chain, it decides as if it were asked',
  requirements: [NOTIFY, QUIET, MATCH, NO_MATCH],
  doesNotProve: 'that it decides there at all: it may leave that to its caller.',
  on: splitDriver.with('notifiesItself'),
  covers: ['notified', 'counting begins anew'],
  body: (p, device) => {
    const { domain } = p;
    const { driver, before, memory, count } = countingDriver(p, device);
    const [flags, event] = [
      memory.peekWord(ring.usedFlags(before), 16),
      memory.peekWord(ring.availEvent(before), 16),
    ];
    const buffers = anyBuffers(p);

    const result = driver.add(memory, buffers);

    const { state } = driver;
    const first = before.published.sub(before.numAdded);
    const added = state.published.sub(first);
    // Of a driver that does not notice, nothing is said of so many.
    const isAll = before.addedAll !== undefined && count.plus(state.published.sub(before.published)).ge(ALL);
    const isPassed = isAmong(event, first, added).or(isAll);
    const isNew = added.ne(0).or(isAll);
    const [byEvent, byFlags] = [before.eventIdx, before.eventIdx.not()];
    // Entries that are counted on are decided on later.
    const hasBegun = hasCounted(state, count.minus(count));
    const isOwed = hasBegun.and(isNew, isLive(domain, before), isBroken(domain, before).not());
    for (const sent of driver.decided()) {
      p.assert('with flags 0, the device is notified', isOwed.and(byFlags, flags.eq(0)).implies(sent), {
        requirement: NOTIFY,
      });
      p.assert(
        'if avail_event is among them, the device is notified',
        isOwed.and(byEvent, isPassed).implies(sent),
        { requirement: MATCH },
      );
      const [quiet, noMatch] = result.ok
        ? ['with flags 1, it is not', 'if avail_event is not among them, it is not']
        : [
            'where a chain is refused and flags are 1, it is not',
            'where a chain is refused and avail_event is not among them, it is not',
          ];
      p.assert(quiet, byFlags.and(flags.eq(1)).implies(sent.not()), {
        requirement: QUIET,
        kind: 'should',
      });
      p.assert(noMatch, byEvent.and(isPassed.not()).implies(sent.not()), {
        requirement: NO_MATCH,
        kind: 'should',
      });
      p.cover('notified', sent);
      p.cover('counting begins anew', hasBegun.and(count.ge(1)));
    }
  },
});

import { proof } from 'ringproof';
import { OPERATIONS, splitDriver, type DriverCall } from 'ringproof/virtio/split-driver';
import { countingDriver, hasCounted } from './counting.ts';

const MATCH = 'split.avail-notification.driver.must-notify-when-avail-event-matches';

/** Operations that decide nothing. */
const CALLS = OPERATIONS.filter(({ id }) => id !== 'should-kick');

export const kickCount = proof({
  id: 'driver/kick-count',
  title: 'however many entries are published between two decisions on a notification, they are counted',
  requirements: [MATCH],
  doesNotProve:
    'of a driver that does not notice when its count wraps, anything of 65536 entries and more between two decisions. What a driver decides while it adds: see driver/kick-itself.',
  on: splitDriver,
  covers: ['one is published', 'none is published', 'the count wraps'],
  body: (p, device) => {
    const able = CALLS.filter(({ needs }) => needs.every((name) => Reflect.get(device, name) === true));
    const [last, ...others] = able;
    const isCalled = ({ id }: DriverCall): boolean =>
      p.domain.decide(p.any.bool(`calls_${id.replaceAll('-', '_')}`));
    const operation = others.find(isCalled) ?? last;
    if (operation === undefined) return;
    const { driver, before, memory, count } = countingDriver(p, device, operation.given?.(p) ?? {});

    operation.call(p, driver, memory);

    const { state } = driver;
    const published = state.published.sub(before.published);
    const counted = count.plus(published);
    const hasBegun = driver.decided().length > 0 && hasCounted(state, count.minus(count));
    p.assert(
      'each entry that is published is counted, and no other',
      hasCounted(state, counted).or(hasBegun),
      { requirement: MATCH },
    );
    p.cover('one is published', published.eq(1));
    p.cover('none is published', published.eq(0));
    p.cover('the count wraps', published.ne(0).and(state.numAdded.lt(published)));
  },
});

export const kickCountBegins = proof({
  id: 'driver/kick-count-begins',
  title: 'with each decision on a notification, counting begins anew',
  requirements: [MATCH],
  doesNotProve: 'what is decided: see driver/kick-flags and driver/kick-event-idx.',
  on: splitDriver,
  covers: ['decided', 'after the count had wrapped'],
  body: (p, device) => {
    const { driver, before, memory, count } = countingDriver(p, device);

    const kicks = driver.shouldKick(memory);

    const { state } = driver;
    // Before DRIVER_OK nothing is decided: what is published then may still be counted.
    const isLive = before.isLive ?? true;
    const [none, as] = [hasCounted(state, count.minus(count)), hasCounted(state, count)];
    p.assert('with a notification, counting begins anew', kicks.implies(none), { requirement: MATCH });
    p.assert('none is counted twice', p.domain.bool(true).and(isLive).implies(none));
    p.assert('none is forgotten', none.or(as), { requirement: MATCH });
    p.cover('decided', kicks);
    p.cover('after the count had wrapped', before.addedAll === undefined ? true : count.gt(70000));
  },
});

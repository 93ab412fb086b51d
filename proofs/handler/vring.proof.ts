import { proof, type ProofContext } from 'ringproof';
import { vring, type Vring } from 'ringproof/virtio/handler';

/** Any request of a front end, in any state; which one. */
function anyRequest(
  p: ProofContext,
  ring: Vring,
): 'features' | 'kick' | 'enable' | 'stop' | 'reset' | 'other' {
  const is = (name: string): boolean => p.domain.decide(p.any.bool(`request.is_${name}`));
  if (is('set_features')) {
    const [eventIdx, protocolFeatures] = [p.any.bool('event_idx'), p.any.bool('protocol_features')];
    ring.setFeatures({ eventIdx, protocolFeatures });
    return 'features';
  }
  if (is('set_kick')) {
    ring.setKick(p.any.bool('has_file'));
    return 'kick';
  }
  if (is('set_enabled')) {
    ring.setEnabled(p.any.bool('on'));
    return 'enable';
  }
  if (is('get_base')) {
    ring.getBase();
    return 'stop';
  }
  if (is('reset_device')) {
    ring.resetDevice();
    return 'reset';
  }
  if (is('set_base')) ring.setBase(p.any.u16('base'));
  else ring.setAddr(p.any.u16('used_idx'));
  return 'other';
}

export const listens = proof({
  id: 'vring/listens',
  title:
    'after every request the worker waits for the kick of a ring exactly while that is started and enabled',
  requirements: [],
  doesNotProve: 'that the worker gets to it.',
  on: vring,
  covers: ['a ring starts to be listened to', 'a ring stops to be listened to'],
  body: (p, device) => {
    const ring = device.ring({ memory: p.memory() });
    const was = ring.state;
    const whole = was.isStarted.and(was.isEnabled, was.hasKick);
    // That it listens to no other ring then is the model's to declare.
    p.assume(whole.implies(was.isListening));
    const request = anyRequest(p, ring);
    const { isStarted, isEnabled, hasKick, isListening } = ring.state;
    const wanted = isStarted.and(isEnabled, hasKick);
    const hears = wanted.implies(isListening);
    const isRunning = request === 'kick' ? was.isStarted : false;
    p.assert('it listens to the kick that it has', hears.or(isRunning));
    p.assert(
      'it listens to a new kick while it is started',
      hears.or(p.domain.bool(true).and(isRunning).not()),
    );
    p.assert('it listens to no other ring', isListening.implies(wanted));
    p.cover('a ring starts to be listened to', isListening.and(whole.not()));
    p.cover('a ring stops to be listened to', isListening.not().and(whole));
  },
});

export const kickKept = proof({
  id: 'vring/kick-kept',
  title:
    'a kick is read only by a ring that handles it, also if a request stops or disables the ring between the wake-up and the look',
  requirements: [],
  doesNotProve: 'that the queue is handled rightly then.',
  on: vring,
  covers: ['a ring that is to be handled', 'a ring that is not'],
  body: (p, device) => {
    const ring = device.ring({ memory: p.memory() });
    const { isStarted, isEnabled, hasKick } = ring.state;
    const isToBe = isStarted.and(isEnabled, hasKick);
    const { isRead, isHandled } = ring.woken();
    p.assert('no kick is lost', isRead.implies(isHandled));
    p.assert('a ring that is not started is left alone', isHandled.implies(isStarted));
    p.assert('so is one that is not enabled', isHandled.implies(isEnabled));
    p.assert('a ring that is to be handled is', isToBe.implies(isHandled));
    // Else the worker finds it again and again.
    p.assert('the kick of a ring that is handled is read', isHandled.and(hasKick).implies(isRead));
    p.assert('nothing is read where no kick is', isRead.implies(hasKick));
    p.cover('a ring that is to be handled', isToBe);
    p.cover('a ring that is not', isToBe.not());
  },
});

export const stop = proof({
  id: 'vring/stop',
  title: 'a stop says where to go on, and changes nothing of that',
  requirements: [],
  doesNotProve: 'that requests in flight are done before: a ring knows none of them.',
  on: vring,
  covers: ['a stop'],
  body: (p, device) => {
    const ring = device.ring({ memory: p.memory() });
    const before = ring.state;
    const base = ring.getBase();
    const after = ring.state;
    p.assert('the answer is the next available index', base.eq(before.nextAvail));
    p.assert('the ring is stopped', after.isStarted.not().and(after.isListening.not()));
    p.assert('the next used index stays', after.nextUsed.eq(before.nextUsed));
    p.assert('features stay', after.eventIdx.iff(before.eventIdx));
    p.cover('a stop');
  },
});

export const resume = proof({
  id: 'vring/resume',
  title: 'a ring that is stopped and started again with what the stop said goes on as if nothing had been',
  requirements: [],
  doesNotProve: 'anything of another back end that goes on.',
  on: vring,
  covers: ['a ring in use'],
  body: (p, device) => {
    const given = { isStarted: true, isEnabled: true, hasKick: true, isListening: true };
    const ring = device.ring({ memory: p.memory(), given });
    const before = ring.state;
    ring.setBase(ring.getBase());
    ring.setAddr(before.nextUsed);
    ring.setKick(p.domain.bool(true));
    const after = ring.state;
    p.assert('it listens', after.isListening);
    p.assert(
      'the indices are what they were',
      after.nextAvail.eq(before.nextAvail).and(after.nextUsed.eq(before.nextUsed)),
    );
    p.assert('features stay', after.eventIdx.iff(before.eventIdx));
    p.cover('a ring in use');
  },
});

export const baseAlone = proof({
  id: 'vring/base',
  title: 'SET_VRING_BASE sets the next available index and nothing else',
  requirements: [],
  doesNotProve: 'that front ends send it at the right time.',
  on: vring,
  covers: ['a request'],
  body: (p, device) => {
    const ring = device.ring({ memory: p.memory() });
    const before = ring.state;
    const base = p.any.u16('base');
    ring.setBase(base);
    const after = ring.state;
    p.assert('the next available index is set', after.nextAvail.eq(base));
    p.assert('the next used index stays', after.nextUsed.eq(before.nextUsed));
    p.assert('the ring stays started or stopped', after.isStarted.iff(before.isStarted));
    p.cover('a request');
  },
});

export const featureKept = proof({
  id: 'vring/event-idx',
  title: 'EVENT_IDX is in force from SET_FEATURES on, whatever request follows or does not',
  requirements: [],
  doesNotProve: 'that the queue heeds it.',
  on: vring,
  covers: ['it was negotiated'],
  body: (p, device) => {
    const ring = device.ring({ memory: p.memory() });
    const eventIdx = p.any.bool('negotiated');
    ring.setFeatures({ eventIdx, protocolFeatures: p.any.bool('protocol') });
    p.assert('it is in force at once', ring.state.eventIdx.iff(eventIdx));
    const request = anyRequest(p, ring);
    if (request === 'features' || request === 'reset') return;
    p.assert('it stays in force', ring.state.eventIdx.iff(eventIdx));
    p.cover('it was negotiated', eventIdx);
  },
});

export const reset = proof({
  id: 'vring/reset',
  title: 'after a reset of the device nothing is left of a ring’s state',
  requirements: [],
  doesNotProve: 'that a front end sends this request: many stop each ring instead.',
  on: vring,
  covers: ['a reset'],
  body: (p, device) => {
    const ring = device.ring({ memory: p.memory() });
    ring.resetDevice();
    const { isStarted, hasKick, isListening, isEnabled, eventIdx, nextAvail, nextUsed } = ring.state;
    p.assert('it is disabled', isEnabled.or(isListening).not());
    p.assert('it is stopped', isStarted.or(hasKick).not());
    p.assert('it begins anew', nextAvail.eq(0).and(nextUsed.eq(0), eventIdx.not()));
    p.cover('a reset');
  },
});

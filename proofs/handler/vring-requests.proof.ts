import { proof, type ProofContext } from 'ringproof';
import { vring, type Vring, type VringState } from 'ringproof/virtio/handler';

/** What a request makes of a ring, all else of which stays; RESET_DEVICE is left to vring/reset. */
type Changes = Partial<Omit<VringState, 'isListening'>>;

/** Sends any request to a ring, and says what that is to change. */
function sendAny(p: ProofContext<(typeof COVERS)[number]>, ring: Vring): Changes {
  const is = (name: string): boolean => p.domain.decide(p.any.bool(`request.is_${name}`));
  const { isStarted, isEnabled } = ring.state;
  const no = p.domain.bool(false);
  if (is('set_features')) {
    const [eventIdx, protocolFeatures] = [p.any.bool('event_idx'), p.any.bool('protocol_features')];
    ring.setFeatures({ eventIdx, protocolFeatures });
    p.cover('rings are enabled at once', protocolFeatures.not().and(isEnabled.not()));
    return { eventIdx, isEnabled: isEnabled.or(protocolFeatures.not()) };
  }
  if (is('set_kick')) {
    const hasKick = p.any.bool('has_file');
    ring.setKick(hasKick);
    p.cover('a ring starts', hasKick.and(isStarted.not()));
    return { hasKick, isStarted: isStarted.or(hasKick) };
  }
  if (is('set_enabled')) {
    const on = p.any.bool('on');
    ring.setEnabled(on);
    return { isEnabled: on };
  }
  if (is('get_base')) {
    ring.getBase();
    p.cover('a ring stops', isStarted);
    return { isStarted: no, hasKick: no };
  }
  if (is('set_base')) {
    const nextAvail = p.any.u16('base');
    ring.setBase(nextAvail);
    return { nextAvail };
  }
  const nextUsed = p.any.u16('used_idx');
  ring.setAddr(nextUsed);
  return { nextUsed };
}

const COVERS = ['rings are enabled at once', 'a ring starts', 'a ring stops'] as const;

export const requests = proof({
  id: 'vring/requests',
  title:
    'each request sets what it is about, and nothing else: a kick descriptor starts a ring, a stop gives it back, only features or a request of its own enable a ring',
  requirements: [],
  doesNotProve: 'anything of what the worker waits for, see vring/listens; nor of a reset, see vring/reset.',
  on: vring,
  covers: COVERS,
  body: (p, device) => {
    const ring = device.ring({ memory: p.memory() });
    const before = ring.state;
    const wanted = { ...before, ...sendAny(p, ring) };
    const after = ring.state;
    p.assert(
      'it is started by a kick descriptor, until it is stopped',
      after.isStarted.iff(wanted.isStarted),
    );
    p.assert('it is enabled as requests say', after.isEnabled.iff(wanted.isEnabled));
    p.assert('it has the last kick descriptor, while it is not stopped', after.hasKick.iff(wanted.hasKick));
    p.assert('the next available index is as requests say', after.nextAvail.eq(wanted.nextAvail));
    p.assert('the next used index is as requests say', after.nextUsed.eq(wanted.nextUsed));
    p.assert('EVENT_IDX is as requests say', after.eventIdx.iff(wanted.eventIdx));
  },
});

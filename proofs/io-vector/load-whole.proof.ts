import { proof, type Bool, type ProofContext } from 'ringproof';
import { anyChain, ioVector, type AnyChain, type IoVec } from 'ringproof/virtio/io-vector';
import { anyEntry, anySide } from './vector.ts';

/** Descriptors that the chains here have at most: enough for a first and a next one. */
const DESCRIPTORS = 2;

/** Why these proofs have a bound, and what has none. */
const BOUND = {
  what: 'descriptors of the chain',
  limit: `${DESCRIPTORS}: they show that the steps are put together right; the steps are proved for any number`,
};

/** Whether entries are the buffers of a chain's descriptors, in their order and none besides. */
function areOf(p: ProofContext, entries: readonly IoVec[], { descriptors }: AnyChain): Bool {
  const same = descriptors.map(({ addr, len }, i) => {
    const entry = entries[i];
    return entry === undefined ? p.domain.bool(false) : entry.base.eq(addr).and(entry.len.eq(len));
  });
  return p.domain.bool(entries.length === descriptors.length).and(...same);
}

/** Whether entries are the ones that there were before. */
function areSame(p: ProofContext, entries: readonly IoVec[], before: readonly IoVec[]): Bool {
  const same = before.map(({ base, len }, i) => {
    const entry = entries[i];
    return entry === undefined ? p.domain.bool(false) : entry.base.eq(base).and(entry.len.eq(len));
  });
  return p.domain.bool(entries.length === before.length).and(...same);
}

export const load = proof({
  id: 'io-vector/load',
  title: 'a vector holds the chain that was loaded, descriptor for descriptor, whatever it held before',
  requirements: [],
  doesNotProve: 'which chains are taken: io-vector/load-step does, descriptor by descriptor.',
  bound: BOUND,
  on: ioVector,
  covers: ['a chain of two descriptors', 'no descriptor', 'a refused chain', 'a chain that breaks off'],
  body: (p, device) => {
    const side = anySide(p, device);
    const memory = p.memory();
    const vector = side.vector({ phase: null, memory, entries: [anyEntry(p)] });
    const chain = anyChain(p, DESCRIPTORS);

    const loaded = vector.load(memory, chain);

    const { entries, state } = vector;
    p.assert('memory is not looked at', memory.events.all.length === 0);
    p.assert('it counts its entries', state.count.eq(entries.length));
    p.assert('a chain that breaks off is not taken', !(chain.isBroken && loaded.ok));
    if (!loaded.ok) {
      p.assert(
        'nothing is left of a chain that is refused',
        state.length
          .eq(0)
          .and(entries.length === 0)
          .or(side.keepsPartOfFailedChain === true),
      );
      p.cover('a refused chain', loaded.error.kind !== 'Chain');
      p.cover('a chain that breaks off', loaded.error.kind === 'Chain');
      return;
    }
    p.assert('its entries are the chain’s buffers', areOf(p, entries, chain));
    const sum = chain.descriptors.reduce((total, { len }) => total.add(len.zeroExtend(64)), p.domain.u64(0));
    p.assert('its length is theirs', state.length.zeroExtend(64).eq(sum));
    p.cover('a chain of two descriptors', chain.descriptors.length === DESCRIPTORS);
    p.cover('no descriptor', chain.descriptors.length === 0);
  },
});

export const appendWhole = proof({
  id: 'io-vector/append-whole',
  title: 'a chain that is appended to a vector stands behind those before it, which stay; or nothing changes',
  requirements: [],
  doesNotProve: 'which chains are taken: io-vector/load-step and io-vector/append do.',
  bound: BOUND,
  on: ioVector,
  covers: ['a chain of two descriptors', 'a refused chain', 'a chain that breaks off', 'too long together'],
  body: (p, device) => {
    const { writable } = device;
    const memory = p.memory();
    const before = [anyEntry(p)];
    const vector = writable.vector({ phase: 'loaded', memory, entries: before });
    const { length } = vector.state;
    const chain = anyChain(p, DESCRIPTORS);

    const appended = vector.append(memory, chain);

    const { entries, state } = vector;
    p.assert('memory is not looked at', memory.events.all.length === 0);
    p.assert('it counts its entries', state.count.eq(entries.length));
    if (!appended.ok) {
      p.assert('its entries stay', areSame(p, entries, before));
      p.assert('its length stays', state.length.eq(length));
      p.cover('a refused chain', appended.error.kind === 'GuestMemory');
      p.cover('a chain that breaks off', appended.error.kind === 'Chain');
      p.cover('too long together', appended.error.kind === 'OverflowedDescriptor');
      return;
    }
    const { value: parsed } = appended;
    p.assert('a chain that breaks off is not taken', !chain.isBroken);
    p.assert('those before it stay', areSame(p, entries.slice(0, 1), before));
    p.assert('behind them stand the chain’s buffers', areOf(p, entries.slice(1), chain));
    p.assert('the answer tells its head', parsed.head.eq(chain.head));
    p.assert('the answer tells how many there are', parsed.entries === chain.descriptors.length);
    const sum = chain.descriptors.reduce((total, { len }) => total.add(len.zeroExtend(64)), p.domain.u64(0));
    p.assert('the answer tells their length', parsed.length.zeroExtend(64).eq(sum));
    p.assert('its length is that of all', state.length.zeroExtend(64).eq(length.zeroExtend(64).add(sum)));
    p.cover('a chain of two descriptors', chain.descriptors.length === DESCRIPTORS);
  },
});

import { err, ok, proof, type U64 } from 'ringproof';
import { ioVector, type Peer } from 'ringproof/virtio/io-vector';
import { atEntry, behind } from './step.ts';
import { anyCopying, anySide, bytesBefore, isInStep, stateInStep } from './vector.ts';

export const copyStart = proof({
  id: 'io-vector/copy-start',
  title:
    'before the first entry nothing is copied; behind the last one, the least of what is asked for and what is there',
  requirements: [],
  doesNotProve: 'the steps between: io-vector/read-step and io-vector/write-step do.',
  harnesses: ['firecracker verify_read_from_iovec', 'firecracker verify_write_to_iovec'],
  on: ioVector,
  covers: ['all that is asked for', 'all that is there'],
  body: (p, device) => {
    const side = anySide(p, device);
    const copying = anyCopying(p);
    const { passed: length, offset, asked } = copying;
    const [memory, host] = [p.memory(), p.memory('host')];
    const start = side.startCopying(offset, asked).state;
    const first = { ...copying, passed: length.times(0) };

    const ofNone = side
      .vector({ phase: 'loaded', memory, entries: [] })
      .copy(memory, { memory: host, address: p.any.u64('host_address') }, offset, asked);

    p.assert('it begins in step', isInStep(p.domain, start, first));
    p.assert('it begins with the first entry', start.entry.eq(0));
    p.assert('of no entries, nothing is copied', ofNone.ok ? ofNone.value.eq(0) : false);
    p.assert('no memory is touched', p.events.all.length === 0);
    // In step behind the last entry, `passed` being the whole length.
    const { done } = stateInStep(p, copying);
    const isThere = length.minus(offset);
    p.assert('no more is done than asked for', done.le(asked));
    p.assert('no more is done than there is', isThere.ge(0).implies(isThere.ge(done)));
    p.assert(
      'all that is asked for is done, or all that is there',
      done.eq(asked).or(isThere.eq(done), done.eq(0)),
    );
    p.assert(
      'nothing is done only if nothing is asked for or there',
      done.eq(0).implies(asked.eq(0).or(isThere.le(0))),
    );
    p.cover('all that is asked for', done.eq(asked).and(asked.gt(0)));
    p.cover('all that is there', isThere.eq(done).and(done.lt(asked), done.gt(0)));
  },
});

export const shortPeer = proof({
  id: 'io-vector/short-peer',
  title:
    'a peer that takes or gives less ends the copy, with as many bytes as it did; one that fails, before the first only',
  requirements: [],
  doesNotProve: 'what a peer does when it is called again: a file may be at its end, a socket not.',
  on: ioVector,
  covers: ['a failure', 'an end before all', 'a failure behind the first bytes'],
  body: (p, device) => {
    const side = anySide(p, device);
    const { copying, loop, state, entry, memory, peer } = atEntry(p, side);
    const [fails, most] = [p.any.bool('fails'), p.any.u64('most')];
    const asked: U64[] = [];
    const short: Peer = {
      ...peer,
      takes: (length) => {
        asked.push(length);
        if (p.domain.decide(fails)) return err({ kind: 'IOError' });
        return ok(p.domain.select(most.lt(length), most, length));
      },
    };
    const [guest, host] = [memory.snapshot(), peer.memory.snapshot()];
    const all = bytesBefore(p.domain, behind(copying, entry)).sub(state.done);

    const result = loop.step(memory, entry, short);

    const [length] = asked;
    p.assert('the peer is asked once at most', asked.length <= 1);
    p.assert('it is not asked for nothing', length === undefined ? true : length.gt(0));
    p.assert(
      'it is asked for all that the entry has of the bytes wanted',
      length === undefined ? all.eq(0) : length.eq(all),
    );
    const hasFailed = length === undefined ? p.domain.bool(false) : fails;
    if (!result.ok) {
      p.assert(
        'it fails with the peer, before the first byte',
        hasFailed.and(state.done.eq(0), result.error.kind === 'IOError'),
      );
      p.assertUnchanged('a failure changes no byte of the guest', guest, memory);
      p.assertUnchanged('a failure changes no byte of the peer', host, peer.memory);
      p.cover('a failure');
      return;
    }
    const done = loop.state.done.sub(state.done);
    p.assert('as many bytes are done as the peer did', hasFailed.not().or(done.eq(0)));
    if (length === undefined) return;
    const expected = p.domain.select(most.lt(all), most, all);
    p.assert('what the peer did is counted', hasFailed.or(done.eq(expected)));
    p.assert(
      'less than it was asked for is the end',
      hasFailed.not().and(most.ge(all)).or(loop.state.wanted.eq(0)),
    );
    p.assert(
      'all that it was asked for is not',
      hasFailed.or(most.lt(all), loop.state.wanted.eq(state.wanted.sub(done))),
    );
    p.assert('a failure later is the end without an error', hasFailed.not().or(state.done.gt(0)));
    p.cover('an end before all', most.lt(all).and(hasFailed.not(), most.gt(0)));
    p.cover('a failure behind the first bytes', hasFailed);
  },
});

import { proof } from 'ringproof';

export const transferRoundTrip = proof({
  id: 'memory/transfer',
  title:
    'any number of bytes copied to any address read back as they were, each in its place, and no other byte changes',
  requirements: [],
  doesNotProve: 'anything about concurrent accesses: no other side writes between these.',
  harnesses: ['rust-vmm verify_stubregion_write_read'],
  covers: ['too few bytes', 'many bytes'],
  body: (p) => {
    const [memory, from, to] = [p.memory(), p.memory('from'), p.memory('to')];
    const [address, length] = [p.any.u64('address'), p.any.u64('length')];
    const [source, target] = [p.any.u64('source'), p.any.u64('target')];
    const position = p.any.u64('position', { max: 2n ** 64n - 2n });
    const [before, given] = [memory.snapshot(), from.snapshot()];

    const written = memory.transfer({ memory: from, address: source }, { address }, length);

    const all = length
      .eq(0)
      .or(from.contiguous(source).ge(length).and(memory.contiguous(address).ge(length)));
    p.assert('it succeeds exactly if all bytes of both are there', all.iff(written.ok));
    if (!written.ok) {
      p.cover('too few bytes');
      return;
    }
    const byte = given.peek(source.add(position));
    p.assert('a byte is written', position.lt(length).implies(memory.peek(address.add(position)).eq(byte)));
    p.assertUnchanged('no other byte changes', before, memory, [{ start: address, length }]);

    const read = memory.transfer({ address }, { memory: to, address: target }, length);

    if (!read.ok) return;
    p.assert('it reads back', position.lt(length).implies(to.peek(target.add(position)).eq(byte)));
    p.assertUnchanged('reading changes nothing', given, from);
    p.cover('many bytes', length.gt(1n << 40n));
  },
});

import { proof, type ProofContext, type U64, type Width, type Word } from 'ringproof';

/** A word of any value and any of the four widths; each width is a case of its own. */
function anyWord(p: ProofContext, name: string): Word<Width> {
  const width = p.any.u8(`${name}_width`, { max: 3 });
  if (p.domain.decide(width.eq(0))) return p.any.u8(`${name}_u8`);
  if (p.domain.decide(width.eq(1))) return p.any.u16(`${name}_u16`);
  return p.domain.decide(width.eq(2)) ? p.any.u32(`${name}_u32`) : p.any.u64(`${name}_u64`);
}

export const roundTrip = proof({
  id: 'memory/round-trip',
  title: 'a word reads back as written at any address; a second one changes exactly its own bytes',
  requirements: [],
  doesNotProve: 'anything about concurrent accesses: no other side writes between these.',
  harnesses: ['rust-vmm verify_stubregion_write_read'],
  covers: ['two words that overlap in part', 'two words that are apart'],
  body: (p) => {
    const memory = p.memory();
    const [a, b] = [p.any.u64('a'), p.any.u64('b')];
    const copied = p.domain.decide(p.any.bool('copied'));
    const put = (address: U64, word: Word<Width>): boolean =>
      (copied ? memory.write(address, [word]) : memory.store(address, word, 'relaxed')).ok;

    const first = anyWord(p, 'first');
    if (!put(a, first)) return;
    const loaded = copied ? memory.read(a, [first.width]) : memory.load(a, first.width, 'relaxed');
    p.assert('what can be written can be read', loaded.ok);
    p.assert('it reads back', memory.peekWord(a, first.width).eq(first));

    const second = anyWord(p, 'second');
    const before = memory.snapshot();
    if (!put(b, second)) return;
    // Together, byte for byte: where the two overlap the second word's bytes stand, elsewhere what stood there before.
    p.assert('the second word reads back', memory.peekWord(b, second.width).eq(second));
    p.assertUnchanged('the second word changes its own bytes only', before, memory, [
      { start: b, length: second.width / 8 },
    ]);
    const apart = b
      .sub(a)
      .ge(first.width / 8)
      .and(a.sub(b).ge(second.width / 8));
    p.assert(
      'words that are apart do not disturb each other',
      apart.implies(memory.peekWord(a, first.width).eq(first)),
    );
    p.cover('two words that overlap in part', a.ne(b).and(apart.not()));
    p.cover('two words that are apart', apart);
  },
});

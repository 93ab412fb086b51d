import { describe, expect, test } from 'vitest';
import type { ProofContext } from '../index.ts';
import type { Encoding } from '../prover/options.ts';
import { check, type Body } from './check.fixture.ts';

/** The last address, which is in no region. */
const LAST = 2n ** 64n - 1n;

/** What is said on integers, and on bit-vectors where that does not take a minute. */
async function verdicts(
  body: Body,
  encodings: readonly Encoding[] = ['int', 'bv'],
  covers: readonly string[] = [],
): Promise<readonly string[]> {
  const results = await Promise.all(encodings.map((encoding) => check(body, { encoding, covers })));
  return results.map(({ verdict }) => verdict);
}

/** A range of a memory that the other side writes to, and an earlier snapshot. */
function written(p: ProofContext) {
  const memory = p.memory('ram');
  const [start, length] = [p.any.u64('start'), p.any.u64('length', { max: 64 })];
  const before = memory.snapshot();
  memory.havoc('driver', [{ start, length }]);
  const at = p.any.u64('at', { max: LAST - 1n });
  p.assume(memory.contiguous(at).ge(1));
  const within = at.ge(start).and(at.sub(start).lt(length));
  return { memory, before, start, length, at, within };
}

describe('what the other side writes', () => {
  test('should be any byte within its ranges', async () => {
    const result = await check((p) => {
      const { memory, before, at, within } = written(p);
      p.assert('the same', within.implies(memory.peek(at).eq(before.peek(at))));
    });
    expect(result).toMatchObject({ verdict: 'refuted', counterexample: { assertion: 'the same' } });
    const entry = result.counterexample?.memory.find(({ name }) => name === 'ram/driver');
    expect(entry?.regions).toEqual([]);
  });

  test('should be replayed with the bytes that the solver chose', async () => {
    const result = await check((p) => {
      const { memory, at, within } = written(p);
      p.assume(within);
      p.assert('not 77', memory.peek(at).ne(77));
    });
    expect(result.verdict).toBe('refuted');
    const entry = result.counterexample?.memory.find(({ name }) => name === 'ram/driver');
    expect(entry?.bytes.map(({ hex }) => hex)).toEqual(['4d']);
  });

  test('should leave all other bytes as they are', async () => {
    const body: Body = (p) => {
      const { memory, before, start, length, at, within } = written(p);
      p.assert('outside', within.not().implies(memory.peek(at).eq(before.peek(at))));
      p.assertUnchanged('frame', before, memory, [{ start, length }]);
      p.cover('inside', within);
    };
    expect(await verdicts(body, ['int'], ['inside'])).toEqual(['proved']);
  });

  test('should change the frame where there is memory', async () => {
    const result = await check((p) => {
      const { memory, before } = written(p);
      p.assertUnchanged('frame', before, memory);
    });
    expect(result.verdict).toBe('refuted');
  });

  test('should change nothing where there is none', async () => {
    const body: Body = (p) => {
      const memory = p.memory();
      const start = p.any.u64('start');
      const before = memory.snapshot();
      p.assume(memory.contiguous(start).eq(0));
      memory.havoc('driver', [{ start, length: 1 }]);
      p.assertUnchanged('frame', before, memory);
    };
    expect(await verdicts(body, ['int'])).toEqual(['proved']);
  });

  test('should lie under what is stored afterwards, and over what was stored before', async () => {
    const body: Body = (p) => {
      const memory = p.memory();
      const [at, before, after] = [p.any.u64('at'), p.any.u32('before'), p.any.u16('after')];
      if (!memory.store(at, before, 'relaxed').ok) return;
      const then = memory.snapshot();
      memory.havoc('driver', [{ start: at.add(1), length: 2 }]);
      if (!memory.store(at, after, 'release').ok) return;
      p.assert('low half', memory.peekWord(at, 16).eq(after));
      p.assert('last byte', memory.peek(at, 3).eq(before.byte(3)));
      p.assert('the snapshot', then.peekWord(at, 32).eq(before));
      p.cover('another third byte', memory.peek(at, 2).ne(before.byte(2)));
    };
    expect(await verdicts(body, ['int', 'bv'], ['another third byte'])).toEqual(['proved', 'proved']);
  });

  test('should be read as whole words where it covers them', async () => {
    const body: Body = (p) => {
      const memory = p.memory();
      const [ring, size] = [p.any.u64('ring', { multipleOf: 2, max: 2n ** 63n }), p.any.powerOfTwo('size')];
      const index = p.any.u16('index');
      memory.havoc('driver', [{ start: ring, length: size.zeroExtend(64).mul(2).add(4) }]);
      const slot = ring.add(4).add(index.rem(size).zeroExtend(64).mul(2));
      const head = memory.load(slot, 16, 'acquire');
      const again = memory.load(slot, 16, 'acquire');
      if (head.ok && again.ok) p.assert('the same twice', head.value.eq(again.value));
      p.assert('lower and upper byte', memory.peekWord(slot, 16).byte(1).eq(memory.peek(slot, 1)));
    };
    expect(await verdicts(body)).toEqual(['proved', 'proved']);
  });

  test('should be new with every name, and have names of its own', async () => {
    const body: Body = (p) => {
      const memory = p.memory();
      const ranges = [{ start: p.domain.u64(16), length: 1 }];
      memory.havoc('first', ranges);
      const seen = memory.peek(p.domain.u64(16));
      memory.havoc('second', ranges);
      p.assume(memory.contiguous(p.domain.u64(16)).ge(1));
      p.assert('the same', memory.peek(p.domain.u64(16)).eq(seen));
    };
    expect(await verdicts(body)).toEqual(['refuted', 'refuted']);
    const twice = await check((p) => {
      p.memory().havoc('driver', []);
      p.memory('other').havoc('driver', []);
      p.assert('true', true);
    });
    expect(twice.verdict).toBe('proved');
    const same = await check((p) => {
      const memory = p.memory();
      memory.havoc('driver', []);
      memory.havoc('driver', []);
    });
    expect(same.failure?.message).toContain("'memory/driver' is written twice");
    const bad = await check((p) => p.memory().havoc('the driver', []));
    expect(bad.failure?.message).toContain("'the driver' cannot name an input");
  });

  test('should be confirmed by second opinions on untouched terms', async () => {
    const result = await check(
      (p) => {
        const { memory, before, start, length, at, within } = written(p);
        memory.store(at, p.any.u16('word'), 'relaxed');
        p.assert(
          'other memory',
          within.or(memory.peekWord(at, 16, 8).eq(before.peekWord(at, 16, 8))).or(true),
        );
        p.assertUnchanged('frame', before, memory, [
          { start, length },
          { start: at, length: 2 },
        ]);
      },
      { crossCheck: true },
    );
    expect(result).toMatchObject({ verdict: 'proved', failure: null });
    expect(result.crossChecks.at(-1)?.unconfirmed).toBe(0);
  });
});

describe('a transfer', () => {
  /** From guest memory to a buffer of the host's own. */
  function filled(p: ProofContext) {
    const [guest, buffer] = [p.memory(), p.memory('buffer')];
    const [from, to, length] = [p.any.u64('from'), p.any.u64('to'), p.any.u64('length')];
    const [source, before] = [guest.snapshot(), buffer.snapshot()];
    const result = guest.transfer({ address: from }, { memory: buffer, address: to }, length);
    return { guest, buffer, from, to, length, source, before, result };
  }

  test('should bring every byte to its place, and no other', async () => {
    const body: Body = (p) => {
      const { guest, buffer, from, to, length, source, before, result } = filled(p);
      const at = p.any.u64('at');
      if (!result.ok) return;
      const there = buffer.peek(to.add(at));
      p.assert('each byte', at.lt(length).implies(there.eq(source.peek(from.add(at)))));
      p.assertUnchanged('the rest', before, buffer, [{ start: to, length }]);
      p.assertUnchanged('the source', source, guest);
      p.cover('long', length.gt(1n << 40n));
      p.cover('short', length.eq(0));
    };
    expect(await verdicts(body, ['int'], ['long', 'short'])).toEqual(['proved']);
  });

  test('should stop at the first byte that is not mapped on either side', async () => {
    const body: Body = (p) => {
      const { guest, buffer, from, to, length, before, result } = filled(p);
      const [there, here] = [guest.contiguous(from), buffer.contiguous(to)];
      if (result.ok) {
        p.assert('all mapped', guest.checkRange(from, length).and(buffer.checkRange(to, length)));
        return;
      }
      const { error } = result;
      if (error.kind === 'InvalidGuestAddress') {
        p.assert('the first that is not', error.address.eq(p.domain.select(there.eq(0), from, to)));
        p.assertUnchanged('nothing', before, buffer);
      } else if (error.kind === 'PartialBuffer') {
        const done = error.completed;
        p.assert('as many as there are', done.eq(p.domain.select(there.lt(here), there, here)));
        p.assert('less than wanted', done.lt(length).and(done.gt(0)));
        p.assertUnchanged('the rest', before, buffer, [{ start: to, length: done }]);
        p.cover('torn');
      } else p.assert('no other error', false);
    };
    expect(await verdicts(body, ['int'], ['torn'])).toEqual(['proved']);
  });

  test('should be replayed, also through a copy that is as long as memory', async () => {
    const result = await check((p) => {
      const { buffer, to, length, result } = filled(p);
      p.assume(length.gt(1n << 40n));
      if (result.ok) p.assert('not 77', buffer.peek(to, 5).ne(77));
    });
    expect(result.verdict).toBe('refuted');
  });

  test('should copy as by a buffer where source and target overlap', async () => {
    const body: Body = (p) => {
      const memory = p.memory();
      const at = p.any.u64('at', { max: 2n ** 63n });
      const before = memory.snapshot();
      if (!memory.transfer({ address: at }, { address: at.add(1) }, p.domain.u64(3)).ok) return;
      p.assert(
        'moved',
        memory.peekWord(at, 32).eq(before.peekWord(at, 32).shl(8).or(before.peek(at).zeroExtend(32))),
      );
    };
    expect(await verdicts(body)).toEqual(['proved', 'proved']);
  });
});

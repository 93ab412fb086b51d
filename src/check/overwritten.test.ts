import { expect, test } from 'vitest';
import type { ObservedMemory, ProofContext, U64 } from '../index.ts';
import { check } from './check.fixture.ts';

/** The initial bytes of the smallest counterexample to a body that ends in a false assertion. */
async function bytesOf(
  body: (p: ProofContext<string>, memory: ObservedMemory, at: U64) => void,
): Promise<Readonly<Record<string, string>>> {
  const { verdict, counterexample } = await check((p) => {
    const memory = p.memory();
    const at = p.any.u64('at', { min: 0x1000, max: 0x2000, multipleOf: 8 });
    p.assume(memory.contiguous(at).ge(16));
    body(p, memory, at);
    p.assert('false', at.ne(at));
  });
  expect(verdict).toBe('refuted');
  expect(counterexample?.minimal).toBe(true);
  const bytes = counterexample?.memory.flatMap((memory) => memory.bytes) ?? [];
  return Object.fromEntries(bytes.map(({ addr, hex }) => [addr, hex]));
}

test('should start from another byte where a word is written over the same value', async () => {
  const bytes = await bytesOf((p, memory, at) => {
    memory.store(at, p.domain.u16(0), 'release');
    memory.store(at.add(4), p.domain.u32(0), 'relaxed');
    memory.store(at.add(8), p.domain.u16(5), 'relaxed');
  });

  expect(bytes).toEqual({ '0x1000': '01', '0x1004': '01' });
});

test('should start from 0 where that is the other byte', async () => {
  const bytes = await bytesOf((p, memory, at) => {
    const before = memory.peek(at);
    p.assume(before.le(1).and(memory.peek(at, 1).eq(1)));
    memory.store(at, p.domain.u8(1), 'relaxed');
    memory.store(at.add(1), p.domain.u8(1), 'relaxed');
  });

  // The second byte is as it has to be; the first one is 0 as in every smallest state.
  expect(bytes).toEqual({ '0x1001': '01' });
});

test('should leave what the run has read or written before, and what its course depends on', async () => {
  expect(
    await bytesOf((p, memory, at) => {
      memory.load(at, 16, 'relaxed');
      memory.store(at, p.domain.u16(0), 'relaxed');
    }),
  ).toEqual({});
  expect(
    await bytesOf((p, memory, at) => {
      memory.store(at, p.domain.u16(256), 'relaxed');
      memory.store(at, p.domain.u16(0), 'relaxed');
    }),
  ).toEqual({});
  expect(
    await bytesOf((p, memory, at) => {
      const isZero = memory.peek(at).eq(0);
      memory.store(at, p.domain.u16(0), 'relaxed');
      memory.store(at.add(8), p.domain.select(isZero, p.domain.u16(1), p.domain.u16(2)), 'relaxed');
    }),
  ).toEqual({});
});

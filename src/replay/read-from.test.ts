import { expect, test } from 'vitest';
import type { ConcreteState } from '../context/concrete-state.ts';
import type { MemoryRange } from '../proof/counterexample.ts';
import { proof, type ProofContext } from '../index.ts';
import { describe } from './describe.ts';
import { replay } from './replay.ts';

const STATE: ConcreteState = {
  inputs: new Map(),
  memories: new Map([['ram', { regions: [{ base: 0x10n, size: 0x40n }], bytes: new Map([[0x12n, 7]]) }]]),
};

type Context = ProofContext;

/** The bytes that break the assertion of a body, as "address+length". */
function readFrom(body: (p: Context, ram: ReturnType<Context['memory']>) => void): readonly string[] {
  const statement = proof({
    ...{ id: 'test', title: 'of a test', requirements: [], doesNotProve: 'anything', covers: [] },
    body: (p) => body(p, p.memory('ram')),
  });
  const { steps } = describe('broken', STATE, replay(statement, null, STATE, true));
  const broken = steps.find((step) => step.kind === 'assertion' && !step.holds);
  const ranges: readonly MemoryRange[] = broken?.kind === 'assertion' ? (broken.readFrom ?? []) : [];
  return ranges.map(({ memory, address, length }) => `${memory} ${address}+${length}`);
}

const at = (p: Context, address: number) => p.domain.u64(address);

test('should be the bytes that a broken comparison read, from the memory or an earlier content of it', () => {
  expect(readFrom((p, ram) => p.assert('broken', ram.peekWord(at(p, 0x12), 16).eq(8)))).toEqual([
    'ram 0x12+2',
  ]);
  expect(readFrom((p, ram) => p.assert('broken', ram.peek(at(p, 0x12), 3).ne(0)))).toEqual(['ram 0x15+1']);
  expect(
    readFrom((p, ram) => {
      const before = ram.snapshot();
      ram.store(at(p, 0x12), p.domain.u8(9), 'relaxed');
      p.assert('broken', before.peek(at(p, 0x12)).eq(8));
    }),
  ).toEqual(['ram 0x12+1']);
});

test('should be the bytes that an access got, each word of a copy for itself', () => {
  expect(
    readFrom((p, ram) => {
      const loaded = ram.load(at(p, 0x12), 16, 'relaxed');
      const copied = ram.read(at(p, 0x20), [8, 32]);
      if (loaded.ok && copied.ok) p.assert('broken', loaded.value.eq(0).or(copied.value[1].ne(0)));
    }),
  ).toEqual(['ram 0x12+2', 'ram 0x21+4']);
});

test('should be of the broken parts alone', () => {
  expect(
    readFrom((p, ram) => {
      const [seven, none] = [ram.peek(at(p, 0x12)), ram.peek(at(p, 0x13))];
      p.assert('broken', seven.eq(7).and(seven.eq(7).implies(none.eq(1))));
    }),
  ).toEqual(['ram 0x13+1']);
});

test('should be the bytes that a value was computed from', () => {
  expect(
    readFrom((p, ram) => {
      const [low, high] = [ram.peek(at(p, 0x12)), ram.peek(at(p, 0x13))];
      p.assert(
        'broken',
        high
          .concat(low)
          .sub(ram.peekWord(at(p, 0x20), 16))
          .zeroExtend(32)
          .rem(4)
          .eq(0),
      );
    }),
  ).toEqual(['ram 0x13+1', 'ram 0x12+1', 'ram 0x20+2']);
});

test('should be unknown where no value was read', () => {
  expect(readFrom((p) => p.assert('broken', p.any.u8('x').eq(1)))).toEqual([]);
  expect(readFrom((p) => p.assert('broken', false))).toEqual([]);
});

test('should be the bytes that changed and should not have, consecutive ones together', () => {
  expect(
    readFrom((p, ram) => {
      const before = ram.snapshot();
      ram.write(at(p, 0x10), [p.domain.u32(0x01010101), p.domain.u32(0), p.domain.u8(1)]);
      p.assertUnchanged('broken', before, ram, [{ start: at(p, 0x11), length: 1 }]);
    }),
  ).toEqual(['ram 0x10+1', 'ram 0x12+2', 'ram 0x18+1']);
});

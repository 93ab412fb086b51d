import { describe, expect, test } from 'vitest';
import { proof, type Proof, type ProofContext } from '../index.ts';
import { AssumptionFailed } from '../context/concrete-context.ts';
import { replay, type Replay } from './replay.ts';
import type { ConcreteMemoryState, ConcreteState } from '../context/concrete-state.ts';

function statement(body: (p: ProofContext<string>) => void): Proof {
  return proof({
    id: 'test',
    title: 'of a test',
    requirements: [],
    doesNotProve: 'anything',
    covers: [],
    body,
  });
}

function state(inputs: Readonly<Record<string, bigint | boolean>>, ram?: ConcreteMemoryState): ConcreteState {
  return {
    inputs: new Map(Object.entries(inputs)),
    memories: new Map(ram === undefined ? [] : [['memory', ram]]),
  };
}

const run = (body: (p: ProofContext<string>) => void, from: ConcreteState): Replay =>
  replay(statement(body), null, from);

describe('a body run from a state', () => {
  test('should violate what is false there, in order, and nothing else', () => {
    const { violated, stopped } = run(
      (p) => {
        const x = p.any.u8('x');
        p.assert('is 8', x.eq(8));
        p.assert('is 7', x.eq(7));
        p.assert('is 9', x.eq(9));
      },
      state({ x: 7n }),
    );
    expect({ violated, stopped }).toEqual({ violated: ['is 8', 'is 9'], stopped: null });
  });

  test('should stop at an assumption that does not hold, claiming nothing behind it', () => {
    const { violated, stopped } = run(
      (p) => {
        p.assert('before', false);
        p.assume(p.any.bool('b'));
        p.assert('behind', false);
      },
      state({ b: false }),
    );
    expect(violated).toEqual(['before']);
    expect(stopped).toEqual({ kind: 'assumption', error: expect.any(AssumptionFailed) });
  });

  test('should stop where it throws', () => {
    const error = new Error('not so');
    const { stopped } = run(() => {
      throw error;
    }, state({}));
    expect(stopped).toEqual({ kind: 'thrown', error });
  });

  test('should give inputs without a value their least one', () => {
    const { context } = run(
      (p) => {
        p.any.u16('x', { min: 32, multipleOf: 16 });
        p.any.powerOfTwo('size');
        p.any.bool('b');
        p.any.u64('a');
      },
      state({ a: 5n }),
    );
    expect([...context.inputs].map(([name, { value, width }]) => [name, value, width])).toEqual([
      ['x', 32n, 16],
      ['size', 1n, 16],
      ['b', false, null],
      ['a', 5n, 64],
    ]);
  });

  test('should show notes, and reach its covers without a word', () => {
    const { context } = run(
      (p) => {
        p.cover('never', false);
        p.note('x', p.any.u8('x').add(1));
        p.note('b', p.any.bool('b'));
      },
      state({ x: 255n, b: true }),
    );
    expect(context.notes).toEqual(['x = 0', 'b = true']);
  });
});

/** Regions at 16 … 23 and 24 … 39, with one byte that is not 0. */
const RAM: ConcreteMemoryState = {
  regions: [
    { base: 16n, size: 8n },
    { base: 24n, size: 16n },
  ],
  bytes: new Map([[20n, 0xee]]),
};

describe('memory in a replay', () => {
  test('should have the regions and bytes of the state', () => {
    const { violated } = run(
      (p) => {
        const memory = p.memory();
        p.assert('byte', memory.peek(p.domain.u64(20)).eq(0xee));
        p.assert('other bytes', memory.peek(p.domain.u64(21)).eq(0));
        p.assert(
          'a store across the regions fails',
          !memory.store(p.domain.u64(22), p.any.u32('w'), 'relaxed').ok,
        );
        p.assert('a copy across them does not', memory.write(p.domain.u64(22), [p.any.u32('v')]).ok);
        p.assert('mapped', memory.contiguous(p.domain.u64(16)).eq(24));
      },
      state({ w: 1n, v: 2n }, RAM),
    );
    expect(violated).toEqual([]);
  });

  test('should be empty where the state has none', () => {
    const { violated } = run((p) => {
      p.assert('unmapped', p.memory().contiguous(p.domain.u64(0)).eq(0));
    }, state({}));
    expect(violated).toEqual([]);
  });

  test.each([
    ['the bytes written', 20, 4, []],
    ['one byte less at the end', 20, 3, ['frame']],
    ['one byte less at the start', 21, 3, ['frame']],
    ['more than was written', 0, 64, []],
  ])('should be unchanged except for a range: %s', (_, start, length, expected) => {
    const { violated, context } = run(
      (p) => {
        const memory = p.memory();
        const before = memory.snapshot();
        memory.write(p.domain.u64(20), [p.domain.u32(0x11223344)]);
        p.assertUnchanged('frame', before, memory, [{ start: p.domain.u64(start), length }]);
      },
      state({}, RAM),
    );
    expect(violated).toEqual(expected);
    expect(context.notes).toHaveLength(expected.length);
  });

  test('should be unchanged by a write of what stood there', () => {
    const { violated } = run(
      (p) => {
        const memory = p.memory();
        const before = memory.snapshot();
        memory.write(p.domain.u64(20), [p.domain.u8(0xee)]);
        p.assertUnchanged('frame', before, memory);
      },
      state({}, RAM),
    );
    expect(violated).toEqual([]);
  });
});

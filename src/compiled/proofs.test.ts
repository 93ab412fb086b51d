import { describe, expect, test } from 'vitest';
import { checkHost, noTrap, okOf, type HostBody, type Work } from '../check/traps.fixture.ts';
import type { Domain, U16 } from '../index.ts';
import { encode, op, type FunctionText, type ModuleText } from './encoder.fixture.ts';
import { decodeModule, Machine } from './index.ts';

/** An operation on two numbers of 16 bits: one exported function. */
function workOf(
  body: readonly number[],
  module: Partial<ModuleText> & Pick<FunctionText, 'locals'> = {},
): Work {
  const { locals = [], ...more } = module;
  const decoded = decodeModule(
    encode({
      pages: 1,
      ...more,
      functions: [
        { name: 'f', params: ['i32', 'i32'], results: ['i32'], locals, body },
        ...(more.functions ?? []),
      ],
    }),
    'host.wasm',
  );
  return (domain: Domain, a: U16, b: U16) => {
    const args = [a.zeroExtend(32), b.zeroExtend(32)];
    const result = new Machine(decoded, domain).call('f', args, null);
    if (result?.width !== 32) throw new Error('no such result');
    return result.truncate(16);
  };
}

const [a, b] = [op.get(0), op.get(1)];
const DIVIDE = 0x6e;

describe('a trap of compiled code', () => {
  test.each<[string, string, Work]>([
    ['a division by zero', 'division by zero', workOf([...a, ...b, DIVIDE])],
    ['a signed remainder by zero', 'division by zero', workOf([...a, ...b, 0x6f])],
    [
      'the least number divided by −1',
      'overflow',
      workOf([...a, ...op.i32(0x8000_0000), 0x72, ...b, ...op.i32(16), 0x74, ...op.i32(0xffff), 0x72, 0x6d]),
    ],
    [
      'an instruction that is not to be reached',
      'unreachable',
      workOf([...b, 0x45, ...op.if, 0x00, ...op.end, ...a]),
    ],
    [
      'a null pointer',
      'host pointer',
      workOf([...b, 0x45, ...op.if, ...op.i32(0), ...op.memory(0x28, 8), 0x1a, ...op.end, ...a]),
    ],
    ['an address beyond memory', 'host pointer', workOf([...op.i32(65533), ...op.memory(0x28)])],
    [
      'a call beyond the table',
      'index out of bounds',
      workOf([...a, ...b, ...b, 0x11, 0, 0], {
        table: [1],
        functions: [{ name: 'g', params: ['i32', 'i32'], results: ['i32'], body: a }],
      }),
    ],
    [
      'a call of a function with another type',
      'index out of bounds',
      workOf([...a, ...b, ...b, ...op.i32(1), 0x71, 0x11, 0, 0], {
        table: [2, 1],
        functions: [
          { name: 'g', results: ['i32'], body: op.i32(1) },
          { name: 'h', params: ['i32', 'i32'], results: ['i32'], body: a },
        ],
      }),
    ],
    ['a call of itself without end', 'stack overflow', workOf([...a, ...b, ...op.call(0)])],
  ])('should refute that there is none: %s', async (_, kind, work) => {
    const { verdict, assertions } = await checkHost(work);

    expect(verdict).toBe('refuted');
    expect(assertions.filter((one) => one.verdict === 'refuted').map(({ name }) => name)).toEqual([
      noTrap(kind),
    ]);
  });

  test('should not be where code keeps from it', async () => {
    const divides = workOf([...b, 0x45, 0x04, 0x7f, ...a, ...op.else, ...a, ...b, DIVIDE, ...op.end]);
    expect((await checkHost(divides)).verdict).toBe('proved');
  });
});

const UNSUPPORTED = [...op.i64(1), 0x79, 0xb9, 0x1a];

describe('code that is not executed', () => {
  const body: HostBody = (p, machine) => {
    const { value } = okOf(machine.runOnce(p.any.u16('a'), p.any.u16('b')));
    p.assert('a word', value.eq(value));
  };

  test('should be an error on a path that a state takes', async () => {
    const { verdict, failure } = await checkHost(
      workOf([...b, ...op.i32(7), 0x46, ...op.if, ...UNSUPPORTED, ...op.end, ...a]),
    );

    expect(verdict).toBe('error');
    expect(failure?.message).toMatch(
      /^host.wasm: unsupported: it executes f64.convert_i64_s, in f\+0x[0-9a-f]+$/,
    );
  });

  test('should be none on a path that no state takes', async () => {
    const never = [...b, ...op.i32(0x10000), 0x4f, ...op.if, ...UNSUPPORTED, ...op.end, ...a];
    expect((await checkHost(workOf(never))).verdict).toBe('proved');
  });

  const swallowed = (work: Work, otherwise: (domain: Domain, a: U16) => U16): Work => {
    return (domain, x, y) => {
      try {
        return work(domain, x, y);
      } catch {
        return otherwise(domain, x);
      }
    };
  };
  const some = workOf([...b, ...op.i32(7), 0x46, ...op.if, ...UNSUPPORTED, ...op.end, ...a]);

  test.each<[string, Work, HostBody]>([
    ['the operation', swallowed(some, (_, x) => x), body],
    ['the operation, and traps after it', swallowed(some, (domain, x) => x.div(domain.u16(0))), body],
    [
      'the property',
      some,
      (p, machine) => {
        p.assert('true', true);
        try {
          body(p, machine);
        } catch {
          p.assert('a word', true);
        }
      },
    ],
    [
      'the property, and assumed away',
      some,
      (p, machine) => {
        p.assert('true', true);
        try {
          body(p, machine);
        } catch {
          p.assume(false);
        }
      },
    ],
    [
      'the property, which expects traps',
      some,
      (p, machine) => {
        p.assert('true', true);
        try {
          p.trapping(() => body(p, machine));
        } catch {
          p.assert('a word', true);
        }
      },
    ],
  ])('should be an error where it is caught by %s', async (_, work, property) => {
    const { verdict, failure } = await checkHost(work, property);

    expect(verdict).toBe('error');
    expect(failure?.message).toContain('unsupported');
  });

  test('should be an error where it takes no end', async () => {
    const endless = workOf([...op.loop, ...op.br(0), ...op.end, ...a]);
    const { verdict, failure } = await checkHost(endless);

    expect(verdict).toBe('error');
    expect(failure?.message).toMatch(/more than 1 million instructions in one call, in f\+0x/);
    expect(failure?.hints.join()).toContain('bound it');
  });

  test('should be an error where a loop depends on the state without end', async () => {
    const next = [...a, ...op.i32(1), 0x6a, ...op.tee(0), ...b, 0x47, ...op.brIf(0)];
    const { verdict, failure } = await checkHost(workOf([...op.loop, ...next, ...op.end, ...a]));

    expect(verdict).toBe('error');
    expect(failure?.message).toMatch(/decides more than 64 times .* in f\+0x/);
  });
});

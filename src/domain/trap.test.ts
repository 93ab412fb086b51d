import { describe, expect, it } from 'vitest';
import type { TrapKind } from '../index.ts';
import { concreteDomain as domain, truthOf, valueOf, withTraps } from './concrete.ts';
import { TRAP_KINDS, type Traps } from './trap.ts';

class Trapped extends Error {}

/** The kinds of the traps that work asks about inside a call, each with whether it happened; the first that does ends it. */
function trapsOf(work: () => unknown): readonly string[] {
  const asked: string[] = [];
  const traps: Traps<boolean> = {
    isInCall: () => true,
    trapIf: (kind, condition, what) => {
      asked.push(`${kind}${what === null ? '' : ` (${what})`}: ${condition}`);
      if (condition) throw new Trapped();
    },
  };
  try {
    withTraps(traps, work);
  } catch (error) {
    if (!(error instanceof Trapped)) throw error;
  }
  return asked;
}

const [zero, five] = [domain.u16(0), domain.u16(5)];

describe('inside a call', () => {
  it.each<[string, () => unknown, readonly string[]]>([
    ['rem by 0', () => five.rem(zero), ['division by zero: true']],
    ['rem by a word', () => five.rem(five), ['division by zero: false']],
    ['rem by a constant', () => five.rem(2), []],
    ['rem by the constant 0', () => five.rem(0), ['division by zero: true']],
    ['rem by the constant 0n', () => five.rem(0n), ['division by zero: true']],
    ['div by 0', () => five.div(zero), ['division by zero: true']],
    ['div by a constant', () => five.div(2n), []],
    ['at the end', () => domain.at([zero, five], domain.u8(2)), ['index out of bounds: true']],
    ['before the end', () => domain.at([zero, five], domain.u8(1)), ['index out of bounds: false']],
    ['at no element', () => domain.at([], zero), ['index out of bounds: true']],
    [
      'where every index has an element',
      () =>
        domain.at(
          Array.from({ length: 256 }, () => 'x'),
          domain.u8(255),
        ),
      [],
    ],
    ['below 0', () => zero.subOrTrap(1), ['overflow: true']],
    ['at 0', () => five.subOrTrap(5), ['overflow: false']],
    ['beyond the greatest', () => domain.u8(255).addOrTrap(1), ['overflow: true']],
    ['at the greatest', () => domain.u8(254).addOrTrap(1), ['overflow: false']],
    ['a product beyond', () => domain.u8(128).mulOrTrap(2), ['overflow: true']],
    ['a product at the greatest', () => domain.u8(85).mulOrTrap(3), ['overflow: false']],
    ['said to', () => domain.trapIf('panic', five.eq(5)), ['panic: true']],
    ['said not to', () => domain.trapIf('panic', false), ['panic: false']],
    ['unreachable', () => domain.unreachable(), ['unreachable: true']],
    ['unreachable, with a reason', () => domain.unreachable('why'), ['unreachable (why): true']],
    ['the rest of what traps', () => [five.rem(zero), five.div(zero)], ['division by zero: true']],
  ])('%s', (_, work, traps) => expect(trapsOf(work)).toEqual(traps));

  it('values are those of the plain operations', () => {
    trapsOf(() => {
      expect(valueOf(five.rem(domain.u16(3)))).toBe(2n);
      expect(valueOf(five.div(domain.u16(3)))).toBe(1n);
      expect(valueOf(domain.at([zero, five], domain.u64(1)))).toBe(5n);
      expect(domain.at(['a', 'b', 'c'], domain.u8(2))).toBe('c');
      expect(valueOf(five.addOrTrap(7).subOrTrap(2).mulOrTrap(9))).toBe(90n);
    });
    expect.assertions(5);
  });

  it('words of several widths are no words to merge', () => {
    trapsOf(() =>
      expect(domain.at([zero, domain.u8(9)], domain.u8(1))).toMatchObject({ width: 8, value: 9n }),
    );
    expect.assertions(1);
  });
});

describe('outside a call', () => {
  it('division by 0 is the total operation', () => {
    expect(valueOf(five.rem(zero))).toBe(5n);
    expect(valueOf(five.div(zero))).toBe(0xffffn);
    expect(truthOf(five.rem(zero).lt(5))).toBe(false);
  });

  it.each<[string, () => unknown]>([
    ['index out of bounds', () => domain.at([zero], five)],
    ['overflow', () => zero.subOrTrap(1)],
    ['host pointer', () => domain.trapIf('host pointer', true)],
    ['unreachable (why)', () => domain.unreachable('why')],
  ])('a trap is an error: %s', (what, work) =>
    expect(work).toThrow(`trapped outside any operation of a model: ${what}`),
  );

  it('what does not trap is what it is', () => {
    expect(valueOf(domain.at([zero, five], domain.u8(1)))).toBe(5n);
    expect(valueOf(five.subOrTrap(5))).toBe(0n);
    domain.trapIf('panic', false);
  });

  it('is where a call has ended, however it did', () => {
    expect(trapsOf(() => five.rem(zero))).toEqual(['division by zero: true']);
    expect(() => domain.trapIf('panic', true)).toThrow('outside any operation');
    expect(valueOf(five.rem(zero))).toBe(5n);
  });
});

it('a trap is of one of the kinds that there are, and an index is a word', () => {
  for (const kind of TRAP_KINDS) expect(trapsOf(() => domain.trapIf(kind, true))).toEqual([`${kind}: true`]);
  expect(() => domain.trapIf('' as TrapKind, false)).toThrow("'' is not a kind of trap");
  // Types are stripped, not checked: any of these may come.
  for (const index of [1, undefined, true])
    expect(() => domain.at([zero], index as unknown as typeof five)).toThrow('expected a word');
  for (const condition of [undefined, five])
    expect(() => domain.trapIf('panic', condition as unknown as boolean)).toThrow('expected a condition');
});

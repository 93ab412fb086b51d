import { describe, expect, it } from 'vitest';
import { Terms } from './terms.ts';

function setUp() {
  const t = new Terms();
  const [x, y, z] = [t.var('x', 0n, 9n), t.var('y', 0n, 9n), t.var('z', 0n, 9n)];
  return { t, x, y, z };
}

describe('linear normal form', () => {
  it('merges constants and inner sums, and adds like terms up', () => {
    const { t, x, y } = setUp();
    const inner = t.sum(3n, [
      [2n, x],
      [1n, y],
    ]);
    const sum = t.sum(5n, [
      [2n, inner],
      [-1n, x],
      [4n, t.const(10n)],
    ]);
    expect(sum).toMatchObject({
      kind: 'sum',
      constant: 51n,
      terms: [
        [3n, x],
        [2n, y],
      ],
    });
  });

  it('drops what cancels', () => {
    const { t, x, y } = setUp();
    expect(t.sub(t.add(x, y), y)).toBe(x);
    expect(t.sub(t.offset(x, 7n), x)).toBe(t.const(7n));
    expect(t.scale(0n, x)).toBe(t.zero);
  });

  it('is the same for every order and nesting', () => {
    const { t, x, y, z } = setUp();
    const [a, b] = [t.add(t.add(x, y), z), t.add(z, t.add(y, x))];
    expect(a).toBe(b);
  });

  it('keeps what differs apart', () => {
    const { t, x, y } = setUp();
    const sums = [
      t.add(x, y),
      t.sub(x, y),
      t.offset(t.add(x, y), 1n),
      t.add(x, t.scale(2n, y)),
      t.scale(2n, x),
    ];
    expect(new Set(sums).size).toBe(sums.length);
  });

  it('is left alone with rewriting off', () => {
    const { t, x } = setUp();
    expect(t.raw.sub(x, x)).toMatchObject({ kind: 'sum', constant: 0n });
  });
});

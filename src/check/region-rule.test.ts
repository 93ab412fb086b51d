import { describe, expect, test } from 'vitest';
import type { ProofContext } from '../index.ts';
import { hostOf } from '../proof/run-host.ts';
import { check, type Body } from './check.fixture.ts';

const LAST = 2n ** 64n - 1n;

/** A statement about memory of whole pages. */
function onPages(body: Body): Body {
  return (p) => {
    hostOf(p).restrictRegions({ multipleOf: 4096n });
    return body(p);
  };
}

/** Whether a region ends at a page's end, wherever one looks at it. */
function endsAtPage(p: ProofContext<string>): void {
  const memory = p.memory();
  const at = p.any.u64('at');
  const after = memory.regionAfter(at);
  const end = at.add(after);
  p.assert('a page ends', after.eq(0).or(end.rem(4096).eq(0), end.eq(LAST)));
}

/** Whether what a copy of 8 bytes needs after its first region is in the next one, if it is mapped at all. */
function crossesOnce(p: ProofContext<string>): void {
  const memory = p.memory();
  const at = p.any.u64('at');
  const after = memory.regionAfter(at);
  if (p.domain.decide(after.eq(0).or(after.ge(8)))) return;
  const next = memory.regionAfter(at.add(after));
  p.assert('the next region has the rest', next.eq(0).or(after.add(next).ge(8)));
}

describe.each([
  ['the end of a region', endsAtPage],
  ['a copy over two regions', crossesOnce],
])('%s', (_, body) => {
  test('should be as the rule says', async () => {
    expect(await check(onPages(body))).toMatchObject({ verdict: 'proved', failure: null });
  });

  test('should be anything without a rule', async () => {
    expect((await check(body)).verdict).toBe('refuted');
  });
});

describe('a refutation under a rule', () => {
  const refuted: readonly (readonly [string, Body])[] = [
    [
      'an end',
      (p) => {
        const after = p.memory().regionAfter(p.any.u64('at'));
        p.assert('most is mapped', after.eq(0).or(after.gt(5000)));
      },
    ],
    [
      'a start',
      (p) => {
        const before = p.memory().regionBefore(p.any.u64('at', { min: 0x9000 }));
        p.assert('little is before', before.lt(100));
      },
    ],
    [
      'a hole',
      (p) =>
        p.assert('all is mapped', p.memory().checkRange(p.any.u64('at', { min: 4096 }), p.domain.u64(8))),
    ],
    [
      'a unit',
      (p) => {
        const loaded = p.memory().load(p.any.u64('at', { min: 0x7001 }), 16, 'acquire');
        p.assert('it is no unit', !loaded.ok);
      },
    ],
    [
      'a copy that is cut',
      (p) => {
        const done = p.memory().write(p.any.u64('at', { min: 0x7001 }), [p.domain.u64(1)]);
        p.assert('it is not cut', done.ok || done.error.kind !== 'PartialBuffer');
      },
    ],
  ];

  test.each(refuted)('should have regions of whole pages around what it is about: %s', async (_, body) => {
    const { verdict, counterexample } = await check(onPages(body));

    expect(verdict).toBe('refuted');
    const regions = (counterexample?.memory ?? []).flatMap((memory) => memory.regions);
    const ends = regions.flatMap(({ base, size }) => [BigInt(base), BigInt(base) + BigInt(size)]);
    expect(ends.filter((end) => end % 4096n !== 0n && end !== LAST)).toEqual([]);
  });
});

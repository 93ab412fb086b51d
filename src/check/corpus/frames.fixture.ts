import type { ProofContext } from '../../index.ts';
import { area } from './area.fixture.ts';
import { proved, refuted, rejected, slow, type Body } from './statement.fixture.ts';

/** Changes 2 bytes from the second of 4, and claims that no byte changes but some, which begin so far from the first. */
const frame =
  (
    start: number,
    length: (p: ProofContext<string>) => number | ReturnType<ProofContext['domain']['u64']>,
  ): Body =>
  (p) => {
    const { m, a } = area(p, 4);
    const before = m.snapshot();
    m.write(a.add(1), [m.peekWord(a, 16, 1).not()]);
    p.assertUnchanged('claim', before, m, [{ start: a.add(start), length: length(p) }]);
  };

export const frames = [
  proved(
    'but the 2 bytes that are written',
    frame(1, () => 2),
  ),
  refuted(
    'but the first of them',
    frame(1, () => 1),
  ),
  refuted(
    'but the last of them',
    frame(2, () => 1),
    slow,
  ),
  refuted(
    'but the 2 bytes from one too early on',
    frame(0, () => 2),
  ),
  refuted(
    'but the 2 bytes from one too late on',
    frame(2, () => 2),
    slow,
  ),
  refuted(
    'but no bytes of them',
    frame(1, () => 0),
    slow,
  ),
  proved(
    'but the 2 bytes that are written, their number a word',
    frame(1, ({ domain }) => domain.u64(2)),
    slow,
  ),
  refuted(
    'but the first of them, their number a word',
    frame(1, ({ domain }) => domain.u64(1)),
    slow,
  ),
  refuted(
    'but the 2 bytes from one too early on, their number a word',
    frame(0, ({ domain }) => domain.u64(2)),
    slow,
  ),
  proved(
    'but 2 or 3 bytes',
    frame(1, ({ any }) => any.u64('n', { min: 2, max: 3 })),
  ),
  refuted(
    'but 1 to 3 bytes',
    frame(1, ({ any }) => any.u64('n', { min: 1, max: 3 })),
    slow,
  ),
  proved(
    'but two ranges with the bytes that are written',
    (p) => {
      const { m, a } = area(p, 4);
      const before = m.snapshot();
      m.write(a, [m.peek(a).not()]);
      m.write(a.add(3), [m.peek(a, 3).not()]);
      p.assertUnchanged('claim', before, m, [
        { start: a, length: 1 },
        { start: a.add(3), length: 1 },
      ]);
    },
    slow,
  ),
  refuted(
    'but the first of two ranges',
    (p) => {
      const { m, a } = area(p, 4);
      const before = m.snapshot();
      m.write(a, [p.any.u8('v')]);
      m.write(a.add(3), [p.any.u8('w')]);
      p.assertUnchanged('claim', before, m, [{ start: a, length: 1 }]);
    },
    slow,
  ),
  proved('where the byte is written that was there', (p) => {
    const { m, a } = area(p, 1);
    const before = m.snapshot();
    m.write(a, [m.peek(a)]);
    p.assertUnchanged('claim', before, m);
  }),
  refuted('where another byte is written, and that is written back one further', (p) => {
    const { m, a } = area(p, 2);
    const [before, byte] = [m.snapshot(), m.peek(a)];
    m.write(a, [p.any.u8('v')]);
    m.write(a.add(1), [byte]);
    p.assertUnchanged('claim', before, m, [{ start: a, length: 1 }]);
  }),
  proved('between two moments with no write between them', (p) => {
    const { m, a } = area(p, 1);
    m.write(a, [p.any.u8('v')]);
    p.assertUnchanged('claim', m.snapshot(), m.snapshot());
  }),
  refuted('between two moments with a write between them', (p) => {
    const { m, a } = area(p, 1);
    const before = m.snapshot();
    m.write(a, [p.any.u8('v')]);
    p.assertUnchanged('claim', before, m.snapshot());
  }),
  proved(
    'of a torn write but the bytes that are done',
    (p) => {
      const { m, a } = area(p, 1);
      const before = m.snapshot();
      m.write(a, [m.peek(a).not(), m.peekWord(a, 16, 1).not()]);
      p.assertUnchanged('claim', before, m, [{ start: a, length: m.contiguous(a) }]);
    },
    slow,
  ),
  refuted(
    'of a torn write but all of those that are done but one',
    (p) => {
      const { m, a } = area(p, 1);
      const before = m.snapshot();
      const written = m.write(a, [m.peek(a).not(), m.peekWord(a, 16, 1).not()]);
      if (!written.ok) p.assertUnchanged('claim', before, m, [{ start: a, length: m.contiguous(a).sub(1) }]);
    },
    slow,
  ),
  proved(
    'but the range that the other side writes',
    (p) => {
      const { m, a } = area(p, 3);
      const before = m.snapshot();
      m.havoc('other', [{ start: a.add(1), length: 2 }]);
      p.assertUnchanged('claim', before, m, [{ start: a.add(1), length: 2 }]);
    },
    slow,
  ),
  refuted(
    'but all of that range without its last byte',
    (p) => {
      const { m, a } = area(p, 3);
      const before = m.snapshot();
      m.havoc('other', [{ start: a.add(1), length: 2 }]);
      p.assertUnchanged('claim', before, m, [{ start: a.add(1), length: 1 }]);
    },
    slow,
  ),
  refuted(
    'but all of that range without its first byte',
    (p) => {
      const { m, a } = area(p, 3);
      const before = m.snapshot();
      m.havoc('other', [{ start: a.add(1), length: 2 }]);
      p.assertUnchanged('claim', before, m, [{ start: a.add(2), length: 1 }]);
    },
    slow,
  ),
  proved('where the other side writes to a hole', (p) => {
    const [m, a] = [p.memory(), p.any.u64('a')];
    const before = m.snapshot();
    m.havoc('other', [{ start: a, length: 1 }]);
    if (p.domain.decide(m.contiguous(a).eq(0))) p.assertUnchanged('claim', before, m);
  }),
  refuted(
    'where the other side writes to a byte or to a hole',
    (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      const before = m.snapshot();
      m.havoc('other', [{ start: a, length: 1 }]);
      if (p.domain.decide(m.contiguous(a).le(1))) p.assertUnchanged('claim', before, m);
    },
    slow,
  ),
  proved('but a range that begins at the last mapped byte and is as long as can be', (p) => {
    const m = p.memory();
    const last = p.any.u64('last', { min: 2n ** 64n - 2n, max: 2n ** 64n - 2n });
    const before = m.snapshot();
    m.write(last, [m.peek(last).not()]);
    p.assertUnchanged('claim', before, m, [{ start: last, length: 2n ** 64n - 1n }]);
  }),
  refuted('but a range that ends after the last address, with a byte at 0', (p) => {
    const m = p.memory();
    const [zero, last] = [p.any.u64('zero', { max: 0 }), p.any.u64('last', { min: 2n ** 64n - 1n })];
    const before = m.snapshot();
    m.write(zero, [p.any.u8('v')]);
    p.assertUnchanged('claim', before, m, [{ start: last, length: 2 }]);
  }),
  rejected('of a memory compared with itself', (p) => {
    const { m, a } = area(p, 1);
    m.write(a, [p.any.u8('v')]);
    p.assertUnchanged('claim', m, m);
  }),
];

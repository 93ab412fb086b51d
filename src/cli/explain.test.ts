import { expect, test } from 'vitest';
import { proof } from '../index.ts';
import { collector } from '../runner/project.fixture.ts';
import { explainCommand } from './explain.ts';
import type { loadExports } from './load-exports.ts';

const sums = (greatest: number) =>
  proof({
    id: 'x/sums',
    title: 'sums do not get smaller',
    requirements: ['some.requirement'],
    doesNotProve: 'anything of sums that wrap.',
    bound: { what: 'summands', limit: String(greatest) },
    body: (p) => {
      const [a, b] = [p.any.u16('a', { max: greatest }), p.any.u16('b', { max: greatest, multipleOf: 5 })];
      p.assume(a.ne(b));
      p.assert('not smaller', a.add(b).ge(a));
      p.cover('the end', a.eq(3));
    },
  });

async function explained(greatest: number) {
  const [stdout, stderr] = [collector(), collector()];
  const load: typeof loadExports = () =>
    Promise.resolve({
      proof: { module: 'proofs/x.proof.ts', name: 'sums', value: sums(greatest) },
      model: null,
    });
  const code = await explainCommand('x/sums', {}, { stdout, stderr, cwd: '/', env: {} }, load);
  return { code, out: stdout.text(), err: stderr.text() };
}

test('a proof should be explained in words', async () => {
  const { code, out } = await explained(1000);

  expect(code).toBe(0);
  expect(out.replace(/\d+ by rewriting|by rewriting|by z3 [^\n]*|\.ts:\d+/g, '...')).toMatchInlineSnapshot(`
    "x/sums is proved: sums do not get smaller.

    for all values of
      a  every value from 0 to 1000
      b  every multiple of 5 from 0 to 1000

    where it assumes
      a.ne(b) (src/cli/explain.test...)

    it shows
      on 1 path that together leave out no such state:
      'not smaller': 1 claim, ...

    it speaks of something: these states get there, and were run on numbers
      'the end': a 3

    requirements that it establishes
      some.requirement

    it does not prove
      anything of sums that wrap.
      anything of summands beyond 1000
    "
  `);
});

test('what is not proved should not be explained', async () => {
  const { code, out, err } = await explained(65535);

  expect(code).toBe(1);
  expect(out).toBe("x/sums is refuted: assertion 'not smaller' does not hold\n");
  expect(err).toContain('ringproof prove x/sums');
});

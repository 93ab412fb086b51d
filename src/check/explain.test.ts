import { expect, test } from 'vitest';
import { replay } from '../replay/replay.ts';
import { stateOf } from '../replay/rebuild.ts';
import { ModelRun } from '../proof/model-run.ts';
import { DEFAULT_CHECK_OPTIONS } from '../prover/options.ts';
import { counterPart } from '../proof/part.fixture.ts';
import { statement } from './check.fixture.ts';
import { explainProof } from './explain.ts';

const PROOF = statement(
  (p) => {
    const [size, x, y] = [
      p.any.powerOfTwo('size', 64),
      p.any.u16('x', { max: 63 }),
      p.any.u16('y', { min: 2 }),
    ];
    p.assume(x.lt(size));
    const memory = p.memory();
    if (p.domain.decide(memory.accessible(p.domain.u64(0x40), 16))) {
      p.assert('remainder', x.rem(size).eq(x));
      p.cover('mapped', x.eq(5));
    } else {
      p.assert('remainder', x.le(size));
      p.assert('same', y.eq(y));
    }
    p.cover('the end', y.eq(9));
  },
  ['mapped', 'the end'],
);

test('parts of a model should be named in place of the assumptions that start them', async () => {
  const started = statement(
    (p) => {
      const counter = new ModelRun(p).any(counterPart(), 'counter', { phase: 'active', memory: p.memory() });
      p.assume(counter.state.count.ne(7));
      p.assert('at most 1000', counter.state.count.le(1000));
      p.cover('a state');
    },
    ['a state'],
  );

  const { parts, assumptions } = await explainProof(started, null, DEFAULT_CHECK_OPTIONS);

  expect(parts).toEqual(['counter']);
  expect(assumptions.map(({ text }) => text)).toEqual(['p.assume(counter.state.count.ne(7));']);
});

test('what a proof rests on should be explained, with states that reach its covers when they are replayed', async () => {
  const explained = await explainProof(PROOF, null, DEFAULT_CHECK_OPTIONS);

  expect(explained).toMatchObject({
    ...{ verdict: 'proved', failure: null, paths: 2, memories: ['memory'], parts: [] },
    inputs: [
      { name: 'size', values: 'every power of two from 1 to 64' },
      { name: 'x', values: 'every value from 0 to 63' },
      { name: 'y', values: 'every value from 2 to 65535' },
    ],
    assumptions: [{ file: 'src/check/explain.test.ts', text: 'p.assume(x.lt(size));' }],
    claims: [
      { name: 'remainder', claims: 2 },
      { name: 'same', claims: 1, byRewriting: 1 },
    ],
    covers: [
      {
        name: 'mapped',
        witness: {
          inputs: { size: '8', x: '5', y: '2' },
          memory: [{ regions: [{ base: '0x40', size: '0x2' }], bytes: [] }],
        },
      },
      { name: 'the end', witness: { inputs: { size: '1', x: '0', y: '9' }, memory: [{ regions: [] }] } },
    ],
  });
  for (const { name, witness } of explained.covers) {
    if (witness === null) throw new Error('no witness');
    expect([...replay(PROOF, null, stateOf(witness)).context.covered]).toContain(name);
  }
});

test('a proof that is refuted should be reported as such, with its counterexample', async () => {
  const refuted = statement((p) => p.assert('never', p.any.u8('x').ne(3)));
  const { verdict, failure } = await explainProof(refuted, null, DEFAULT_CHECK_OPTIONS);

  expect(verdict).toBe('refuted');
  expect(failure?.message).toContain("'never'");
});

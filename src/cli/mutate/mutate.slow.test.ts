import { expect, test } from 'vitest';
import { checked } from '../../shape/check.ts';
import { workspace } from '../real-engine.fixture.ts';
import { fates, FILES, mutants, mutate, proofFile } from './mutate.fixture.ts';
import { MUTATE_DOCUMENT } from './mutate-shape.ts';

test('should count a finding neither while it stays one, nor hide another break behind it', async () => {
  const only = { 'proofs/adds.proof.ts': proofFile('count/adds', "p.assert('same', before.eq(before));") };
  const { code, out } = await mutate(
    mutants(
      { id: 'unseen', find: '.add(0)', replace: '.add(2)' },
      { id: 'behind', find: '.add(by)', replace: '.add(by).sub(by)' },
      { id: 'even', find: 'count.add(by)', replace: 'count.add(by).and(0xfe)' },
    ),
    ['--reporter', 'json'],
    { ...only, 'proofs/even.proof.ts': FILES['proofs/even.proof.ts'].replace('by.eq(0).or', 'by.ne(1).or') },
  );

  expect(fates(out)).toEqual({
    unseen: ['survived', null, 3],
    behind: ['caught', 'count/even: nothing stays', 3],
    even: ['caught', 'count/even: nothing stays', 3],
  });
  expect(code).toBe(1);
});

test('should not let a proof tell a mutant that is not as expected of the model itself', async () => {
  const { code, out } = await mutate(mutants({ id: 'one', find: '.add(0)', replace: '.add(1)' }), [], {
    'proofs/adds.proof.ts': proofFile('count/adds', "p.assert('even', after.and(1).eq(0));"),
    'proofs/even.proof.ts': proofFile('count/even', "p.assert('the sum is even', after.and(1).eq(0));"),
  });

  expect(out).toContain('SURVIVED');
  expect(out).toContain('count/adds does not count: on counter as it is, it is not as expected, but refuted');
  expect(code).toBe(1);
});

test('should run first what enters the changed place, where that is recorded', async () => {
  const written = mutants({ id: 'clear', file: 'index.ts', find: '.count.sub(', replace: '.count.add(' });
  const { ringproof } = workspace({ ...FILES, 'models/counter/mutants.json': written });
  const run = async (): Promise<unknown> => {
    const { out } = await ringproof(['mutate', '--reporter', 'json']);
    return checked(MUTATE_DOCUMENT, JSON.parse(out)).mutants.map(({ caughtBy, proofs }) => [
      caughtBy?.proof,
      proofs,
    ]);
  };

  expect(await run()).toEqual([['count/clears', 2]]);
  await ringproof(['list', '--unreached']);
  expect(await run()).toEqual([['count/clears', 1]]);
});

test('should keep apart from mutants what is known of the model, and know it of the same texts', async () => {
  const written = mutants({ id: 'one', find: '.add(0)', replace: '.add(1)' });
  const { ringproof } = workspace({ ...FILES, 'models/counter/mutants.json': written });

  const before = await ringproof(['prove']);
  const first = await ringproof(['mutate']);
  const again = await ringproof(['mutate']);
  const after = await ringproof(['prove']);

  expect([before.code, first.code, again.code, after.code]).toEqual([0, 0, 0, 0]);
  expect(first.out).toContain('count/adds: counted');
  expect(again.out).toContain('count/adds: counted');
});

test('should say what is undecided', async () => {
  const { code, out } = await mutate(
    mutants({ id: 'endless', find: 'count.add(by).add(0)', replace: '{ for (;;) count.add(by); }' }),
    ['--timeout', '500ms', '--reporter', 'json'],
  );

  expect(fates(out)).toEqual({ endless: ['undecided', null, 3] });
  expect(code).toBe(3);
});

test('should take it for told where nothing is left of a finding', async () => {
  const { out } = await mutate(
    mutants({ id: 'fixed', find: 'count.add(by)', replace: 'count.add(by).and(0xfe)' }),
    ['--reporter', 'json'],
    {
      'proofs/adds.proof.ts': proofFile('count/adds', "p.assert('same', before.eq(before));"),
      'proofs/even.proof.ts': proofFile('count/even', "p.assert('the sum is even', after.and(1).eq(0));"),
    },
  );

  expect(fates(out)).toEqual({ fixed: ['caught', 'count/even: the sum is even', 3] });
});

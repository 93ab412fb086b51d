import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { resolve } from 'node:path';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';
import { linkProgram } from '../../load/link/link.ts';
import { EMPTY_PROGRAM } from '../../load/link/program.ts';
import { changesOf } from '../../mutant/changes-of.ts';
import { Deadline } from '../../runner/deadline.ts';
import { WorkerPool } from '../../runner/pool.ts';
import { checked } from '../../shape/check.ts';
import { chosen, matchingMutants } from './choose-mutants.ts';
import { ARGUMENTS } from './equivalents.ts';
import { generateMutants } from './generate-mutants.ts';
import { jobsOn } from './jobs-on.ts';
import type { Mutant } from './mutant.ts';

const ALL = Array.from({ length: 20 }, (_, i): Mutant => ({
  ...{ id: `queue.ts:boundary:${i}`, models: ['m'], file: 'queue.ts', reference: null, why: null },
  change: { find: 'a', replace: 'b' },
}));

test('should choose the same sample of the same mutants, and parts that make up the whole', () => {
  const sample = chosen(ALL, { sample: 7, shard: null });
  const parts = [1, 2, 3].map((index) => chosen(ALL, { sample: 7, shard: { index, count: 3 } }));

  expect(sample).toHaveLength(7);
  expect(sample).not.toEqual(ALL.slice(0, 7));
  expect(chosen(ALL.toReversed(), { sample: 7, shard: null })).toEqual(sample.toReversed());
  expect(parts.map(({ length }) => length)).toEqual([3, 2, 2]);
  expect(new Set(parts.flat())).toEqual(new Set(sample));
  expect(chosen(ALL, { sample: null, shard: null })).toEqual(ALL);
});

test('should match ids by patterns, and refuse one that matches none', () => {
  expect(matchingMutants(['*:1'], ALL).map(({ id }) => id)).toEqual(['queue.ts:boundary:1']);
  expect(() => matchingMutants(['bondary'], ALL)).toThrow("no mutant matches 'bondary'");
});

test('should know nothing of a mutant that there was no time to load', async () => {
  const model = { name: 'counter', kind: 'counter', capabilities: [], operations: [], source: 'the test' };
  const models = [{ ...model, findings: {}, module: 'models/counter/index.ts' }];
  const applied = { program: EMPTY_PROGRAM, models, path: '', source: '', at: { file: '', line: 3 } };
  const pool = new WorkerPool({
    ...{ cwd: '.', env: {}, engine: '', nodeFlags: [] },
    stderr: new PassThrough(),
  });

  // That it cannot be loaded would be said of the mutant.
  const plan = { jobs: [], program: EMPTY_PROGRAM };
  expect(await jobsOn(applied, plan, pool, new Deadline(0), '.')).toEqual({
    fate: { outcome: 'undecided', proofs: [] },
    line: 3,
  });
  await pool.close();
});

test('should make each mutant of the models here that a file argues about', () => {
  for (const file of globSync('models/*/equivalent.json')) {
    const argued = Object.keys(checked(ARGUMENTS, JSON.parse(readFileSync(file, 'utf8')), ''));
    const made = [...new Set(argued.map((id) => id.split(':')[0] ?? ''))].flatMap((of) =>
      changesOf(readFileSync(`models/${of}`, 'utf8')).map(({ operator, key }) => `${of}:${operator}:${key}`),
    );
    expect(made, file).toEqual(expect.arrayContaining(argued));
  }
});

test('should make mutants of a file for each model that it is a part of, whichever of them is wanted', async () => {
  const module = 'models/handler-firecracker/index.ts';
  const entry = {
    kind: 'handler',
    capabilities: [],
    operations: [],
    source: 'the test',
    findings: {},
    module,
  };
  const models = ['firecracker-stats', 'firecracker-block', 'other'].map((name) => ({ ...entry, name }));
  const catalogue = { models, proofs: [], failures: [], requirements: {}, families: new Map() };
  const program = await linkProgram([resolve(module)], null);
  const modelsOf = (names: readonly string[]): ReadonlySet<string> =>
    new Set(
      generateMutants({ catalogue, program }, names, process.cwd()).mutants.map((each) => each.models.join()),
    );

  expect([...modelsOf(['firecracker-stats'])]).toEqual(['firecracker-block,firecracker-stats,other']);
  expect([...modelsOf(['none'])]).toEqual([]);
});

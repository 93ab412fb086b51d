import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { KIND, modelFile, proofOnModels } from '../cli/command.fixture.ts';
import { bodyFile, workspace } from '../cli/real-engine.fixture.ts';
import { complaintsOf } from './json-schema.fixture.ts';

const REPORT = 'src/report/report.schema.json';
const SAVED = 'src/replay/counterexample.schema.json';

const FILES = {
  'models/kind.ts': KIND,
  'models/good/index.ts': modelFile(
    'good',
    "{ 'q/covers': { breaks: [], unreached: ['bad'], reason: 'it is good', reference: 'q.c:1' } }",
  ),
  'models/bad/index.ts': modelFile(
    'bad',
    "{ 'q/next': { breaks: ['next'], reason: 'it is bad', affects: 'host', reference: 'q.c:7' } }",
  ),
  'proofs/next.proof.ts': proofOnModels(
    'q/next',
    "const [x, m] = [p.any.u16('x'), p.memory()]; const at = m.peek(p.domain.u64(4096)); p.assert('next', x.add(1).ne(model.name === 'bad' ? 5 : x).or(at.ne(3)));",
  ),
  'proofs/covers.proof.ts': proofOnModels(
    'q/covers',
    "const b = p.any.bool('b'); p.assert('true', b.or(b.not())); p.cover('bad', b.and(model.name === 'bad'));",
    "['bad']",
  ),
  'proofs/vacuous.proof.ts': bodyFile(
    'y/empty',
    "p.assume(p.any.bool('b').and(false)); p.assert('x', false);",
  ),
  'proofs/throws.proof.ts': bodyFile('y/throws', "throw new Error('not so');"),
  'proofs/out.proof.ts': bodyFile('y/out', "p.assert('x', p.any.bool('b'));"),
  'proofs/covered.proof.ts': bodyFile(
    'y/covered',
    "const x = p.any.u8('x'); p.assert('x', x.eq(x)); p.cover('low', x.lt(3));",
  ).replace('covers: []', "covers: ['low']"),
  'proofs/broken.proof.ts': 'const = ;',
  'ringproof.config.json': '{ "exclude": [{ "proof": "y/out", "reason": "not ours" }] }',
};

test('should write runs, counterexamples and witnesses as the published schemas say', async () => {
  const { cwd, ringproof } = workspace(FILES);
  const read = (file: string): unknown => JSON.parse(readFileSync(join(cwd, file), 'utf8'));
  const inFolder = (folder: string): readonly string[] =>
    readdirSync(join(cwd, folder)).map((name) => `${folder}/${name}`);

  await ringproof(['prove', '--reporter', 'json', '--output', 'out']);
  await ringproof(['explain', 'y/covered', '--output', 'out']);

  const report = read('out/ringproof.json');
  expect(complaintsOf(REPORT, report)).toEqual([]);
  expect(report).toMatchObject({
    summary: { proved: 4, findings: 1, vacuous: 1, error: 1 },
    excluded: [{ id: 'y/out' }],
    loadFailures: [{ file: 'proofs/broken.proof.ts' }],
  });
  const saved = [...inFolder('out/counterexamples'), ...inFolder('out/witnesses')];
  expect(saved).toHaveLength(2);
  for (const file of saved) expect(complaintsOf(SAVED, read(file))).toEqual([]);
});

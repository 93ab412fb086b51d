import { expect, test } from 'vitest';
import { KIND, modelFile, proofOnModels, ringproof } from './command.fixture.ts';

const REASON = 'this device never takes a chain back';

function project(exclude: unknown): Readonly<Record<string, string>> {
  return {
    'models/kind.ts': KIND,
    'models/a/index.ts': modelFile('a'),
    'models/b/index.ts': modelFile('b'),
    'proofs/pop.proof.ts': proofOnModels('queue/undo-pop', ''),
    'proofs/add.proof.ts': proofOnModels('queue/add', ''),
    'ringproof.config.json': JSON.stringify({ exclude }),
  };
}

test('should leave out what the configuration excludes, and say so and why', async () => {
  const { code, out } = await ringproof(['prove'], project([{ proof: 'undo', model: 'a', reason: REASON }]));

  expect(code).toBe(0);
  expect(out).not.toMatch(/proved +queue\/undo-pop +a /);
  expect(out).toMatch(/proved +queue\/undo-pop +b /);
  expect(out).toContain(`\na leaves out (${REASON}): queue/undo-pop\n`);
  expect(out).toContain('3 proved, 1 excluded: 3 proofs');
});

test('should say it in documents and in the matrix', async () => {
  const files = project([{ proof: 'queue/undo-pop', reason: REASON }]);
  const json = await ringproof(['prove', '--reporter', 'json'], files);
  const markdown = await ringproof(['prove', '--reporter', 'markdown'], files);
  const junit = await ringproof(['prove', '--reporter', 'junit'], files);
  const matrix = await ringproof(['list', '--matrix'], files);

  expect(JSON.parse(json.out)).toMatchObject({
    excluded: ['a', 'b'].map((model) => ({ id: 'queue/undo-pop', model, reason: REASON })),
  });
  expect(markdown.out).toContain(`- – a leaves out (${REASON}): queue/undo-pop`);
  expect(junit.out).toContain(`queue/undo-pop on a: excluded: ${REASON}`);
  expect(matrix.out).toMatch(/queue\/undo-pop +– +–/);
});

test.each<[string, unknown, string]>([
  ['no list', {}, 'exclude: expected a list, got {}'],
  ['an entry that is no object', ['queue/add'], 'exclude[0]: expected an object, got "queue/add"'],
  [
    'an unknown field',
    [{ proof: 'x', modle: 'y', reason: REASON }],
    "exclude[0].modle: unknown field; did you mean 'model'?",
  ],
  ['no reason', [{ proof: 'queue/add' }], 'exclude[0].reason: expected text, but it is missing'],
  ['an empty reason', [{ proof: 'queue/add', reason: ' ' }], 'exclude[0].reason: expected text, got " "'],
  [
    'a proof that is not there',
    [{ proof: 'queue/ad-d', reason: REASON }],
    `exclude[0].proof: no proof matches; did you mean 'queue/add'?; got "queue/ad-d"`,
  ],
  [
    'a model that is not there',
    [{ proof: 'queue/add', model: 'c', reason: REASON }],
    'exclude[0].model: there is no such model',
  ],
])('should refuse %s', async (_, exclude, message) => {
  const { code, err } = await ringproof(['prove'], project(exclude));

  expect(code).toBe(5);
  expect(err).toContain(`ringproof.config.json: ${message}`);
});

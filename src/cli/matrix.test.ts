import { expect, test } from 'vitest';
import { proofFile } from '../runner/project.fixture.ts';
import { modelFile, ringproof } from './command.fixture.ts';
import { complaintsOf } from '../shape/json-schema.fixture.ts';

/** Two interfaces, of which one has a member that models may leave out. */
const PROJECT = {
  'models/kind.ts': `import { ModelKind } from 'ringproof';
    export const kind = new ModelKind<{ readonly name: string; readonly reset?: () => void }>('queue');
    export const other = new ModelKind<object>('chain');`,
  'models/one/index.ts': modelFile(
    'one',
    "{ 'q/add': { breaks: ['it is so'], reason: 'it is off by one', reference: 'queue.c:7' } }",
  ),
  'models/two/index.ts': `${modelFile('two').replace("{ name: 'two' })", "{ name: 'two', reset: () => {} })")}
    import { other } from '../kind.ts';
    export const chain = other.implement({ name: 'two', source: 'the test' }, {});`,
  'proofs/q.proof.ts': `import { proof } from 'ringproof';
    import { kind, other } from '../models/kind.ts';
    const more = { title: 'T', requirements: ['REQ-1'], doesNotProve: 'more', covers: [], body: () => { throw { verdict: 'refuted' }; } };
    export const a = proof({ id: 'q/add', on: kind, ...more });
    export const b = proof({ id: 'q/reset', on: kind.with('reset'), ...more, body: () => {} });
    export const c = proof({ id: 'q/walk', on: other, ...more, body: () => {} });`,
  'proofs/plain.proof.ts': proofFile('plain', ''),
};

test('should show what is expected of each proof on each model of its kind, and why nothing is', async () => {
  const { code, out } = await ringproof(['list', '--matrix'], PROJECT);

  expect(code).toBe(0);
  expect(out).toMatchInlineSnapshot(`
    "         one      two     (no model)
    plain                     proved
    q/add    finding  proved
    q/reset  –        proved
    q/walk            proved

    finding q/add on one: it is off by one
    – one has no reset: q/reset
    "
  `);
});

test('should show it as Markdown', async () => {
  const { out } = await ringproof(['list', 'q/', '--matrix', '--reporter', 'markdown'], PROJECT);

  expect(out).toMatchInlineSnapshot(`
    "| proof | one | two |
    | --- | --- | --- |
    | q/add | finding | proved |
    | q/reset | – | proved |
    | q/walk |  | proved |

    - finding q/add on one: it is off by one
    - – one has no reset: q/reset
    "
  `);
});

test('should show it as JSON', async () => {
  const { out } = await ringproof(['list', 'q/reset', 'q/add', '--matrix', '--reporter', 'json'], PROJECT);

  expect(complaintsOf('src/report/list.schema.json', JSON.parse(out))).toEqual([]);
  expect(JSON.parse(out)).toEqual({
    tool: 'ringproof',
    version: expect.stringMatching(/^\d/),
    models: ['one', 'two'],
    loadFailures: [],
    proofs: [
      {
        ...{ id: 'q/add', title: 'T', requirements: ['REQ-1'] },
        models: [
          { model: 'one', expected: 'finding', reason: 'it is off by one' },
          { model: 'two', expected: 'proved', reason: null },
        ],
      },
      {
        ...{ id: 'q/reset', title: 'T', requirements: ['REQ-1'] },
        models: [
          { model: 'one', expected: 'not-applicable', reason: 'has no reset' },
          { model: 'two', expected: 'proved', reason: null },
        ],
      },
    ],
  });
});

test('should show only the models that are asked', async () => {
  const { out } = await ringproof(['list', 'q/reset', '--matrix', '--model', 'two'], PROJECT);

  expect(out).toBe('         two\nq/reset  proved\n');
});

test('should list as Markdown', async () => {
  const { out } = await ringproof(['list', 'plain', '--reporter', 'markdown'], PROJECT);

  expect(out).toBe('| proof | model | title |\n| --- | --- | --- |\n| plain | - | Title of plain |\n');
});

test('should show the verdicts of a run in the same form', async () => {
  const { code, out } = await ringproof(['prove', '--reporter', 'markdown'], PROJECT, {
    env: { ...process.env, GITHUB_STEP_SUMMARY: '' },
  });

  expect(code).toBe(1);
  expect(out).toContain(`| proof | one | two | (no model) |
| --- | --- | --- | --- |
| plain |  |  | proved |
| q/add | finding | **refuted** |  |
| q/reset | – | proved |  |
| q/walk |  | proved |  |

- – one has no reset: q/reset
`);
});

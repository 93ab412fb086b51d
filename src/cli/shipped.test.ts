import { expect, test } from 'vitest';
import { ringproof } from './command.fixture.ts';
import { workspace } from './real-engine.fixture.ts';

const ALL = { properties: ['split', 'chain'] };

/** A whole model of split queues, and one that lacks optional members. */
const MODELS = {
  'models/whole/index.ts': "export { spec } from 'ringproof/models/spec';",
  'models/small/index.ts': `import { splitDevice } from 'ringproof/virtio/split';
import { specDevice } from 'ringproof/models/spec';
const { iterator, saved, queue, ...rest } = specDevice;
const { undoPop, ...operations } = queue.operations;
export const small = splitDevice.implement(
  { name: 'small', source: 'the test', findings: {} },
  { ...rest, queue: { ...queue, operations } },
);`,
};

const OWN = {
  'proofs/mine.proof.ts': `import { proof } from 'ringproof';
import { activeQueue, splitDevice } from 'ringproof/virtio/split';
export const mine = proof({ id: 'mine/first', title: 'T', requirements: [], doesNotProve: 'more', on: splitDevice, covers: [],
  body: (p, device) => { p.assert('there', activeQueue(p, device).before.size.ge(0)); } });`,
};

interface Listed {
  readonly proofs: readonly { readonly id: string; readonly model: string; readonly file: string }[];
}

async function list(
  files: Readonly<Record<string, string>>,
  patterns: readonly string[] = [],
): Promise<Listed & { readonly code: number; readonly err: string }> {
  const { code, out, err } = await ringproof(['list', '--reporter', 'json', ...patterns], files, ALL);
  // The documented form; without a document the test fails on what is missing.
  return { code, err, ...(JSON.parse(out || '{"proofs":[]}') as Listed) };
}

test('should ask the properties that come with the tool of the models of a project, beside its own', async () => {
  const { proofs, code, err } = await list({ ...MODELS, ...OWN });

  expect([code, err]).toEqual([0, '']);
  const ofWhole = proofs.filter(({ model }) => model === 'spec').map(({ id }) => id);
  expect(ofWhole).toEqual(
    expect.arrayContaining([
      'mine/first',
      'split/add-used',
      'split/undo-pop',
      'chain/terminates',
      'split-device/state/pop',
    ]),
  );
  expect(ofWhole.length).toBeGreaterThan(100);
  const ofSmall = proofs.filter(({ model }) => model === 'small').map(({ id }) => id);
  expect(ofSmall).toContain('split/add-used');
  expect(ofSmall).not.toContain('split/undo-pop');
  expect(proofs.find(({ id }) => id === 'split/add-used')?.file).toMatch(
    /proofs\/split\/add-used\.proof\.ts$/,
  );
});

test('should not load them where no model is to be asked, nor those of other interfaces', async () => {
  const { proofs } = await list({
    'proofs/plain.proof.ts': `import { proof } from 'ringproof';
export const one = proof({ id: 'plain', title: 'T', requirements: [], doesNotProve: 'more', covers: [], body: () => {} });`,
  });

  expect(proofs.map(({ id }) => id)).toEqual(['plain']);
});

test('should report a proof of the project that takes the id of one that comes with the tool', async () => {
  const taken = OWN['proofs/mine.proof.ts'].replace('mine/first', 'split/pop');
  const { code, err } = await list({ ...MODELS, 'proofs/mine.proof.ts': taken }, ['split/pop']);

  expect(code).toBe(4);
  expect(err).toMatch(
    /the proof id 'split\/pop' is taken: it is declared at \S*proofs\/split\/pop\.proof\.ts:\d+ and again at proofs\/mine\.proof\.ts:3/,
  );
});

test('should check the requirements that a proof of the project cites', async () => {
  const citing = OWN['proofs/mine.proof.ts'].replace(
    'requirements: []',
    "requirements: ['split.used.device.must-set-len-before-index']",
  );
  const { err } = await list({ ...MODELS, 'proofs/mine.proof.ts': citing }, ['mine/first']);

  expect(err).toContain(
    "cites the requirement 'split.used.device.must-set-len-before-index', which neither comes with ringproof nor is in proofs/requirements.ts; did you mean 'split.used.device.must-set-len-before-idx'",
  );
});

test('should answer not applicable where a model lacks an optional member', async () => {
  const { code, out, err } = await ringproof(['prove', 'split/undo-pop', '--model', 'small'], MODELS, ALL);

  expect([code, err]).toEqual([0, '']);
  expect(out).toBe(
    '\nnot applicable: small has no undoPop: split/undo-pop\n1 not applicable: 0 proofs in ' +
      out.slice(out.lastIndexOf(' in ') + 4),
  );
  const matrix = await ringproof(['list', '--matrix', 'split/undo-pop'], MODELS, ALL);
  expect(matrix.out).toBe(
    '                small  spec\nsplit/undo-pop  –      proved\n\n– small has no undoPop: split/undo-pop\n',
  );
  const json = await ringproof(['prove', 'split/undo-pop', '--reporter', 'json'], MODELS, ALL);
  expect(JSON.parse(json.out)).toMatchObject({
    notApplicable: [{ id: 'split/undo-pop', model: 'small', reason: 'has no undoPop' }],
  });
});

test('should say how to exclude a property of which a model has no state', async () => {
  const { prove } = workspace({
    'models/checked/index.ts': `import { splitDevice } from 'ringproof/virtio/split';
import { specDevice } from 'ringproof/models/spec';
const { walk } = specDevice;
const holds = ({ index, entries }: { index: any; entries: any }) => index.lt(entries);
export const checked = splitDevice.implement(
  { name: 'checked', source: 'the test', findings: {} },
  { ...specDevice, walk: { ...walk, phases: { reachable: { fields: {}, holds } } } },
);`,
  });

  const { proofs, code } = await prove(['chain/head-out-of-range'], ALL);

  expect(code).toBe(2);
  expect(proofs).toMatchObject([
    { verdict: 'vacuous', failure: { message: 'no state satisfies the assumptions' } },
  ]);
  expect(proofs[0]?.failure?.hints.at(-1)).toContain(
    '\n  "exclude": [{ "proof": "chain/head-out-of-range", "model": "checked", "reason": "..." }]',
  );
});

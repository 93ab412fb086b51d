import { expect, test } from 'vitest';
import { proofFile } from '../runner/project.fixture.ts';
import { KIND, modelFile, proofOnModels, ringproof } from './command.fixture.ts';

const FINE = { 'proofs/fine.proof.ts': proofFile('z/fine', '') };

test('should say where a syntax error is, and run the other proofs', async () => {
  const files = { 'proofs/deep/bad.proof.ts': 'const fine = 1;\nconst broken = ;\n', ...FINE };

  const { code, out, err } = await ringproof(['prove'], files);

  expect(code).toBe(4);
  expect(err).toContain('error: proofs/deep/bad.proof.ts:2:16: syntax error: Unexpected ";"');
  expect(out).toMatch(/^proved {3}z\/fine/m);
  expect(out).toContain('1 proved, 1 not loaded: 1 proof in');
});

test('should say what was thrown while loading, and where', async () => {
  const files = {
    'proofs/helper.ts': "export function helper(): never {\n  throw new TypeError('boom');\n}\n",
    'proofs/bad.proof.ts': "import { helper } from './helper.ts';\nhelper();\n",
    'proofs/odd.proof.ts': "throw 'a string';",
    ...FINE,
  };

  const { code, out, err } = await ringproof(['prove'], files);

  expect(code).toBe(4);
  expect(err).toContain(
    `error: proofs/helper.ts:2:9: TypeError: boom
      2 | throw new TypeError('boom');
        |       ^
    while loading proofs/bad.proof.ts
    hint: Fix proofs/helper.ts:2:9; it runs when the file is loaded.
`,
  );
  expect(err).toContain('error: proofs/odd.proof.ts: threw a string, which is not an Error');
  expect(out).toMatch(/^proved {3}z\/fine/m);
});

test.each([
  [
    "import './nowhere.ts';",
    `error: proofs/bad.proof.ts:1:8: Cannot find module 'proofs/nowhere.ts' imported from proofs/bad.proof.ts
      1 | import './nowhere.ts';
        |        ^
    hint: Fix the path, or write the file.
`,
  ],
  [
    "import { readFileSync } from 'node:fs';\nimport { y } from '@no/such-package/part';\ny;",
    `error: proofs/bad.proof.ts:2:19: Cannot find package '@no/such-package' imported from proofs/bad.proof.ts
      2 | import { y } from '@no/such-package/part';
        |                   ^
    hint: Install it (npm install --save-dev @no/such-package), or fix its name.`,
  ],
  [
    "import {\n  proof,\n} from 'ringproof';\nimport { nothing } from './fine.proof.ts';\nnothing();",
    `
      4 | import { nothing } from './fine.proof.ts';
        |          ^
    hint: Export 'nothing' there, or import what it does export; a type takes import type.
`,
  ],
  ['export const nothing = 1;', 'error: proofs/bad.proof.ts: exports no proof'],
  [
    'process.exit(0);',
    `error: proofs/bad.proof.ts:1:9: HermeticError: process cannot be used in proofs and models: a verdict would depend on the environment
      1 | process.exit(0);
        |         ^
    hint: Write the value into the file.
`,
  ],
  [proofFile('two words', ''), "error: proofs/bad.proof.ts:2: a proof's id must be text without blanks"],
  [
    proofFile('a/timeout', '', "timeout: '20',"),
    "the timeout of the proof 'a/timeout': '20' has no unit; did you mean 20s?",
  ],
])('should say what is wrong with %j', async (text, message) => {
  const { code, out, err } = await ringproof(['prove'], { 'proofs/bad.proof.ts': text, ...FINE });

  expect(code).toBe(4);
  expect(err).toContain(message);
  expect(out).toMatch(/^proved {3}z\/fine/m);
});

test('should say that two files import each other', async () => {
  const files = {
    'proofs/a.ts': "import { b } from './b.ts';\nexport const a = b;",
    'proofs/b.ts': "import { a } from './a.ts';\nexport const b = [a];",
    'proofs/bad.proof.ts': "import { a } from './a.ts';\na;",
  };

  const { code, err } = await ringproof(['prove'], files);

  expect(code).toBe(4);
  expect(err).toContain(`error: proofs/b.ts:2:19: ReferenceError: Cannot access 'a' before initialization
      2 | export const b = [a];
        |                   ^
    while loading proofs/bad.proof.ts
    hint: If two files import each other,`);
});

test('should name both places of an id that is declared twice', async () => {
  const files = {
    'proofs/a.proof.ts': proofFile('same', ''),
    'proofs/b.proof.ts': `// one line down\n${proofFile('same', "throw { verdict: 'refuted' };")}`,
  };

  const { code, err } = await ringproof(['prove'], files);

  expect(code).toBe(4);
  expect(err).toContain(
    "proofs/b.proof.ts:3: the proof id 'same' is taken: it is declared at proofs/a.proof.ts:2 and again at proofs/b.proof.ts:3",
  );
});

test('should take a proof that is exported twice for one', async () => {
  const files = {
    'proofs/a.proof.ts': proofFile('same', ''),
    'proofs/b.proof.ts': "export { default as again, default } from './a.proof.ts';",
  };

  const { code, out } = await ringproof(['prove'], files);

  expect(code).toBe(0);
  expect(out).toContain('1 proved: 1 proof in');
});

test('should say that there is no model of a kind, and where it looked', async () => {
  const files = { 'models/kind.ts': KIND, 'proofs/q.proof.ts': proofOnModels('q/one', ''), ...FINE };

  const { code, out, err } = await ringproof(['prove'], files);

  expect(code).toBe(4);
  expect(err).toContain(
    "proofs/q.proof.ts:3: the proof 'q/one' needs a model of 'queue', and there is none: searched models/*/index.ts",
  );
  expect(out).toMatch(/^proved {3}z\/fine/m);
});

test('should say that a finding is for no proof', async () => {
  const files = {
    'models/kind.ts': KIND,
    'models/a/index.ts': modelFile('a', "{ 'q/onne': { breaks: ['a'], reason: 'r', reference: 'r' } }"),
    'proofs/q.proof.ts': proofOnModels('q/one', ''),
  };

  const { code, err } = await ringproof(['prove'], files);

  expect(code).toBe(4);
  expect(err).toContain(
    "the model 'a' declares a finding for 'q/onne', and no proof has that id; did you mean 'q/one'?",
  );
});

test('should fail where a finding is proved', async () => {
  const files = {
    'models/kind.ts': KIND,
    'models/a/index.ts': modelFile(
      'a',
      "{ 'q/one': { breaks: ['it is so'], reason: 'it is broken', reference: 'r' } }",
    ),
    'proofs/q.proof.ts': proofOnModels('q/one', ''),
  };

  const { code, out } = await ringproof(['prove'], files);

  expect(code).toBe(1);
  expect(out).toContain('PROVED   q/one');
  expect(out).toContain("the finding says that 'it is so' breaks: it is broken");
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { caseLine } from '../conform/conform.fixture.ts';
import { FORM_INPUTS } from '../load/truth/forms/form-case.fixture.ts';
import { FORMS } from '../load/truth/forms/forms.fixture.ts';
import { counterexampleFile } from '../replay/saved-file.ts';
import { bodyFile, type ShownResult } from './real-engine.fixture.ts';
import { separateWorkspace as workspace } from './separate-process.fixture.ts';

/** Proofs of one form each, whose bodies are plain JavaScript in a file of their own. */
function proofsOf(forms: readonly string[]): Readonly<Record<string, string>> {
  const bodies = forms.map(
    (statements, i) => `export const body${i} = (p) => {${FORM_INPUTS}${statements}\n};\n`,
  );
  const proofs = forms.map(
    (_, i) =>
      `export const f${i} = proof({ id: 'form/${i}', title: 'T', requirements: [], doesNotProve: 'more', covers: [], body: bodies.body${i} });\n`,
  );
  const imports = "import { proof } from 'ringproof';\nimport * as bodies from './bodies.js';\n";
  return { 'proofs/bodies.js': bodies.join(''), 'proofs/forms.proof.ts': imports + proofs.join('') };
}

const LINES = FORM_INPUTS.split('\n').length;

interface PlacedResult extends ShownResult {
  readonly failure:
    (NonNullable<ShownResult['failure']> & { readonly at?: { file: string; line: number } }) | null;
}

async function verdictsOf(
  forms: readonly string[],
): Promise<{ code: number; at: (form: number) => PlacedResult | undefined }> {
  const { ringproof } = workspace(proofsOf(forms));
  const { code, out } = await ringproof(['prove', '--reporter', 'json', '--no-cache']);
  // The document of the command.
  const { proofs } = JSON.parse(out) as { proofs: readonly PlacedResult[] };
  return { code, at: (form) => proofs.find(({ id }) => id === `form/${form}`) };
}

test("should be an error of the proof, in its line, wherever JavaScript's truth is asked of a value", async () => {
  const { code, at } = await verdictsOf(FORMS.map(({ wrong }) => wrong));

  expect(code).toBe(4);
  const places: unknown = FORMS.map(({ name }, form): unknown[] => [
    name,
    at(form)?.verdict,
    at(form)?.failure?.at,
  ]);
  expect(places).toEqual(
    FORMS.map(({ name }, form): unknown[] => [
      ...[name, 'error'],
      expect.objectContaining({ file: 'proofs/bodies.js', line: form * (LINES + 1) + LINES }),
    ]),
  );
  const hints = FORMS.filter(({ hint }, form) => at(form)?.failure?.hints.join().includes(hint) !== true);
  expect(hints).toEqual([]);
});

test('should be no error where nothing is asked of a value', async () => {
  const { at } = await verdictsOf(FORMS.map(({ right }) => right));

  const errors = FORMS.flatMap(({ name }, form) =>
    at(form)?.verdict === 'error' ? [[name, at(form)?.failure]] : [],
  );
  expect(errors).toEqual([]);
  expect(at(FORMS.length - 1)?.verdict).toBe('vacuous');
});

const MODEL = {
  'models/kind.ts': "import { ModelKind } from 'ringproof'; export const kind = new ModelKind<any>('kind');",
  'models/a/index.ts': `import { kind } from '../kind.ts';
export const a = kind.implement({ name: 'a', source: 'here' }, {
  less: (x) => (x.lt(10) ? x : x.sub(10)),
  take: (x) => ({ ok: x.lt(10) }),
});`,
  'proofs/on.proof.ts': `import { proof } from 'ringproof';
import { kind } from '../models/kind.ts';
const on = (id, body) => proof({ id, title: 'T', requirements: [], doesNotProve: 'more', covers: [], on: kind, body });
export const less = on('a/less', (p, { less }) => p.assert('less', less(p.any.u16('x')).lt(65530)));
export const take = on('a/take', (p, { take }) => p.assert('taken', take(p.any.u16('x')).ok));
`,
};

test('should be an error of an operation of a model, and of a result that is no boolean', async () => {
  const { ringproof } = workspace(MODEL);
  const { code, out } = await ringproof(['prove', '--no-cache']);

  expect(code).toBe(4);
  expect(out).toContain('models/a/index.ts:3:17: ?: expects a JavaScript boolean, got a condition');
  expect(out).toContain("expected a JavaScript boolean as 'ok' of what take returns, got a condition");
  expect(out).toContain('hint: Decide first: return domain.decide(condition) ? ok(value) : err(error).');
  expect(out).toContain('2 error');
});

const WRONG = bodyFile(
  'x/wrong',
  "const x = p.any.u16('x');\n if (!x.lt(10)) return;\n p.assert('x', x.lt(10));",
);

test('should be said by explain and by replay in the same line', async () => {
  const { cwd, ringproof } = workspace({ 'proofs/x.proof.ts': WRONG });
  const saved = counterexampleFile('x/wrong', null, {
    ...{ assertion: 'x', inputs: { x: '11' }, memory: [], trace: [], steps: [] },
  });
  writeFileSync(join(cwd, 'saved.json'), saved);

  for (const args of [
    ['explain', 'x/wrong'],
    ['replay', 'saved.json'],
  ]) {
    const { code, out, err } = await ringproof(args);
    expect(out + err).toContain('proofs/x.proof.ts:4:7');
    expect(out + err).toContain('! expects a JavaScript boolean');
    expect(code).toBe(4);
  }
});

test('should be said by conform, with the step and the line', async () => {
  const { ringproof } = workspace({
    'models/counter/index.ts': `import { conformanceAdapter, ModelKind, ok } from 'ringproof';
const conformance = conformanceAdapter({
  restore: (_domain, state) => ({ count: state.u16('count') }),
  state: ({ count }) => ({ count }),
  constructors: {},
  operations: { read: ({ count }) => (count.eq(5) && ok(count)) },
});
export const model = new ModelKind('counter').implement({ name: 'counter', source: 'here', conformance }, {});`,
    'good.jsonl': `${caseLine({ op: 'read', result: { ok: 5 }, state: {} })}\n`,
  });
  const { code, out, err } = await ringproof(['conform', 'counter', 'good.jsonl']);
  expect(out + err).toContain('&& expects a JavaScript boolean, got a condition');
  expect(out + err).toContain('models/counter/index.ts:6:');
  expect(code).toBe(4);
});

test('should be an error also where the body catches it', async () => {
  const caught = bodyFile(
    'x/caught',
    "const x = p.any.u16('x');\n try { if (x) p.assert('y', false); } catch {}\n p.assert('x', x.lt(10).or(x.ge(10)));",
  );
  const { code, out } = await workspace({ 'proofs/x.proof.ts': caught }).ringproof(['prove', '--no-cache']);
  expect(out).toContain('proofs/x.proof.ts:4:12: if expects a JavaScript boolean, got a word of 16 bits');
  expect(code).toBe(4);
});

test('should be an error of the proof where a value is thrown', async () => {
  const thrown = bodyFile('x/thrown', "throw p.any.u16('x');");
  const { code, out } = await workspace({ 'proofs/x.proof.ts': thrown }).ringproof(['prove', '--no-cache']);
  expect(out).toMatch(/ERROR\s+x\/thrown/);
  expect(code).toBe(4);
});

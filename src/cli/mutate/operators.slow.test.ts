import { Ajv } from 'ajv';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { op } from '../../compiled/encoder.fixture.ts';
import { addingUsed } from '../faulty-queues.fixture.ts';
import { workspace } from '../real-engine.fixture.ts';
import { ABOUT_NO_MODEL, CALLS_MORE, entries, outcomes, WEAK, wordsOf } from './operators.fixture.ts';

const OPERATORS = ['mutate', '--operators', '--jobs', '1'];

test('should say of each mutant that operators make whether it is caught, the same for all inputs, or survives', async () => {
  const { ringproof } = workspace(WEAK);
  const { code, out, err } = await ringproof([...OPERATORS, '--reporter', 'json']);

  expect(err).toBe('');
  expect(outcomes(out)).toMatchObject({
    'constant: 1 -> 2': 'caught',
    'arithmetic: add -> sub': 'survived add does something else',
    'operand: .mul(1) -> ': 'equivalent',
    'constant: 7 -> 8': 'out-of-scope nothing calls it',
  });
  expect(code).toBe(1);
  const [first] = entries(out);
  expect(first?.id).toMatch(/^counter\/added\.ts:[a-z-]+:[0-9a-f]{8}$/);
  expect(JSON.parse(out)).toMatchObject({
    leftOut: [{ file: 'models/counter/index.ts', reason: 'it declares models' }],
  });

  const report: unknown = JSON.parse((await ringproof([...OPERATORS, '--reporter', 'mutation'])).out);
  const schema = createRequire(import.meta.url).resolve(
    'mutation-testing-report-schema/mutation-testing-report-schema.json',
  );
  const validate = new Ajv({ strict: false, formats: { uri: true } }).compile(
    JSON.parse(readFileSync(schema, 'utf8')) as object,
  );
  expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
  expect(JSON.stringify(report)).toContain('"status":"Survived"');
});

test('should change instructions of compiled code that a model is made of, and name the line of their source', async () => {
  const index = 'models/counter/index.ts';
  const text = `import code from './queue.wasm';\n${WEAK[index]}\nexport const size = code.base64.length;\n`;
  const { cwd, ringproof } = workspace({ ...WEAK, [index]: text });
  for (const file of ['queue.wasm', 'setup.c', 'queue.c', 'chain.c'])
    cpSync(`models/compiled-c/${file}`, join(cwd, 'models/counter', file));
  const args = ['counter/queue.wasm:boundary', '--sample', '3', '--reporter', 'json'];
  const all = entries((await ringproof([...OPERATORS, ...args])).out);

  // No proof enters the code.
  expect(all.map(({ outcome, proofs }) => `${outcome} ${proofs}`)).toEqual(Array(3).fill('survived 0'));
  for (const { original, replacement, file, line } of all) {
    expect(`${original ?? ''} -> ${replacement ?? ''}`).toMatch(
      /^i(32|64)\.[gl][te]_[su] in \w+ -> i(32|64)\.[gl][te]_[su]$/,
    );
    expect(file).toMatch(/\.c$/);
    expect(line).toBeGreaterThan(0);
  }
  const report = (await ringproof([...OPERATORS, ...args.slice(0, -1), 'mutation'])).out;
  expect(report).toContain('"language": "c"');

  writeFileSync(join(cwd, 'alone.wasm'), addingUsed(op.i32(0)));
  const alone = [...OPERATORS, '--compiled', 'alone.wasm', '--sample', '1', '--reporter', 'json'];
  expect(entries((await ringproof(alone)).out)).toHaveLength(1);
  const unlisted = await ringproof(['mutate', '--compiled', 'alone.wasm']);
  expect(unlisted).toMatchObject({ code: 5, err: expect.stringContaining('have them made: --operators') });
});

test('should take an argument for a survivor, name one that a proof contradicts, and refuse one about nothing', async () => {
  const { ringproof } = workspace(WEAK);
  const all = entries((await ringproof([...OPERATORS, '--reporter', 'json'])).out);
  const idOf = (words: string): string => all.find((each) => wordsOf(each) === words)?.id ?? '';
  const argued = { [idOf('arithmetic: add -> sub')]: 'both count', [idOf('constant: 1 -> 2')]: 'as well' };
  const withArguments = workspace({ ...WEAK, 'models/counter/equivalent.json': JSON.stringify(argued) });
  const { code, out } = await withArguments.ringproof([...OPERATORS, '--every', '--reporter', 'json']);

  expect(outcomes(out)).toMatchObject({
    'arithmetic: add -> sub': 'argued both count',
    'constant: 1 -> 2': 'over-strict as well',
  });
  const [strict] = entries(out).filter(({ outcome }) => outcome === 'over-strict');
  expect(strict?.kills.map(({ proof }) => proof)).toEqual(['count/adds', 'count/even']);
  expect(JSON.parse(out)).toMatchObject({ coverage: { caughtNothing: [], guardedByOne: [] } });
  expect(code).toBe(1);

  const stale = workspace({ ...WEAK, 'models/counter/equivalent.json': '{ "counter/added.ts:x:0": "no" }' });
  const refused = await stale.ringproof(OPERATORS);
  expect(refused.err).toContain("models/counter/equivalent.json: there is no mutant 'counter/added.ts:x:0'");
  expect(refused.code).toBe(5);
});

test('should run proofs about no model, and take no mutant for equivalent that an operation enters which is compared nowhere', async () => {
  const { ringproof } = workspace({ ...WEAK, ...CALLS_MORE, ...ABOUT_NO_MODEL });
  const flags = ['--model', 'counter', '--reporter', 'json'];
  const { out } = await ringproof([
    ...OPERATORS,
    'added.ts:operand',
    'added.ts:arithmetic',
    'added.ts:connective',
    ...flags,
  ]);

  expect(outcomes(out)['operand: .mul(1) -> ']).toBe('survived counter.clear is not compared');
  const by = (words: string): unknown => entries(out).find((each) => wordsOf(each) === words)?.caughtBy;
  expect(by('arithmetic: add -> sub')).toMatchObject({ proof: 'alone', name: 'the sum' });
  expect(by('connective: - -> +')).toMatchObject({ how: 'endless', name: null });
});

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toJsonSchema } from '@valibot/to-json-schema';
import { Ajv } from 'ajv';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { publishedCaseShape } from '../../../conform/recording-shape.ts';
import { schemaOf } from '../../../shape/shape.ts';
import { SPLIT_FORMAT } from './format.ts';
import { CHAIN, splitCase } from './recordings.fixture.ts';

const FILE = fileURLToPath(new URL('../recording.schema.json', import.meta.url));

/** The schema that the shape of cases stands for. `check` is what no schema can say. */
function published(): object {
  return {
    title: 'A case of a recording or a scenario of a split virtqueue, as ringproof reads it',
    description:
      'A recording has one case a line; a scenario is one case, without result, state and writes of its steps.',
    ...toJsonSchema(schemaOf(publishedCaseShape(SPLIT_FORMAT)), {
      typeMode: 'output',
      errorMode: 'throw',
      ignoreActions: ['check'],
      definitions: { state: schemaOf(SPLIT_FORMAT.state), queue: schemaOf(SPLIT_FORMAT.queue) },
    }),
  };
}

const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(FILE, 'utf8')) as object);

test('should be what the shape says; to write it anew, run this test with --update', async () => {
  const options = await resolveConfig(FILE);
  await expect(await format(JSON.stringify(published()), { ...options, parser: 'json' })).toMatchFileSnapshot(
    FILE,
  );
});

test.each(['models/rust-vmm/recordings.sample.jsonl', 'models/spec/recordings.sample.jsonl'])(
  'should take the cases of %s',
  (file) => {
    const lines = readFileSync(fileURLToPath(new URL(`../../../../${file}`, import.meta.url)), 'utf8');
    for (const line of lines.trim().split('\n')) {
      expect(validate(JSON.parse(line)), JSON.stringify(validate.errors)).toBe(true);
    }
  },
);

test('should take a plain list of calls', () => {
  const { ops: _, ...rest } = JSON.parse(splitCase([])) as { ops: unknown };

  expect(validate({ ...rest, calls: ['pop', ['add_used', 3, 16]] })).toBe(true);
  expect(validate({ ...rest, calls: [5] })).toBe(false);
  expect(validate(rest)).toBe(false);
});

test.each([
  [true, { op: 'pop' }, {}],
  [true, { op: 'pop', result: { ok: CHAIN }, state: { next_avail: 1 } }, { next_avail: 0 }],
  [true, { op: 'add_used', args: { head: 1, len: 0 }, result: { err: 'GuestMemory', cause: 'x' } }, {}],
  [true, { op: 'set_up', args: { field: 'ready', value: true }, result: { trap: 'panic' } }, {}],
  [true, { op: 'of_its_own', args: { any: ['thing'] } }, {}],
  [false, { op: 'set_up', args: { field: 'ready', value: 1 } }, {}],
  [false, { op: 'add_used', args: { head: 1 } }, {}],
  [false, { op: 'pop', result: {} }, {}],
  [false, { op: 'pop', state: { next: 1 } }, {}],
  [false, { op: 'pop' }, { size: '0x1' }],
  [false, { op: 'pop' }, { sice: 1 }],
])('should say %s of %j with a queue of %j', (isValid, op, queue) => {
  expect(validate(JSON.parse(splitCase([op], queue)))).toBe(isValid);
});

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { afterAll, describe, expect, test } from 'vitest';
import { firecracker } from '../../../../models/firecracker/index.ts';
import { rustVmm } from '../../../../models/rust-vmm/index.ts';
import { spec } from '../../../../models/spec/index.ts';
import { parseCase, readRecording } from '../../../conform/recording.ts';
import { replayCase } from '../../../conform/replay.ts';
import { Tally } from '../../../conform/tally.ts';
import type { Model } from '../../../proof/model.ts';
import { has, Workshop } from '../export/compilers.fixture.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const STRICT = ['-std=c99', '-Wall', '-Wextra', '-Wpedantic', '-Werror', `-I${HERE}`];

/** What the toy queue for C records, without what a driver must not do. */
const SAMPLE = linesOf(
  readFileSync(new URL('../../../../models/spec/recordings.sample.jsonl', import.meta.url), 'utf8'),
);

const shop = new Workshop();
afterAll(() => shop[Symbol.dispose]());

/** Compiles a program that records what a toy queue does, without a warning. */
function build(compiler: string, ...args: readonly string[]): void {
  expect(shop.run(compiler, ...args, '-o', 'toy')).toMatchObject({ code: 0, output: '' });
}

const SCHEMA = JSON.parse(
  readFileSync(new URL('../recording.schema.json', import.meta.url), 'utf8'),
) as object;

const validate = new Ajv({ strict: false }).compile(SCHEMA);

/** What that program records, which has to be as the published schema says. */
function recorded(...args: readonly string[]): readonly string[] {
  const { code, output } = shop.run('./toy', 'recordings.jsonl', ...args);
  expect(code, output).toBe(0);
  const lines = linesOf(shop.read('recordings.jsonl'));
  for (const line of lines) expect(validate(JSON.parse(line)), JSON.stringify(validate.errors)).toBe(true);
  return lines;
}

function linesOf(text: string): readonly string[] {
  return text.trimEnd().split('\n');
}

function replay(model: Model, lines: readonly string[]): Tally {
  const { conformance } = model;
  if (conformance === undefined) throw new Error('no adapter');
  const tally = new Tally();
  lines.forEach((line, i) =>
    replayCase(parseCase(line, `line ${i + 1}`, conformance.format), conformance, tally),
  );
  return tally;
}

describe.skipIf(!has('gcc'))('the recorder for C', () => {
  const toy = `${HERE}toy/record_toy.c`;

  test('should record what the specification has a correct queue do', () => {
    build('gcc', ...STRICT, toy);
    const { firstMismatches, operations, driverWrites, cases } = replay(spec, recorded('bad'));

    expect(firstMismatches).toEqual([]);
    expect({ cases, operations, driverWrites }).toEqual({ cases: 4, operations: 15, driverWrites: 3 });
  });

  test('should record the sample that models are compared with', () => {
    build('gcc', ...STRICT, toy);

    expect(recorded()).toEqual(SAMPLE);
  });

  test('should show a mistake at its step', () => {
    build('gcc', ...STRICT, '-DTOY_SWAPPED', toy);

    expect(replay(spec, recorded()).firstMismatches[0]).toMatchObject({
      ...{ location: 'line 1', index: 2, op: 'add_used' },
      differences: [{ what: 'writes' }],
    });
  });

  test('should let the test run if the file cannot be opened, and say so', () => {
    build('gcc', ...STRICT, toy);
    const { code, output } = shop.run('./toy', 'no/such/folder/recordings.jsonl');

    expect({ code, output }).toMatchObject({ code: 1, output: expect.stringContaining('No such file') });
  });
});

describe.skipIf(!has('rustc'))('the recorder for Rust', () => {
  const toy = `${HERE}toy/record_toy.rs`;
  const flags = ['--edition', '2021', '-D', 'warnings', '-A', 'dead_code'];

  test('should record what the specification has a correct queue do', () => {
    build('rustc', ...flags, toy);
    const [wrap = '', panic = '', empty = ''] = recorded();

    expect(replay(spec, [wrap, empty])).toMatchObject({ firstMismatches: [], cases: 2, operations: 4 });
    expect(replay(firecracker, [panic])).toMatchObject({ firstMismatches: [], operations: 1 });
  });

  test('should show a mistake at its step', () => {
    build('rustc', ...flags, '--cfg', 'feature="wrong"', toy);

    expect(replay(spec, recorded().slice(0, 1)).firstMismatches[0]).toMatchObject({
      index: 3,
      op: 'add_used',
    });
  });
});

test.each(['ringproof_record.h', 'ringproof_record.rs'])('should keep %s short enough to be read', (file) => {
  expect(
    readFileSync(HERE + file, 'utf8')
      .trimEnd()
      .split('\n').length,
  ).toBeLessThan(150);
});

test.each([spec, firecracker, rustVmm])('should make a sample that $name agrees with', (model) => {
  expect(replay(model, SAMPLE)).toMatchObject({ firstMismatches: [], cases: 2, operations: 10 });
});

test('should have examples on its page that can be read, and that models agree with', async () => {
  const page = readFileSync(`${HERE}README.md`, 'utf8');
  const [, json = ''] = /```json\n(.*?)```/s.exec(page) ?? [];
  const [, text = ''] = /```text\n(.*?)```/s.exec(page) ?? [];
  shop.write('calls.txt', text);

  expect(replay(spec, [json])).toMatchObject({ firstMismatches: [], operations: 1, notRecorded: 1 });
  for await (const { steps } of readRecording('calls.txt', shop.folder, spec.conformance?.format))
    expect(steps).toHaveLength(3);
});

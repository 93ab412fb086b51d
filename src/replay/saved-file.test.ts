import { describe, expect, test } from 'vitest';
import type { Counterexample } from '../proof/counterexample.ts';
import { complaintsOf } from '../shape/json-schema.fixture.ts';
import { CounterexampleFileError, counterexampleFile, readSaved, witnessFile } from './saved-file.ts';

const FOUND: Counterexample = {
  assertion: 'no hole',
  inputs: { at: '0x10', n: '3', on: true },
  memory: [
    {
      name: 'memory',
      regions: [{ base: '0x10', size: '0x4' }],
      bytes: [
        { addr: '0x11', hex: '00ff' },
        // In no region: a property may have looked there, also beyond the last address.
        { addr: '0x20', hex: '4d' },
        { addr: '0x10000000000000001', hex: '07' },
      ],
    },
    { name: 'memory/driver', regions: [], bytes: [] },
  ],
  trace: ['load'],
  steps: [{ kind: 'note', text: 'hello' }],
};

const { assertion, inputs, memory } = FOUND;

const SCHEMA = 'src/replay/counterexample.schema.json';

describe('a counterexample file', () => {
  test('should give back what was saved', () => {
    expect(readSaved(counterexampleFile('a/b', 'mine', FOUND), 'f.json')).toEqual([
      { proof: 'a/b', model: 'mine', assertion, inputs, memory },
    ]);
  });

  test('should keep to the published schema, as a witness does', () => {
    const texts = [
      counterexampleFile('a/b', 'mine', FOUND),
      witnessFile({ proof: 'a/b', model: null, cover: 'the end', inputs, memory }),
    ];
    for (const text of texts) expect(complaintsOf(SCHEMA, JSON.parse(text))).toEqual([]);
    expect(readSaved(texts[1] ?? '', 'f.json')).toEqual([
      { proof: 'a/b', model: null, cover: 'the end', inputs, memory },
    ]);
  });

  test('should be read with a byte order mark in front, as some systems write it', () => {
    expect(readSaved(`\uFEFF${counterexampleFile('a/b', 'mine', FOUND)}`, 'f.json')).toHaveLength(1);
  });

  test('should be read with other line ends, and brackets in its names', () => {
    const name = '[{"\\'.repeat(200);
    const text = counterexampleFile(name, null, { ...FOUND, inputs: { [name]: '1' } });

    expect(readSaved(text.replaceAll('\n', '\r\n'), 'f.json')).toMatchObject([{ proof: name }]);
  });

  const saved = JSON.parse(counterexampleFile('a/b', null, FOUND)) as object;
  test.each<[object | string, string]>([
    ['{"tool"', 'f.json: not JSON, or cut off: '],
    ['[]', 'f.json: expected an object, got []'],
    ['7', 'f.json: expected an object, got 7'],
    [{}, 'neither a counterexample or witness that ringproof saved nor a report'],
    [{ tool: 'ringproof' }, 'neither'],
    [{ ...saved, kind: 'witnes' }, 'f.json: kind: expected one of counterexample, witness, got "witnes"'],
    [{ ...saved, version: 2 }, 'f.json: version: this ringproof reads version 1, got 2: save it again'],
    [{ ...saved, version: '1' }, 'f.json: version: expected a whole number, 1 or more, got "1"'],
    [{ ...saved, proof: 7 }, 'f.json: proof: expected text, got 7'],
    [{ ...saved, proof: undefined }, 'f.json: proof: expected text, but it is missing'],
    [{ ...saved, assertoin: 'x' }, "f.json: assertoin: unknown field; did you mean 'assertion'?"],
    [{ ...saved, kind: 'witness' }, 'f.json: cover: expected text, but it is missing'],
    [{ ...saved, inputs: { n: 3 } }, 'f.json: inputs.n: expected true, false, "123" or "0x1f", got 3'],
    [{ ...saved, inputs: { n: '0x' } }, 'f.json: inputs.n: expected'],
    [{ ...saved, inputs: { n: '9'.repeat(1e6) } }, 'f.json: inputs.n: expected'],
    [{ ...saved, inputs: ['1'] }, 'f.json: inputs: expected an object, got ["1"]'],
    [{ ...saved, version: Infinity }, 'f.json: version: expected a whole number, 1 or more, got null'],
    [`${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'f.json: it nests more than 100 lists and objects'],
    ['{"a":'.repeat(20_000), 'f.json: it nests more than 100 lists and objects'],
    ['\u0000', 'f.json: not JSON, or cut off: '],
    [
      { ...saved, memory: [{ name: 'm', regions: [{ base: 16, size: '0x1' }], bytes: [] }] },
      'f.json: memory[0].regions[0].base: expected "0x…" with up to 16 lower-case digits and no leading zero, got 16',
    ],
    [
      { ...saved, memory: [{ name: 'm', regions: [], bytes: [{ addr: '0x1', hex: 'f' }] }] },
      'f.json: memory[0].bytes[0].hex: expected bytes, two lower-case digits each, got "f"',
    ],
    [{ ...saved, memory: {} }, 'f.json: memory: expected a list, got {}'],
    [
      { ...saved, memory: [{ name: 'm', regions: [], bytes: [{ addr: '0x20000000000000000', hex: 'ff' }] }] },
      'f.json: memory[0].bytes[0].addr: expected an address',
    ],
    [
      { ...saved, memory: [{ name: 'm', regions: [{ base: '0x1', size: '0x0' }], bytes: [] }] },
      'f.json: memory[0]: region 0x1+0 is empty',
    ],
  ])('should be refused with the place and what is wrong: %j', (document, message) => {
    const text = typeof document === 'string' ? document : JSON.stringify(document);
    const read = (): unknown => readSaved(text, 'f.json');
    expect(read).toThrow(CounterexampleFileError);
    expect(read).toThrow(message);
  });
});

describe('a report', () => {
  const proof = { id: 'a/b', model: null, verdict: 'refuted', counterexample: FOUND };

  test('should give all counterexamples that were replayed', () => {
    const proofs = [
      proof,
      { ...proof, id: 'c', verdict: 'proved', counterexample: null },
      { ...proof, id: 'd', verdict: 'error' },
      { ...proof, id: 'e', model: 'mine' },
    ];
    const read = readSaved(JSON.stringify({ tool: 'ringproof', proofs }), 'f.json');
    expect(read.map(({ proof: id, model }) => [id, model])).toEqual([
      ['a/b', null],
      ['e', 'mine'],
    ]);
  });

  test('should be refused where one of them is malformed', () => {
    const proofs = [{ ...proof, counterexample: { ...FOUND, inputs: { n: null } } }];
    expect(() => readSaved(JSON.stringify({ tool: 'ringproof', proofs }), 'f.json')).toThrow(
      'f.json: proofs[0].counterexample.inputs.n: expected true, false, "123" or "0x1f", got null',
    );
  });
});

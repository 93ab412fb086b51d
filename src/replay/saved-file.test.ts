import { describe, expect, test } from 'vitest';
import type { Counterexample } from '../proof/counterexample.ts';
import { CounterexampleFileError, counterexampleFile, readSaved } from './saved-file.ts';

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

describe('a counterexample file', () => {
  test('should give back what was saved', () => {
    expect(readSaved(counterexampleFile('a/b', 'mine', FOUND), 'f.json')).toEqual([
      { proof: 'a/b', model: 'mine', assertion, inputs, memory },
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
    ['[]', "'the file' is []; it must be an object"],
    [{}, 'neither a counterexample or witness that ringproof saved nor a report'],
    [{ tool: 'ringproof' }, 'neither'],
    [{ ...saved, version: 2 }, "'version' is 2, and this tool reads 1"],
    [{ ...saved, version: '1' }, `'version' is "1"; it must be an integer`],
    [{ ...saved, proof: 7 }, "'proof' is 7; it must be a string"],
    [{ ...saved, inputs: { n: 3 } }, `'inputs.n' is 3; it must be true, false, "123" or "0x1f"`],
    [{ ...saved, inputs: { n: '0x' } }, "'inputs.n' is"],
    [{ ...saved, inputs: { n: '9'.repeat(1e6) } }, "'inputs.n' is"],
    [{ ...saved, inputs: ['1'] }, "'inputs' is"],
    [{ ...saved, version: Infinity }, "'version' is null"],
    [`${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'f.json: it nests more than 100 lists and objects'],
    ['{"a":'.repeat(20_000), 'f.json: it nests more than 100 lists and objects'],
    ['\u0000', 'f.json: not JSON, or cut off: '],
    [
      { ...saved, memory: [{ name: 'm', regions: [{ base: 16, size: '0x1' }], bytes: [] }] },
      "'memory[0].regions[0].base' is 16",
    ],
    [
      { ...saved, memory: [{ name: 'm', regions: [], bytes: [{ addr: '0x1', hex: 'f' }] }] },
      "'memory[0].bytes[0].hex' is",
    ],
    [{ ...saved, memory: {} }, "'memory' is {}; it must be a list"],
    [
      { ...saved, memory: [{ name: 'm', regions: [], bytes: [{ addr: '0x20000000000000000', hex: 'ff' }] }] },
      `'memory[0].bytes[0].addr' is "0x20000000000000000"`,
    ],
    [
      { ...saved, memory: [{ name: 'm', regions: [{ base: '0x1', size: '0x0' }], bytes: [] }] },
      "'memory[0]': region 0x1+0 is empty",
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
      "f.json: 'proofs[0].counterexample.inputs.n' is null",
    );
  });
});

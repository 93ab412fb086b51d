import { expect, test } from 'vitest';
import { concreteDomain } from '../domain/concrete.ts';
import { caseLine } from './conform.fixture.ts';
import { parseCase } from './recording.ts';

const step = (changes: object): string => caseLine({ op: 'read', result: { ok: 5 }, state: {}, ...changes });
const memory = (changes: object): string => JSON.stringify({ ...JSON.parse(caseLine()), memory: changes });
const region = { base: '0x0', size: 4 };

test.each([
  ['', 'not JSON'],
  ['{"seed":1', 'not JSON'],
  ['[]', 'the case: expected an object, got []'],
  ['{"seed":1}', 'memory: expected an object, but it is missing'],
  [memory({}).replace('7', '"1"'), 'seed: expected a whole number, 0 or more, got "1"'],
  ['{"seed":1,"memory":{}}', 'memory.regions: expected a list, but it is missing'],
  ['{"seed":1,"memory":{"regions":{}}}', 'memory.regions: expected a list, got {}'],
  [memory({ regions: [{ base: 16, size: 1 }], bytes: [] }), 'memory.regions[0].base: expected "0x…" with'],
  [memory({ regions: [{ base: '0x010', size: 1 }], bytes: [] }), 'and no leading zero'],
  [memory({ regions: [{ base: '0x10', size: -1 }], bytes: [] }), 'memory.regions[0].size: expected a whole'],
  [memory({ regions: [region, region], bytes: [] }), 'memory: regions must not overlap'],
  [
    memory({ regions: [region], bytes: [{ addr: '0x3', hex: '0000' }] }),
    'memory: no region holds address 0x4',
  ],
  [memory({ regions: [region], bytes: [{ addr: '0x3', hex: '0' }] }), 'memory.bytes[0].hex: expected bytes'],
  [memory({ region: [] }), 'memory.regions: expected a list, but it is missing'],
  [memory({ regions: [], byte: [] }), "memory.byte: unknown field; did you mean 'bytes'?"],
  [caseLine({ result: { ok: 1 } }), 'ops[0].op: expected text, but it is missing'],
  [step({ op: 5 }), 'ops[0].op: expected text, got 5'],
  [step({ state: null }), 'ops[0].state: expected an object, got null'],
  [step({ result: 5 }), 'ops[0].result: expected {"ok": value}, {"err": name} or {"trap": kind}, got 5'],
  [step({ result: {} }), 'ops[0].result: expected {"ok": value}'],
  [step({ result: { ok: 1, err: 'Bad' } }), 'ops[0].result: expected {"ok": value}'],
  [step({ args: [] }), 'ops[0].args: expected an object, got []'],
  [step({ writes: [{ hex: '00' }] }), 'ops[0].writes[0].addr: expected "0x…"'],
  [step({ arg: {} }), "ops[0].arg: unknown field; did you mean 'args'?"],
  [caseLine({ op: 'mem_write' }), 'ops[0].args: expected an object, but it is missing'],
  [caseLine({ op: 'mem_write', args: { writes: [] }, state: {} }), 'ops[0].state: unknown field'],
  [
    JSON.stringify({ version: 2, ...JSON.parse(caseLine()) }),
    'version: expected 1, the version that this ringproof reads, got 2',
  ],
  [
    JSON.stringify({ verson: 1, ...JSON.parse(caseLine()) }),
    "verson: unknown field; did you mean 'version'?",
  ],
])('should refuse %s', (line, message) => {
  expect(() => parseCase(line, 'a.jsonl:12')).toThrow(message);
  expect(() => parseCase(line, 'a.jsonl:12')).toThrow(/^a\.jsonl:12: /);
});

test('should give a memory that remembers no accesses, of which a case may have millions', () => {
  const { memory } = parseCase(caseLine(), 'a.jsonl:12');
  expect(memory.read(concreteDomain.u64(0x10), [16]).ok).toBe(true);
  expect(memory.events.all).toHaveLength(0);
});

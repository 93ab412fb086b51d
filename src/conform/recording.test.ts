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
  ['[]', "'the line' is []; it must be an object"],
  ['{"seed":"1"}', "'memory' is missing"],
  ['{"seed":1,"memory":{}}', "'memory.regions' is missing; it must be a list"],
  [memory({ regions: [{ base: 16, size: 1 }], bytes: [] }), "'memory.regions[0].base' is 16"],
  [memory({ regions: [{ base: '0x010', size: 1 }], bytes: [] }), 'without padding'],
  [memory({ regions: [{ base: '0x10', size: -1 }], bytes: [] }), "'memory.regions[0].size' is -1"],
  [memory({ regions: [region, region], bytes: [] }), 'regions must not overlap'],
  [memory({ regions: [region], bytes: [{ addr: '0x3', hex: '0000' }] }), 'no region holds address 0x4'],
  [memory({ regions: [region], bytes: [{ addr: '0x3', hex: '0' }] }), '\'memory.bytes[0].hex\' is "0"'],
  [caseLine({ result: {} }), "'ops[0].op' is missing; it must be a string"],
  [step({ state: null }), "'ops[0].state' is null; it must be an object"],
  [step({ result: 5 }), "'ops[0].result' is 5; it must be an object"],
  [step({ args: [] }), "'ops[0].args' is []; it must be an object"],
  [step({ writes: [{ hex: '00' }] }), "'ops[0].writes[0].addr' is missing"],
  [caseLine({ op: 'mem_write' }), "'ops[0].args.writes' is missing; it must be a list"],
])('should refuse %s', (line, message) => {
  expect(() => parseCase(line, 'a.jsonl:12')).toThrow(message);
  expect(() => parseCase(line, 'a.jsonl:12')).toThrow(/^a\.jsonl:12: /);
});

test('should give a memory that remembers no accesses, of which a case may have millions', () => {
  const { memory } = parseCase(caseLine(), 'a.jsonl:12');
  expect(memory.read(concreteDomain.u64(0x10), [16]).ok).toBe(true);
  expect(memory.events.all).toHaveLength(0);
});

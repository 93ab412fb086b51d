import { expect, test } from 'vitest';
import { encode, op } from '../../../compiled/encoder.fixture.ts';
import { decodeModule } from '../../../compiled/index.ts';
import { concreteDomain, truthOf, valueOf } from '../../../domain/concrete.ts';
import { bool, isBool, isWord, u16 } from '../../../proof/state-schema.ts';
import { compiledDevice } from './device.ts';
import { Instance } from './module.ts';

/** An instance whose `state` is this number for each field. */
function returning(value: bigint): Instance {
  const functions = [{ name: 'state', params: ['i32'], results: ['i64'], body: op.i64(value) }] as const;
  return new Instance(decodeModule(encode({ functions }), 'queue.wasm'), concreteDomain);
}

test('should read fields of their width', () => {
  const { nextAvail, ready } = returning(1n).read('state', { nextAvail: u16(), ready: bool() });
  expect(isWord(nextAvail) && valueOf(nextAvail)).toBe(1n);
  expect(isBool(ready) && truthOf(ready)).toBe(true);
});

test.each([
  ['a word', 65536n, { nextAvail: u16() }, 'state(0) returned a value of more than 16 bits'],
  ['a Boolean', 2n, { ready: bool() }, 'state(0) returned a value of more than one bit'],
])('should refuse what would be cut to the width of %s', (_, value, fields, message) => {
  expect(() => returning(value).read('state', fields)).toThrow(message);
});

test.each([3, 1.5, 0, -4096])('should refuse a memory map of multiples of %s', (multipleOf) => {
  const file = { path: 'queue.wasm', base64: Buffer.from(encode({ functions: [] })).toString('base64') };

  expect(() => compiledDevice(file, { memoryMap: { multipleOf } })).toThrow(
    `queue.wasm: memoryMap: regions cannot begin and end at multiples of ${multipleOf}`,
  );
});

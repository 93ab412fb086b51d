import { expect, test } from 'vitest';
import { concreteDomain as domain } from '../domain/concrete.ts';
import type { Width } from '../domain/width.ts';
import { Fnv1a32 } from './fnv1a.ts';

/** Hash of words of these widths and values. */
function hashOf(...words: readonly (readonly [Width, bigint])[]): string {
  const hash = new Fnv1a32();
  for (const [width, value] of words) hash.add(domain.word(width, value));
  return hash.toString();
}

const bytes = (text: string) => Array.from(Buffer.from(text), (byte) => [8, BigInt(byte)] as const);

test('should be the hash that its authors publish for some texts', () => {
  expect(hashOf()).toBe('0x811c9dc5');
  expect(hashOf(...bytes('a'))).toBe('0xe40c292c');
  expect(hashOf(...bytes('foobar'))).toBe('0xbf9cf968');
});

test('should be of the bytes of words, the lowest first', () => {
  expect(hashOf([16, 0x6f66n], [32, 0x6162_6f6fn])).not.toBe(hashOf(...bytes('foobar')));
  expect(hashOf([16, 0x6f66n], [32, 0x7261_626fn])).toBe(hashOf(...bytes('foobar')));
  expect(hashOf([64, 0x8070_6050_4030_2010n])).toBe(
    hashOf(...[0x10n, 0x20n, 0x30n, 0x40n, 0x50n, 0x60n, 0x70n, 0x80n].map((b) => [8, b] as const)),
  );
});

test('should be written with eight digits', () => {
  const short = Array.from({ length: 256 * 256 }, (_, i) => hashOf([16, BigInt(i)])).find((hash) =>
    hash.startsWith('0x00'),
  );
  expect(short).toHaveLength(10);
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { C_FLAGS, findClang } from '../../../scripts/compiled/c.ts';
import { compile } from '../../../scripts/compiled/toolchain.ts';
import { decodeModule } from '../index.ts';
import { LineTable, type SourceSpot } from './line-table.ts';

const QUEUE = fileURLToPath(new URL('../../../models/compiled-c', import.meta.url));
const KIT = fileURLToPath(new URL('../../virtio/split/kits/ringproof_queue.h', import.meta.url));
const SOURCES = ['chain.c', 'exports.c', 'guest.c', 'queue.c', 'setup.c'];

const clang = findClang();
if ('missing' in clang) console.warn(`inlined code is not compared: ${clang.missing}`);
const builds = mkdtempSync(join(tmpdir(), 'ringproof-inlined-'));
afterAll(() => {
  rmSync(builds, { recursive: true });
});

const inWords = ({ file, line }: SourceSpot): string => `${file.path.replace(/^.*\//, '')}:${line}`;

/** What is said of each byte of the code of the queue: its line, and the lines that call it, the innermost first. */
function placesOf(...flags: readonly string[]): readonly string[] {
  if ('missing' in clang) throw new Error(clang.missing);
  const output = join(builds, 'queue.wasm');
  compile(clang.path, [...C_FLAGS, ...flags, '-include', KIT, ...SOURCES, '-o', output], QUEUE);
  const bytes = readFileSync(output);
  const table = LineTable.of(decodeModule(bytes, 'queue.wasm').custom);
  return Array.from({ length: bytes.length }, (_, offset) => {
    const place = table?.at(offset) ?? null;
    return place === null ? '' : [place, ...place.callers].map(inWords).join(' < ');
  });
}

describe.skipIf('missing' in clang)('inlined code of the queue in C', () => {
  test.each([
    ['-O2', '-gline-tables-only'],
    ['-O2', '-g'],
    ['-O3', '-g'],
    ['-Os', '-g'],
  ])('should have the same lines and callers in DWARF 4 and 5: %s %s', (...flags) => {
    const places = placesOf(...flags, '-gdwarf-5');
    expect(new Set(places.filter((place) => place.includes(' < '))).size).toBeGreaterThan(20);
    const last = (all: readonly string[]): readonly string[] => all.slice(0, all.findLastIndex(Boolean) + 1);
    expect(last(places)).toEqual(last(placesOf(...flags, '-gdwarf-4')));
  });
});

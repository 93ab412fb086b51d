import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeModule } from '../index.ts';
import { LineTable } from './line-table.ts';
import { lineSection, type UnitText } from './lines.fixture.ts';

const OLD: UnitText = {
  version: 4,
  folders: ['include', '/build/queue'],
  files: [
    { name: 'queue.c', folder: 0 },
    { name: 'queue.h', folder: 1 },
    { name: 'setup.c', folder: 2 },
  ],
  // prettier-ignore
  sequences: [
    { rows: [[10, 1, 7], [14, 1, 0], [20, 2, 3]], end: 30 },
    { rows: [[30, 3, 300]], end: 40 },
    // Functions that the linker dropped.
    { rows: [[0, 1, 99]], end: 200 },
  ],
};

const NEW: UnitText = {
  version: 5,
  folders: ['/build/queue', 'src', '/rust/core'],
  files: [
    { name: 'queue.c', folder: 1, md5: '0123456789abcdef0123456789abcdef' },
    { name: 'lib.rs', folder: 2 },
  ],
  // prettier-ignore
  sequences: [{ rows: [[50, 0, 5], [60, 1, 6]], end: 70 }],
};

function tableOf(units: readonly UnitText[]): LineTable {
  const table = LineTable.of(new Map([['.debug_line', lineSection(units)]]));
  if (table === null) throw new Error('it cannot be read');
  return table;
}

describe('a line table', () => {
  const table = tableOf([OLD, NEW]);
  const at = (offset: number): string => {
    const found = table.at(offset);
    return found === null ? 'none' : `${found.file.path}:${found.line}`;
  };

  test('should say the line of each instruction, up to the end of its function', () => {
    expect([9, 10, 13, 20, 29, 30, 40, 100].map(at)).toEqual([
      ...['none', 'queue.c:7', 'queue.c:7', 'include/queue.h:3', 'include/queue.h:3'],
      ...['/build/queue/setup.c:300', 'none', 'none'],
    ]);
  });

  test('should give an instruction of no line the line before it', () => {
    expect(at(15)).toBe('queue.c:7');
  });

  test('should name files of version 5 from the folder of the compiler, with what they held', () => {
    expect([50, 60].map(at)).toEqual(['src/queue.c:5', '/rust/core/lib.rs:6']);
    expect(table.at(50)?.file.md5).toBe('0123456789abcdef0123456789abcdef');
  });

  test('should be none where it is cut off at any byte, or of a version that is not known', () => {
    const bytes = lineSection([OLD, NEW]);
    for (let length = 1; length < bytes.length; length++) {
      const cut = LineTable.of(new Map([['.debug_line', bytes.subarray(0, length)]]));
      expect(cut?.at(55) ?? null).toBeNull();
    }
    const other = Uint8Array.from(lineSection([OLD]));
    other[4] = 6;
    expect(LineTable.of(new Map([['.debug_line', other]]))?.at(10)).toBeNull();
  });
});

const SOURCE = `
static inline __attribute__((always_inline)) int sum(const int *of, int n) { int s = 0; for (int i = 0; i < n; i++) s += of[i]; return s; }
__attribute__((export_name("f"))) int f(int a) {
  int all[4] = { a, 2,
    3, a * 7 };
  if (a > 3)
    return sum(all, 4);
  return a;
}
static int unused(int a) { return a + 1; }
`;

const hasTools = ['clang-19', 'llvm-dwarfdump-19'].every(
  (name) => spawnSync(name, ['--version']).status === 0,
);

/** The module that clang makes of it. */
function compiled(...flags: readonly string[]): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'ringproof-lines-'));
  try {
    writeFileSync(join(folder, 'f.c'), SOURCE);
    const all = ['--target=wasm64', '-nostdlib', '-Wl,--no-entry', '-g', ...flags, 'f.c', '-o', 'f.wasm'];
    const { status, stderr } = spawnSync('clang-19', all, { cwd: folder, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return readFileSync(join(folder, 'f.wasm'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Addresses that have a line of their own, and that line, as llvm-dwarfdump says them. */
function rowsOf(module: Uint8Array): readonly (readonly [address: number, line: number])[] {
  const { stdout } = spawnSync('llvm-dwarfdump-19', ['--debug-line', '-'], {
    input: module,
    encoding: 'utf8',
  });
  return [...stdout.matchAll(/^0x([0-9a-f]{16}) +(\d+) .*$/gm)]
    .filter(([row, , line]) => line !== '0' && !row.includes('end_sequence'))
    .map(([, address = '', line]) => [parseInt(address, 16), Number(line)]);
}

describe.skipIf(!hasTools)('lines of clang', () => {
  test.each(['-gdwarf-4', '-gdwarf-5'])('should be those that llvm-dwarfdump says: %s', (version) => {
    const module = compiled('-O1', version);
    const table = LineTable.of(decodeModule(module, 'f.wasm').custom);
    const rows = rowsOf(module);
    expect(rows.length).toBeGreaterThan(5);
    for (const [address, line] of rows) {
      const found = table?.at(address);
      expect(`${found?.file.path}:${found?.line}`).toBe(`f.c:${line}`);
    }
  });

  test.each([
    ['-g', '-gdwarf-4'],
    ['-g', '-gdwarf-5'],
    ['-gline-tables-only', '-gdwarf-4'],
    ['-gline-tables-only', '-gdwarf-5'],
  ])('should say which line calls code that is inlined: %s %s', (level, version) => {
    const module = compiled('-O1', level, version);
    const { custom } = decodeModule(module, 'f.wasm');
    const ofSum = rowsOf(module).filter(([, line]) => line === 2);
    const callers = (sections: ReadonlyMap<string, Uint8Array>): readonly (readonly number[])[] =>
      ofSum.map(
        ([at]) =>
          LineTable.of(sections)
            ?.at(at)
            ?.callers.map(({ line }) => line) ?? [-1],
      );
    expect(ofSum.length).toBeGreaterThan(2);
    expect(callers(custom)).toEqual(ofSum.map(() => [7]));
    // What cannot be read of it takes no lines away.
    const cut = new Map(custom).set(
      '.debug_info',
      custom.get('.debug_info')?.subarray(0, 60) ?? Uint8Array.of(),
    );
    expect(callers(cut)).toEqual(ofSum.map(() => []));
  });
});

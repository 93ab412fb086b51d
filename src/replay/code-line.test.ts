import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { CodeLine } from '../domain/running-code.ts';
import { codeLine } from './code-line.ts';

const project = mkdtempSync(join(tmpdir(), 'ringproof-code-'));
afterAll(() => rmSync(project, { recursive: true }));
const folder = join(project, 'models/queue');
mkdirSync(folder, { recursive: true });
const text = 'int pop(void) {\n  return 1;\n}\n';
for (const path of ['models/queue/queue.c', 'shared.c']) writeFileSync(join(project, path), text);

function line(file: string, md5: string | null = null, callers: readonly CodeLine[] = []) {
  return codeLine({ file, line: 2, md5, folder, callers }, project);
}

describe('a line of the source of compiled code', () => {
  test('should be read in the folder of the module, and in those around it', () => {
    expect(line('queue.c')).toEqual({ file: 'models/queue/queue.c', line: 2, text: 'return 1;' });
    expect(line('shared.c')).toEqual({ file: 'shared.c', line: 2, text: 'return 1;' });
    expect(line(join(folder, 'queue.c')).file).toBe('models/queue/queue.c');
  });

  test('should have no text where the file is not the one that was compiled', () => {
    const md5 = createHash('md5').update(text).digest('hex');
    expect(line('queue.c', md5).text).toBe('return 1;');
    expect(line('queue.c', md5.replace(/./g, '0'))).toEqual({
      ...{ file: 'models/queue/queue.c', line: 2, text: '' },
    });
  });

  test('should be the innermost one at hand of inlined code', () => {
    const callers = [
      { file: '/rust/core/slice.rs', line: 9, md5: null },
      { file: 'queue.c', line: 1, md5: null },
      { file: 'queue.c', line: 2, md5: null },
    ];
    expect(line('/rust/core/num.rs', null, callers)).toMatchObject({ file: 'models/queue/queue.c', line: 1 });
  });

  test('should name a file that is not at hand without the folders of the machine that compiled it', () => {
    expect(line('/elsewhere/library/core.rs')).toEqual({ file: 'core.rs', line: 2, text: '' });
    expect(line('../lib/memory.c').file).toBe('lib/memory.c');
    // One that is there, but nowhere near the project.
    expect(line(process.execPath)).toEqual({ file: 'node', line: 2, text: '' });
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { buildWith, changed, clang, TABLES } from '../../../../../models/compiled-c/tables.fixture.ts';
import { write } from '../../../../export/write.ts';
import { bool, type Model } from '../../../../index.ts';
import { ADDED, CASES, toWrite } from '../../export/cases.fixture.ts';
import { has, Workshop, type Ran } from '../../export/compilers.fixture.ts';
import { compiledDevice, splitDevice } from '../../index.ts';

const EXAMPLE = fileURLToPath(new URL('../../../../../models/compiled-c', import.meta.url));
const KIT = fileURLToPath(new URL('../../kits/ringproof_queue.h', import.meta.url));
const SOURCES = ['chain.c', 'exports.c', 'guest.c', 'queue.c', 'setup.c'];

const shop = new Workshop();
afterAll(() => shop[Symbol.dispose]());

/** What is said of an element that is added, of a head that came back twice already. */
function writtenCase(): string {
  const code = { path: 'queue.wasm', base64: buildWith(TABLES) };
  const fields = { queueFields: { addedAll: bool() }, walkFields: { isFull: bool() } };
  const model: Model = splitDevice.implement(
    { name: 'compiled-c', source: '' },
    compiledDevice(code, fields),
  );
  const [added] = CASES;
  if (added === undefined) throw new Error('no case');
  const tables = [{ name: 'queue/returned', regions: [], bytes: [{ addr: '0xc', hex: '0200' }] }];
  return write('c', toWrite({ ...added, start: { ...ADDED, memory: [...ADDED.memory, ...tables] } }, model));
}

/** Compiles the written test with the sources of the queue, and runs it. */
function run(text: string, more: Parameters<typeof changed>[1] = []): Ran {
  for (const name of readdirSync(EXAMPLE).filter((file) => /\.[ch]$/.test(file)))
    shop.write(name, changed(name, [...TABLES, ...more], readFileSync(join(EXAMPLE, name), 'utf8')));
  shop.write('ringproof_queue.h', readFileSync(KIT, 'utf8'));
  shop.write('written.c', text);
  const strict = ['-std=gnu11', '-Wall', '-Wextra', '-Werror', '-include', 'ringproof_queue.h'];
  const built = shop.run('cc', ...strict, '-o', 'written', 'written.c', ...SOURCES);
  return built.code === 0 ? shop.run('./written') : built;
}

describe.skipIf('missing' in clang || !has('cc'))('a test in C of a queue with tables', () => {
  test('should put in what they hold, and compare it afterwards', () => {
    const text = writtenCase();
    expect(text).toContain(
      'put_table(1, 2048, 8, (const struct entry[]){ { 1, UINT64_C(0x200000000) } }, 1);',
    );
    expect(run(text)).toMatchObject({ code: 0 });
    const forgets = { file: 'queue.c', find: 'returned->times++;', replace: 'returned->times = 1;' };
    expect(run(text, [forgets])).toEqual({
      code: 1,
      output: expect.stringContaining(
        'returned[1], byte 4 is 1 (0x1), and in the module it is 3 (0x3)',
      ) as string,
    });
  });
});

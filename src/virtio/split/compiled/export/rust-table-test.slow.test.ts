import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { buildWith, changed, clang, type Change } from '../../../../../models/compiled-c/tables.fixture.ts';
import { TABLES } from '../../../../../models/compiled-rust/tables.fixture.ts';
import { write } from '../../../../export/write.ts';
import { bool, type Model } from '../../../../index.ts';
import { CASES, toWrite } from '../../export/cases.fixture.ts';
import { has, Workshop, type Ran } from '../../export/compilers.fixture.ts';
import { compiledDevice, splitDevice } from '../../index.ts';

const EXAMPLE = fileURLToPath(new URL('../../../../../models/compiled-rust', import.meta.url));
const KIT = fileURLToPath(new URL('../../kits/ringproof_queue.rs', import.meta.url));

if ('missing' in clang) console.warn(`tables in Rust are not compiled: ${clang.missing}`);
if (!has('rustc')) console.warn('tables in Rust are not compiled: no rustc is installed');

const shop = new Workshop();
afterAll(() => shop[Symbol.dispose]());

/** The same table in C, whose compiler makes modules of 64 bits without more ado. */
const SAME_IN_C: readonly Change[] = [
  {
    file: 'queue.h',
    find: '/* A walk along one chain',
    replace: 'extern uint16_t queue_popped_at[256];\n/* A walk along one chain',
  },
  {
    file: 'queue.c',
    find: 'enum { NO_NOTIFICATION = 1 };',
    replace: 'enum { NO_NOTIFICATION = 1 };\nuint16_t queue_popped_at[256];',
  },
  {
    file: 'queue.c',
    find: '  q->next_avail++;\n  return 1;',
    replace: '  queue_popped_at[head & 255] = q->next_avail;\n  q->next_avail++;\n  return 1;',
  },
  {
    file: 'exports.c',
    find: 'static struct chain walk;',
    replace: 'static struct chain walk;\nRINGPROOF_TABLES(RINGPROOF_TABLE(popped_at, queue_popped_at));',
  },
];

/** What is written of a chain that is popped, and comes again, in a state in which two entries are not 0. */
function writtenCase(): string {
  const code = { path: 'queue.wasm', base64: buildWith(SAME_IN_C) };
  const device = compiledDevice(code, { queueFields: { addedAll: bool() }, walkFields: { isFull: bool() } });
  if (device.compiled === undefined) throw new Error('it is not compiled');
  const model: Model = splitDevice.implement(
    { name: 'compiled-rust', source: '' },
    { ...device, compiled: { ...device.compiled, producers: ['Rust'] } },
  );
  const popped = CASES.find(({ assertion }) => assertion === 'the chain comes again');
  if (popped === undefined) throw new Error('no case');
  const { start } = popped;
  const table = { name: 'queue/popped_at', regions: [], bytes: [{ addr: '0x4', hex: '3412ff' }] };
  return write('rust', toWrite({ ...popped, start: { ...start, memory: [...start.memory, table] } }, model));
}

/** Compiles the queue in Rust for this machine, and the written test with it, and runs that. */
function run(text: string, more: readonly Change[] = []): Ran {
  for (const name of readdirSync(EXAMPLE).filter((file) => file.endsWith('.rs'))) {
    const source = changed(name, [...TABLES, ...more], readFileSync(join(EXAMPLE, name), 'utf8'));
    shop.write(name, source.replace(/mod ringproof_queue \{\n.*\n\}/, 'mod ringproof_queue;'));
  }
  shop.write('ringproof_queue.rs', readFileSync(KIT, 'utf8'));
  shop.write('written.rs', text);
  const edition = ['--edition', '2024'];
  const crate = ['--crate-type', 'cdylib', '--crate-name', 'queue', '-Cpanic=abort', '-Awarnings', 'lib.rs'];
  // The panic handler of the example uses an intrinsic.
  const queue = shop.run('env', 'RUSTC_BOOTSTRAP=1', 'rustc', ...edition, ...crate);
  if (queue.code !== 0) return queue;
  const linked = ['-Dwarnings', '-L', '.', '-l', 'queue', '-Clink-args=-rdynamic -Wl,-rpath,.', 'written.rs'];
  const built = shop.run('rustc', ...edition, ...linked);
  return built.code === 0 ? shop.run('./written') : built;
}

describe.skipIf('missing' in clang || !has('rustc'))('a test in Rust of a queue with tables', () => {
  test('should put in what they hold, and compare it afterwards', () => {
    const text = writtenCase();
    expect(text).toContain('put_table(0, 512, 2, &[(2, 0x1234), (3, 0xff)]);');
    expect(run(text)).toMatchObject({ code: 0 });
    const clears = {
      file: 'queue.rs',
      find: 'self.popped_at[usize::from(head & 255)] = self.next_avail;',
      replace: 'self.popped_at = [0; 256];',
    };
    expect(run(text, [clears])).toEqual({
      code: 1,
      output: expect.stringContaining(
        'popped_at[2], byte 0 is 0 (0x0), and in the module it is 52 (0x34)',
      ) as string,
    });
  });
});

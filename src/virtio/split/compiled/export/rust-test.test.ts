import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bool, type Model } from '../../../../index.ts';
import { write } from '../../../../export/write.ts';
import { CASES, toWrite } from '../../export/cases.fixture.ts';
import { has, Workshop, type Ran } from '../../export/compilers.fixture.ts';
import { compiledDevice, splitDevice } from '../../index.ts';

const EXAMPLE = fileURLToPath(new URL('../../../../../models/compiled-rust', import.meta.url));
const KIT = fileURLToPath(new URL('../../kits/ringproof_queue.rs', import.meta.url));

const shop = new Workshop();
afterAll(() => shop[Symbol.dispose]());

const model: Model = splitDevice.implement(
  { name: 'compiled-rust', source: 'queue.rs' },
  compiledDevice(
    { path: 'queue.wasm', base64: readFileSync(join(EXAMPLE, 'queue.wasm'), 'base64') },
    { queueFields: { addedAll: bool() }, walkFields: { isFull: bool() } },
  ),
);

/** Compiles the queue for this machine. */
function buildQueue(): Ran {
  const flags = ['--edition', '2024', '--crate-type', 'cdylib', '--crate-name', 'queue', '-Cpanic=abort'];
  // The panic handler of the example uses an intrinsic.
  return shop.run('env', 'RUSTC_BOOTSTRAP=1', 'rustc', ...flags, '-Awarnings', 'lib.rs');
}

function run(text: string): Ran {
  shop.write('written.rs', text);
  const flags = ['--edition', '2024', '-Dwarnings', '-L', '.', '-l', 'queue'];
  const built = shop.run('rustc', ...flags, '-Clink-args=-rdynamic -Wl,-rpath,.', 'written.rs');
  return built.code === 0 ? shop.run('./written') : built;
}

describe.skipIf(!has('rustc'))('a test in Rust of compiled code', () => {
  beforeAll(() => {
    for (const name of readdirSync(EXAMPLE).filter((file) => file.endsWith('.rs'))) {
      const text = readFileSync(join(EXAMPLE, name), 'utf8');
      shop.write(name, text.replace(/mod ringproof_queue \{\n.*\n\}/, 'mod ringproof_queue;'));
    }
    shop.write('ringproof_queue.rs', readFileSync(KIT, 'utf8'));
    expect(buildQueue()).toEqual({ code: 0, output: '' });
  }, 60_000);

  // A compiler of Rust takes a second or more for each.
  const some = CASES.filter((_, i) => i % 3 === 0);

  test.each(some)('should do on this machine what the module did: $proof.id, $assertion', (one) => {
    const text = write('rust', toWrite(one, model));
    expect(run(text)).toMatchObject({
      code: 0,
      output: expect.stringContaining('same as in the module') as string,
    });
    expect(text).not.toMatch(/[^\n -~]/);
  });

  test('should fail where the code does something else, and say what', () => {
    const [added] = CASES;
    if (added === undefined) throw new Error('no case');
    const text = write('rust', toWrite(added, model));
    const original = shop.read('queue.rs');
    shop.write(
      'queue.rs',
      original.replace('self.next_used.wrapping_add(1)', 'self.next_used.wrapping_add(2)'),
    );
    expect(buildQueue().code).toBe(0);
    expect(run(text)).toEqual({
      code: 1,
      output: expect.stringContaining('the byte at 0x3002 is 3 (0x3), and in the module it is 2') as string,
    });
  });
});

test('should be written in the language of the module alone', () => {
  const [added] = CASES;
  if (added === undefined) throw new Error('no case');
  expect(() => write('c', toWrite(added, model))).toThrow('write it as rust');
});

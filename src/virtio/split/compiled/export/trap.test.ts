import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { addingUsed } from '../../../../cli/faulty-queues.fixture.ts';
import { op } from '../../../../compiled/encoder.fixture.ts';
import { write } from '../../../../export/write.ts';
import { ADDED, CASES, toWrite } from '../../export/cases.fixture.ts';
import { has, Workshop, type Ran } from '../../export/compilers.fixture.ts';
import { compiledDevice, splitDevice } from '../../index.ts';
import { QUEUE_FIELDS } from '../contract.ts';

const KIT = fileURLToPath(new URL('../../kits/ringproof_queue.h', import.meta.url));

const shop = new Workshop();
afterAll(() => shop[Symbol.dispose]());

/** A test of a module whose add_used traps. */
function written(form: 'c' | 'rust'): string {
  const base64 = Buffer.from(addingUsed(op.unreachable)).toString('base64');
  const device = compiledDevice({ path: 'queue.wasm', base64 });
  const model = splitDevice.implement({ name: 'trapping', source: 'queue.wasm' }, device);
  const [added] = CASES;
  if (added === undefined) throw new Error('no case');
  return write(form, toWrite({ ...added, start: ADDED }, model));
}

/** Runs a written test in C with this for the code of add_used. */
function inC(body: string): Ran {
  const created = QUEUE_FIELDS.map((_, i) => `(void)fields[${i}];`).join(' ');
  shop.write('ringproof_queue.h', readFileSync(KIT, 'utf8'));
  shop.write(
    'queue.c',
    `static uint64_t fields[${QUEUE_FIELDS.length}];
RINGPROOF_CREATE() { fields[0] = max_size; ${created} (void)size; (void)ready; (void)event_idx; (void)next_avail;
  (void)next_used; (void)num_added; (void)desc_table; (void)avail_ring; (void)used_ring; }
int32_t ringproof_add_used(uint32_t head, uint32_t len) { (void)head; (void)len; ${body} }
`,
  );
  shop.write('written.c', written('c'));
  const strict = ['-std=gnu11', '-Wall', '-Wextra', '-Werror', '-include', 'ringproof_queue.h'];
  const built = shop.run('cc', ...strict, '-o', 'in-c', 'written.c', 'queue.c');
  return built.code === 0 ? shop.run('./in-c') : built;
}

/** The same in Rust. */
function inRust(body: string): Ran {
  const parameters = QUEUE_FIELDS.map((_, i) => `_${i}: u64`).join(', ');
  shop.write(
    'queue.rs',
    `#[unsafe(no_mangle)] pub extern "C" fn create(${parameters}) {}
#[unsafe(no_mangle)] pub extern "C" fn add_used(_head: i32, _len: i32) -> i32 { ${body} }
`,
  );
  shop.write('written.rs', written('rust'));
  const flags = ['--edition', '2024', '-Cpanic=abort'];
  const queue = shop.run('rustc', ...flags, '--crate-type', 'cdylib', '--crate-name', 'queue', 'queue.rs');
  if (queue.code !== 0) return queue;
  const built = shop.run(
    'rustc',
    ...['--edition', '2024', '-Dwarnings', '-L', '.', '-l', 'queue'],
    ...['-Clink-args=-rdynamic -Wl,-rpath,.', '-o', 'in-rust', 'written.rs'],
  );
  return built.code === 0 ? shop.run('./in-rust') : built;
}

const TRAPS = 'in the module the host traps in this call: ';

describe.each([
  ['C', 'cc', inC, '__builtin_trap();', 'return 0;'],
  ['Rust', 'rustc', inRust, 'panic!("as the module")', '0'],
] as const)('a test in %s of what traps in the module', (_, compiler, run, traps, returns) => {
  test.skipIf(!has(compiler))('should end as the module does, and say that before', () => {
    const { code, output } = run(traps);

    // Ended by a signal.
    expect({ code, output }).toEqual({ code: null, output: expect.stringContaining(TRAPS) as string });
    expect(output).not.toContain('it returned');
    expect(output).not.toContain('the same as in the module');
  });

  test.skipIf(!has(compiler))('should fail where the call returns', () => {
    const { code, output } = run(returns);

    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining(TRAPS) as string });
    expect(output).toContain('it returned');
  });
});

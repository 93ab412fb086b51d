import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { bool, type Model } from '../../../../index.ts';
import { write } from '../../../../export/write.ts';
import { WriteError } from '../../../../proof/write-error.ts';
import { CASES, IDLE_CASE, toWrite, type WrittenCase } from '../../export/cases.fixture.ts';
import { has, Workshop, type Ran } from '../../export/compilers.fixture.ts';
import { compiledDevice, splitDevice } from '../../index.ts';

const EXAMPLE = fileURLToPath(new URL('../../../../../models/compiled-c', import.meta.url));
const KIT = fileURLToPath(new URL('../../kits/ringproof_queue.h', import.meta.url));

const shop = new Workshop();
afterAll(() => shop[Symbol.dispose]());
for (const name of readdirSync(EXAMPLE).filter((file) => /\.[ch]$/.test(file)))
  shop.write(name, readFileSync(join(EXAMPLE, name), 'utf8'));
shop.write('ringproof_queue.h', readFileSync(KIT, 'utf8'));

const model: Model = splitDevice.implement(
  { name: 'compiled-c', source: 'queue.c' },
  compiledDevice(
    { path: 'queue.wasm', base64: readFileSync(join(EXAMPLE, 'queue.wasm'), 'base64') },
    { queueFields: { addedAll: bool() }, walkFields: { isFull: bool() } },
  ),
);

const SOURCES = ['chain.c', 'exports.c', 'guest.c', 'queue.c', 'setup.c'];

/** Compiles a written test with the sources of the queue, and runs it. `changed`: a change of one of them. */
function run(
  text: string,
  changed?: { readonly file: string; readonly from: string; readonly to: string },
): Ran {
  shop.write('written.c', text);
  const sources = SOURCES.map((name) => (name === changed?.file ? 'changed.c' : name));
  if (changed !== undefined) {
    const original = shop.read(changed.file);
    expect(original.split(changed.from)).toHaveLength(2);
    shop.write('changed.c', original.replace(changed.from, changed.to));
  }
  const strict = ['-std=gnu11', '-Wall', '-Wextra', '-Werror', '-include', 'ringproof_queue.h'];
  const built = shop.run('cc', ...strict, '-o', 'written', 'written.c', ...sources);
  return built.code === 0 ? shop.run('./written') : built;
}

const written = (one: WrittenCase): string => write('c', toWrite(one, model));
const named = (assertion: string): WrittenCase => {
  const found = CASES.find((one) => one.assertion === assertion);
  if (found === undefined) throw new Error(`there is no case '${assertion}'`);
  return found;
};

describe.skipIf(!has('cc'))('a test in C of compiled code', () => {
  // Of what a compiled queue can be asked.
  const cases = CASES.filter(({ proof }) => proof.needs.every((name) => model.capabilities.includes(name)));

  test.each(cases)('should do on this machine what the module did: $proof.id, $assertion', (one) => {
    const text = written(one);
    expect(run(text)).toMatchObject({
      code: 0,
      output: expect.stringContaining('same as in the module') as string,
    });
    expect(text).not.toMatch(/[^\n -~]/);
  });

  test('should fail where the code does something else, and say what', () => {
    const added = written(named('the idx in memory is next_used'));
    const change = { file: 'queue.c', from: 'q->next_used++;', to: 'q->next_used += 2;' };
    expect(run(added, change)).toEqual({
      code: 1,
      output: expect.stringContaining('next_used is 3 (0x3), and in the module it is 2 (0x2)') as string,
    });
    const element = { file: 'queue.c', from: '.len = len', to: '.len = len + 1' };
    expect(run(added, element).output).toContain(
      'the byte at 0x3010 is 2 (0x2), and in the module it is 1 (0x1)',
    );
    const stray = {
      file: 'queue.c',
      from: 'q->next_used++;',
      to: 'q->next_used++; *guest_word(q->used_ring) = 1;',
    };
    expect(run(added, stray).output).toContain('the byte at 0x3000 is 1');
    const code = { file: 'queue.c', from: 'return QUEUE_BAD_AVAIL_INDEX', to: 'return QUEUE_INVALID' };
    expect(run(written(named('it is reported')), code).output).toContain('its result is -4');
  });

  test('should not be written where nothing of the module is called, or for guest memory without an end', () => {
    expect(() => written(IDLE_CASE)).toThrow(WriteError);
    const [first] = CASES;
    if (first === undefined) throw new Error('no case');
    const given = toWrite(first, model);
    const memory = [{ name: 'memory', regions: [{ base: '0x0', size: '0x100000000' }], bytes: [] }];
    expect(() => write('c', { ...given, counterexample: { ...given.counterexample, memory } })).toThrow(
      'write it as vitest',
    );
  });
});

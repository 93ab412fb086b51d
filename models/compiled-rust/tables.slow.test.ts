import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bool, type Model } from 'ringproof';
import { compiledDevice, splitDevice } from 'ringproof/virtio/split';
import { afterAll, describe, expect, test } from 'vitest';
import { splitDeviceProofs } from '../../proofs/all.fixture.ts';
import { findRust, RustBuild } from '../../scripts/compiled/rust.ts';
import { checkProof } from '../../src/check/check.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';
import { changed, type Change } from '../compiled-c/tables.fixture.ts';
import { TABLES } from './tables.fixture.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const proofs = await splitDeviceProofs();
const rust = findRust();
if ('missing' in rust) console.warn(`tables of compiled Rust are not checked: ${rust.missing}`);
const builder = 'missing' in rust ? null : new RustBuild(rust.path);
const copies = mkdtempSync(join(tmpdir(), 'ringproof-tables-'));
afterAll(() => {
  builder?.close();
  rmSync(copies, { recursive: true });
});

function modelWith(name: string, more: readonly Change[]): Model {
  const copy = join(copies, name);
  cpSync(folder, copy, { recursive: true });
  for (const file of ['lib.rs', 'queue.rs', 'setup.rs']) {
    const path = join(copy, file);
    writeFileSync(path, changed(file, [...TABLES, ...more], readFileSync(path, 'utf8')));
  }
  builder?.build(copy, join(copy, 'queue.wasm'));
  const code = { path: 'queue.wasm', base64: readFileSync(join(copy, 'queue.wasm'), 'base64') };
  const fields = { queueFields: { addedAll: bool() }, walkFields: { isFull: bool() } };
  return splitDevice.implement({ name: 'compiled-rust', source: '' }, compiledDevice(code, fields));
}

async function broken(id: string, model: Model): Promise<readonly string[] | string> {
  const proof = [...proofs, ...model.ownProofs].find((each) => each.id === id);
  if (proof === undefined) throw new Error(`no proof has the id '${id}'`);
  const { verdict, failure, assertions } = await checkProof(proof, model, DEFAULT_CHECK_OPTIONS);
  if (verdict !== 'refuted') return failure === null ? verdict : `${verdict}: ${failure.message}`;
  return assertions.filter((each) => each.verdict === 'refuted').map(({ name }) => name);
}

describe.skipIf(builder === null)('a queue in Rust with a table in its structure', () => {
  test('should be proved', async () => {
    const model = modelWith('right', []);
    for (const id of ['split/pop', 'split/reset', 'split-device/state/pop'])
      expect([id, await broken(id, model)]).toEqual([id, 'proved']);
  });

  test('should be refuted where an index is not within the table', async () => {
    const unchecked = modelWith('unchecked', [
      {
        file: 'queue.rs',
        find: 'self.popped_at[usize::from(head & 255)] = self.next_avail',
        replace: 'unsafe { *self.popped_at.as_mut_ptr().add(usize::from(head)) = self.next_avail }',
      },
    ]);
    expect(await broken('split/pop', unchecked)).toContain(
      'the host does not trap: index out of bounds, pop',
    );
  });
});

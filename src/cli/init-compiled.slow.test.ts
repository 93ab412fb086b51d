import './init-compiled.test.ts';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { findClang } from '../../scripts/compiled/c.ts';
import { findRust } from '../../scripts/compiled/rust.ts';
import type { Found } from '../../scripts/compiled/toolchain.ts';
import { PROPERTY_FOLDERS } from '../virtio/properties.ts';
import { workspace } from './real-engine.fixture.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What users have. */
const WITH_PROPERTIES = { properties: PROPERTY_FOLDERS };

/** One of each kind: of own state, of the queue, of chains. */
const ASKED = [
  'split-device/state/pop-walk',
  'split/add-used-order',
  'split/used-notification',
  'chain/sums',
];

interface Case {
  readonly language: string;
  readonly compiler: Found;
  /** Words after `make`, for the compiler that is on this machine. */
  readonly tools: (path: string) => readonly string[];
  /** A mistake: idx is stored relaxed. */
  readonly file: string;
  readonly released: string;
  readonly relaxed: string;
}

const CASES: readonly Case[] = [
  {
    language: 'c',
    compiler: findClang(),
    tools: (path) => [`CC=${path}`],
    ...{ file: 'queue.c', released: '__ATOMIC_RELEASE', relaxed: '__ATOMIC_RELAXED' },
  },
  {
    language: 'rust',
    compiler: findRust(),
    tools: (path) => [`RUSTC=${path}`, 'LINKER=wasm-ld-19'],
    ...{ file: 'queue.rs', released: 'Ordering::Release)', relaxed: 'Ordering::Relaxed)' },
  },
];

describe.each(CASES)('a project that init writes for $language', (one) => {
  test('should be built, be proved, and have a mistake refuted', async ({ skip }) => {
    if ('missing' in one.compiler) return skip(one.compiler.missing);
    const { cwd, ringproof, prove } = workspace({});
    const make = makeIn(cwd, one.tools(one.compiler.path));
    const init = await ringproof(['init', '--compiled', one.language, '--name', 'my-queue']);
    mkdirSync(join(cwd, 'node_modules'));
    symlinkSync(ROOT, join(cwd, 'node_modules/ringproof'), 'dir');

    const build = make();
    const proved = await prove([...ASKED, '--no-cache'], WITH_PROPERTIES);
    const source = join(cwd, 'models/my-queue', one.file);
    const text = readFileSync(source, 'utf8');
    expect(text.split(one.released)).toHaveLength(2);
    writeFileSync(source, text.replace(one.released, one.relaxed));
    const rebuild = make();
    const refuted = await prove(['split/add-used-order', '--no-cache'], WITH_PROPERTIES);

    expect(init.code).toBe(0);
    expect([build, rebuild]).toEqual(['', '']);
    expect(proved).toMatchObject({ code: 0, err: '' });
    expect(proved.proofs.map(({ id, verdict }) => [id, verdict]).sort()).toEqual(
      ASKED.map((id) => [id, 'proved']).sort(),
    );
    expect(refuted.code).toBe(1);
    expect(refuted.proofs[0]?.failure?.message).toContain('does not hold');
  });
});

/** Calls `make` in the folder of the model. Returns why it failed, if it did. */
function makeIn(cwd: string, words: readonly string[]): () => string {
  return () => {
    const args = ['-C', 'models/my-queue', ...words];
    const { status, stderr, error } = spawnSync('make', args, { cwd, encoding: 'utf8' });
    return status === 0 ? '' : (error?.message ?? `status ${status}: ${stderr}`);
  };
}

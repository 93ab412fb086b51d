import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What a model imports of a compiled module, as the tool itself has it. */
const wasmFiles = {
  name: 'wasm-files',
  enforce: 'pre' as const,
  load: (id: string) =>
    extname(id) === '.wasm'
      ? `export default ${JSON.stringify({ path: basename(id), base64: readFileSync(id, 'base64') })};`
      : null,
};

const TESTS = '{src,models,proofs,scripts}/**/*.test.ts';
const SLOW = '**/*.slow.test.ts';

/** Milliseconds that nothing takes but what never ends: a machine may have other work. */
const NEVER = 900_000;

export default defineConfig({
  plugins: [wasmFiles],
  root: fileURLToPath(new URL('..', import.meta.url)),
  // Tests run the sources, but for those of commands.
  ssr: { resolve: { conditions: ['ringproof-source'] } },
  test: {
    globalSetup: ['scripts/fresh-build.ts'],
    // What is built runs as it is.
    server: { deps: { external: [/\/dist\//] } },
    // By default one core is left idle, of two.
    maxWorkers: '100%',
    ...{ testTimeout: NEVER, hookTimeout: NEVER, expect: { poll: { timeout: NEVER } } },
    projects: [
      // Files share a process, and with it what they import: no test leaves anything behind.
      { extends: true, test: { name: 'quick', isolate: false, include: [TESTS], exclude: [SLOW] } },
      // What is exhaustive, in full: see src/full.fixture.ts.
      { extends: true, test: { name: 'slow', include: [SLOW], env: { RINGPROOF_FULL_TESTS: '1' } } },
    ],
  },
});

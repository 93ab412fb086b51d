import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const TESTS = '{src,models,proofs,scripts}/**/*.test.ts';
const SLOW = '**/*.slow.test.ts';

/** Milliseconds that nothing takes but what never ends: a machine may have other work. */
const NEVER = 900_000;

export default defineConfig({
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
      { extends: true, test: { name: 'quick', include: [TESTS], exclude: [SLOW] } },
      // What is exhaustive, in full: see src/full.fixture.ts.
      { extends: true, test: { name: 'slow', include: [SLOW], env: { RINGPROOF_FULL_TESTS: '1' } } },
    ],
  },
});

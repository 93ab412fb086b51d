import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  // Tests run the sources, not the build: a stale build can then never make one pass.
  ssr: { resolve: { conditions: ['ringproof-source'] } },
  test: {
    include: ['src/**/*.test.ts', 'models/**/*.test.ts', 'proofs/**/*.test.ts', 'scripts/**/*.test.ts'],
    // By default one core is left idle, of two.
    maxWorkers: '100%',
    testTimeout: 120_000,
  },
});

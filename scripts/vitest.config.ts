import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  // Tests run the sources, but for those of commands.
  ssr: { resolve: { conditions: ['ringproof-source'] } },
  test: {
    include: ['src/**/*.test.ts', 'models/**/*.test.ts', 'proofs/**/*.test.ts', 'scripts/**/*.test.ts'],
    globalSetup: ['scripts/fresh-build.ts'],
    // What is built runs as it is.
    server: { deps: { external: [/\/dist\//] } },
    // By default one core is left idle, of two.
    maxWorkers: '100%',
    testTimeout: 120_000,
  },
});

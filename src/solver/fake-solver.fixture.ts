import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { onTestFinished } from 'vitest';

/**
 * A folder for PATH, before all others, with a shell script in place of a solver: it says a version, and then does `work`.
 * Gives the environment to find it in, and puts this process into it until the test is over.
 */
export function fakeSolver(command: string, version: string, work: string): NodeJS.ProcessEnv {
  const folder = mkdtempSync(join(tmpdir(), 'ringproof-'));
  const script = join(folder, command);
  writeFileSync(script, `#!/bin/sh\nif [ "$1" = --version ]; then echo '${version}'; exit 0; fi\n${work}\n`);
  chmodSync(script, 0o755);
  const before = process.env['PATH'] ?? '';
  process.env['PATH'] = folder + delimiter + before;
  onTestFinished(() => {
    process.env['PATH'] = before;
    rmSync(folder, { recursive: true, force: true });
  });
  return { ...process.env };
}

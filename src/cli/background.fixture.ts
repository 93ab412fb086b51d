import { spawn } from 'node:child_process';
import { MAIN } from '../built.fixture.ts';
import type { Outcome } from './real-engine.fixture.ts';

/** A command that runs beside the test. */
export interface Running {
  /** What it has written so far, on either stream. */
  readonly written: () => string;
  readonly outcome: Promise<Outcome>;
  readonly signal: (signal: NodeJS.Signals) => void;
}

/** Starts a command in a process of its own. */
export function start(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Running {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { ...process.env, FORCE_COLOR: '', ...env },
  });
  const texts = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
  const outcome = new Promise<Outcome>((resolve) => {
    child.once('close', (code) => resolve({ code: code ?? -1, ...texts }));
  });
  return {
    written: () => texts.out + texts.err,
    outcome,
    signal: (signal) => child.kill(signal),
  };
}

#!/usr/bin/env node
/**
 * The program. It imports nothing before it can say why that fails: the platform would exit with 1, which is what a refutation
 * exits with.
 */

/** As `EXIT.failed`, which could not be imported yet. */
const FAILED = 4;

/** Ends the program with why it cannot go on. The stack of a fault of the tool's own is there to be reported. */
function fail(error: unknown): never {
  const isOfSystem = error instanceof Error && 'syscall' in error;
  const why = error instanceof Error && !isOfSystem ? (error.stack ?? error.message) : messageOf(error);
  process.stderr.write(`error: ringproof cannot go on: ${why}\n`);
  process.exit(FAILED);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Whether there is a working directory: it may have been removed under the shell. */
function hasWorkingDirectory(): boolean {
  try {
    return process.cwd() !== '';
  } catch {
    return false;
  }
}

process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
if (hasWorkingDirectory()) await import('./start.ts').catch(fail);
else fail('the working directory is gone; change to one that is there');

export {};

#!/usr/bin/env node
import { EXIT } from '../report/exit-code.ts';
import { run } from './program.ts';

/** What a process says that ended by a signal: 128 and the signal's number. */
const ENDED_BY = { SIGINT: 130, SIGPIPE: 141, SIGTERM: 143, SIGHUP: 129 } as const;

// Workers end with this process: a pool ends them when it exits.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => process.exit(ENDED_BY[signal]));
}
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever read it has enough, as in `ringproof prove | head`. Not a success: nobody saw the verdicts.
  if (error.code === 'EPIPE') process.exit(ENDED_BY.SIGPIPE);
  process.stderr.write(`error: standard output: ${error.message}\n`);
  process.exit(EXIT.failed);
});
// There is nowhere left to complain to.
process.stderr.on('error', () => {});

const { stdout, stderr, env } = process;
// Not `process.exit`: what was written to a pipe may still be on its way.
process.exitCode = await run(process.argv.slice(2), { stdout, stderr, cwd: process.cwd(), env });

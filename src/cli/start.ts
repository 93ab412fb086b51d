import { getEventListeners } from 'node:events';
import { EXIT } from '../report/exit-code.ts';
import { exitCodeOf } from './interrupt.ts';
import { run } from './program.ts';

/** Milliseconds that an interrupted command has to say what it came to. */
const LAST_WORDS_MS = 5_000;

const controller = new AbortController();
const interrupt = controller.signal;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    const code = exitCodeOf(signal);
    const isHeard = getEventListeners(interrupt, 'abort').length > 0;
    // A second interrupt, or one to a command with nothing to clean up, ends it at once. Workers end with this process.
    if (interrupt.aborted || !isHeard) process.exit(code);
    controller.abort(signal);
    setTimeout(() => process.exit(code), LAST_WORDS_MS).unref();
  });
}
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader has closed the pipe, as in `ringproof prove | head`. Not a success: the verdicts were not read.
  if (error.code === 'EPIPE') process.exit(exitCodeOf('SIGPIPE'));
  process.stderr.write(`error: standard output: ${error.message}\n`);
  process.exit(EXIT.failed);
});
// There is nowhere left to complain to.
process.stderr.on('error', () => {});

const { stdin, stdout, stderr, env } = process;
// Not `process.exit`: what was written to a pipe may still be on its way.
const io = { stdin, stdout, stderr, cwd: process.cwd(), env, interrupt };
process.exitCode = await run(process.argv.slice(2), io);

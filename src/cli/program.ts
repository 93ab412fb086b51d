import { say } from '../session/say.ts';
import { CommanderError, type Command } from 'commander';
import { EXIT } from '../report/exit-code.ts';
import { QueueError } from '../queue/queue-error.ts';
import { StoppedError } from '../runner/pool.ts';
import { makeProgram } from './commands.ts';
import { EXAMPLES } from './help.ts';
import { interruptedCode } from './interrupt.ts';
import type { CliIo } from '../session/io.ts';
import { UsageError } from '../session/usage-error.ts';

/** Runs the command line `args`, without the program's name, and resolves to the exit code. */
export async function run(args: readonly string[], io: CliIo): Promise<number> {
  let code: number = EXIT.expected;
  const program = makeProgram(io, (result) => (code = result));
  try {
    // Shells ask for completions with this word; its library stays unloaded in all other cases.
    if (args[0] === 'complete') {
      const { addCompletion } = await import('./complete.ts');
      await addCompletion(program, args[1] === '--' ? args.slice(2) : [], io.cwd);
    } else addCompletionHelp(program);
    program.hook('preAction', async (_, command) => {
      // Of a shell that asks for completions, the word to be completed may be empty.
      if (command.name() !== 'complete' && command.args.some((word) => word.trim() === ''))
        throw new UsageError('an argument is empty: give it a value, or leave it out');
      // What checks files stays unloaded for help and the version.
      const { applyConfiguration } = await import('../session/configuration.ts');
      applyConfiguration(command, io.cwd);
    });
    await program.parseAsync(args, { from: 'user' });
    return interruptedCode(io.interrupt) ?? code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.expected : EXIT.usage;
    if (error instanceof UsageError) {
      say(io.stderr, `error: ${error.message}`);
      return EXIT.usage;
    }
    if (error instanceof StoppedError) return interruptedCode(io.interrupt) ?? EXIT.failed;
    if (error instanceof QueueError) {
      say(io.stderr, `error: ${error.message}`);
      return EXIT.failed;
    }
    // What the system refuses is no fault of the tool's, and its stack of no use.
    const isOfSystem = error instanceof Error && 'syscall' in error;
    const why = error instanceof Error && !isOfSystem ? error.stack : messageOf(error);
    say(io.stderr, `error: ringproof failed: ${why ?? messageOf(error)}`);
    return EXIT.failed;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What `--help` says of it; `addCompletion` puts the command itself in its place. */
function addCompletionHelp(program: Command): void {
  program
    .command('complete')
    .description('print a script with which a shell completes commands, options and names of models')
    .argument('<shell>', 'bash, zsh, fish or powershell')
    .addHelpText('after', EXAMPLES.complete);
}

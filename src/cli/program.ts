import { Command, CommanderError } from 'commander';
import { EXIT } from '../report/exit-code.ts';
import type { CliIo } from './io.ts';
import { addOptions, type OptionValues } from './options.ts';
import { UsageError } from './usage-error.ts';
import { toolVersion } from './version.ts';

const PATTERN = "proof ids: an id, a part of ids, or a form with * for any text ('split/*'); all if left out";

const EXAMPLES = `
Examples:
  $ ringproof prove                            every proof, on every model
  $ ringproof prove split/add-used             one proof, on every model
  $ ringproof prove 'split/*' --model rust-vmm all proofs of this form, on one model
  $ ringproof prove --reporter json > out.json one document for programs
  $ ringproof list notif                       which proofs have 'notif' in their id
`;

const EXIT_CODES = `
Exit codes:
  0  all as expected             3  undecided: timeout, memory, unknown
  1  refuted, or a finding that  4  a proof or the tool failed
     is proved                   5  wrong usage, or nothing to prove
  2  vacuous
`;

/** Runs the command line `args`, without the program's name, and resolves to the exit code. */
export async function run(args: readonly string[], io: CliIo): Promise<number> {
  let code: number = EXIT.expected;
  const program = makeProgram(io, (result) => (code = result));
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.expected : EXIT.usage;
    if (error instanceof UsageError) {
      io.stderr.write(`error: ${error.message}\n`);
      return EXIT.usage;
    }
    io.stderr.write(`error: ringproof failed: ${error instanceof Error ? error.stack : String(error)}\n`);
    return EXIT.failed;
  }
}

function makeProgram(io: CliIo, done: (code: number) => void): Command {
  const program = new Command('ringproof')
    .description('Proves that virtqueue implementations keep the VIRTIO specification.')
    .version(toolVersion())
    .addHelpText('after', EXAMPLES + EXIT_CODES)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      ...(io.stdout.columns === undefined ? {} : { getOutHelpWidth: () => io.stdout.columns ?? 80 }),
    });

  const prove = program.command('prove').description('run proofs').argument('[pattern...]', PATTERN);
  addOptions(prove, ['model', 'timeout', 'jobs', 'solver', 'encoding', 'crossCheck', 'reporter', 'color']);
  prove.addHelpText('after', EXIT_CODES);
  prove.action(async (patterns: string[], options: OptionValues) => {
    const { proveCommand } = await import('./prove.ts');
    done(await proveCommand(patterns, options, io));
  });

  const list = program
    .command('list')
    .description('list proofs: id, model, title')
    .argument('[pattern...]', PATTERN);
  addOptions(list, ['model', 'reporter', 'color']);
  list.action(async (patterns: string[], options: OptionValues) => {
    const { listCommand } = await import('./list.ts');
    done(await listCommand(patterns, options, io));
  });

  const conform = program
    .command('conform')
    .description('replay recordings of a real implementation on a model of it')
    .argument('<model>', 'name of the model')
    .argument('<jsonl...>', 'files of recorded cases');
  addOptions(conform, ['reporter']);
  conform.action(async (model: string, files: string[], options: Pick<OptionValues, 'reporter'>) => {
    const { conformCommand } = await import('./conform.ts');
    done(await conformCommand(model, files, io, options));
  });
  return program;
}

import { visible } from '../text/visible.ts';
import { Command, Option } from 'commander';
import type { InitOptions } from './init-questions.ts';
import type { ConformOptions } from './conform.ts';
import type { DiffOptions } from './diff.ts';
import {
  DIFF,
  EXAMPLES,
  EXIT_CODES,
  FENCE_PATTERN,
  FENCES,
  MUTANT,
  MUTATE,
  OPERATION,
  PATTERN,
  REQUIREMENT,
  REQUIREMENTS,
  TRUST,
  TRY,
  WORKER,
} from './help.ts';
import type { ExplainOptions } from './explain.ts';
import { columnsOf, type CliIo } from '../session/io.ts';
import { addFenceOptions, type FencesOptions } from './fences/fence-options.ts';
import type { ListOptions } from './list.ts';
import type { MergeOptions } from './merge.ts';
import { addCampaignOptions } from './mutate/campaign-options.ts';
import type { MutateOptions } from './mutate/mutate.ts';
import type { ReplayOptions } from './replay.ts';
import type { RequirementsOptions } from './requirements.ts';
import { addOptions, notEmpty, type OptionValues, type ProveOptions } from '../session/options.ts';
import type { TryOptions } from './try.ts';
import type { WorkerOptions } from './worker.ts';
import { withCompiled } from '../session/compiled-files.ts';
import { addRequirementOptions } from './requirements-options.ts';
import { addProveOptions } from '../session/prove-options.ts';
import { toolVersion } from '../session/version.ts';

/** The streams and folder of a command, and what receives its exit code. */
interface World {
  readonly io: CliIo;
  readonly done: (code: number) => void;
}

/** All commands and their options; `done` receives the exit code. */
export function makeProgram(io: CliIo, done: (code: number) => void): Command {
  const program = new Command('ringproof')
    .description('Proves that virtqueue implementations keep the VIRTIO specification.')
    .version(toolVersion())
    .addHelpText('after', EXAMPLES.program + EXIT_CODES)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(visible(text)),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      ...(io.stdout.columns === undefined ? {} : { getOutHelpWidth: () => columnsOf(io.stdout) }),
    });
  const world = { io, done };
  for (const add of [
    addProve,
    addList,
    addRequirements,
    addFences,
    addTry,
    addDiff,
    addMutate,
    addConform,
    addReplay,
    addExplain,
    addMerge,
    addWorker,
    addCache,
    addInit,
    addDoctor,
  ])
    add(program, world);
  return program;
}

function addProve(program: Command, { io, done }: World): void {
  const prove = program.command('prove').description('run proofs').argument('[pattern...]', PATTERN);
  addProveOptions(prove);
  prove.addHelpText('after', EXAMPLES.prove + EXIT_CODES + TRUST);
  prove.action(async (patterns: string[], given: ProveOptions) => {
    const [options, world] = withCompiled(given, io);
    if (options.watch) {
      const { watchCommand } = await import('./watch.ts');
      return done(await watchCommand(patterns, options, world));
    }
    const { proveCommand } = await import('./prove.ts');
    done(await proveCommand(patterns, options, world));
  });
}

function addList(program: Command, { io, done }: World): void {
  const list = program
    .command('list')
    .description('list proofs: id, model, title')
    .argument('[pattern...]', PATTERN)
    .addHelpText('after', EXAMPLES.list);
  addOptions(list, ['model', 'compiled', 'matrix', 'unreached', 'listFormat', 'changed', 'color']);
  list.action(async (patterns: string[], given: ListOptions) => {
    const [options, world] = withCompiled(given, io);
    if (options.unreached) {
      const { listUnreached } = await import('./unreached/list-unreached.ts');
      return done(await listUnreached(patterns, options, world));
    }
    const { listCommand } = await import('./list.ts');
    done(await listCommand(patterns, options, world));
  });
}

function addRequirements(program: Command, { io, done }: World): void {
  const requirements = program
    .command('requirements')
    .description('say of each sentence of the specification whether each model keeps it')
    .argument('[requirement...]', REQUIREMENT)
    .addHelpText('after', EXAMPLES.requirements + REQUIREMENTS);
  addOptions(requirements, ['model', 'compiled']);
  addRequirementOptions(requirements);
  addOptions(requirements, ['timeout', 'rlimit', 'memory', 'deadline', 'jobs', 'solver', 'encoding']);
  addOptions(requirements, ['cache', 'cacheDir', 'frozen', 'color']);
  requirements.action(async (patterns: string[], given: RequirementsOptions) => {
    const [options, world] = withCompiled(given, io);
    const { requirementsCommand } = await import('./requirements.ts');
    done(await requirementsCommand(patterns, options, world));
  });
}

function addFences(program: Command, { io, done }: World): void {
  const fences = program
    .command('fences')
    .description(
      'say of each fence and ordered access whether a weaker one would do, and what breaks without it',
    )
    .argument('[pattern...]', FENCE_PATTERN)
    .addHelpText('after', EXAMPLES.fences + FENCES);
  addOptions(fences, ['model', 'compiled', 'memoryModel']);
  addFenceOptions(fences);
  addOptions(fences, ['timeout', 'rlimit', 'memory', 'deadline', 'jobs', 'solver', 'encoding']);
  addOptions(fences, ['cache', 'cacheDir', 'frozen', 'color']);
  fences.action(async (patterns: string[], given: FencesOptions) => {
    const [options, world] = withCompiled(given, io);
    const { fencesCommand } = await import('./fences/fences.ts');
    done(await fencesCommand(patterns, options, world));
  });
}

function addConform(program: Command, { io, done }: World): void {
  const conform = program
    .command('conform')
    .description('replay recordings of a real implementation on a model of it')
    .argument('<model>', 'name of the model')
    .argument('<file...>', 'recordings, scenarios or plain lists of calls')
    .addHelpText('after', EXAMPLES.conform);
  addOptions(conform, ['inputsOnly', 'conformFormat']);
  conform.action(async (model: string, files: string[], options: ConformOptions) => {
    const { conformCommand } = await import('./conform.ts');
    done(await conformCommand(model, files, io, options));
  });
}

function addDiff(program: Command, { io, done }: World): void {
  const diff = program
    .command('diff')
    .description('compare two models or compiled queues: does each operation do the same, for all inputs?')
    .argument('<a>', 'name of a model, a compiled queue (*.wasm), or a file that exports a model (*.ts)')
    .argument('<b>', 'the same')
    .argument('[operation...]', OPERATION)
    .addHelpText('after', EXAMPLES.diff + DIFF);
  diff
    .addOption(
      new Option('--errors <how>', 'compare the kind of an error, or only whether there is any')
        .choices(['kind', 'any'])
        .default('kind'),
    )
    .option('--no-accesses', 'compare what operations leave, and not the accesses and fences on the way')
    .option('--in-use', 'start only in states in use, which activation has accepted')
    .addOption(
      new Option(
        '--like <model>',
        'declare compiled files as this model is, with its own fields; by default as the other side is',
      ).argParser(notEmpty),
    )
    .option('--json', 'short for --reporter json')
    .option('--output <dir>', 'write counterexamples into this folder, each for ringproof replay');
  addOptions(diff, ['diffFormat', 'timeout', 'rlimit', 'memory', 'deadline', 'jobs', 'solver', 'encoding']);
  addOptions(diff, ['cache', 'cacheDir', 'frozen', 'color']);
  diff.action(async (a: string, b: string, operations: string[], options: DiffOptions) => {
    const { diffCommand } = await import('./diff.ts');
    done(await diffCommand([a, b], operations, options, io));
  });
}

function addMutate(program: Command, { io, done }: World): void {
  const mutate = program
    .command('mutate')
    .description('say of each mutant of a model whether some proof tells it from the model')
    .argument('[mutant...]', MUTANT)
    .addHelpText('after', EXAMPLES.mutate + MUTATE);
  addOptions(mutate, ['model', 'compiled']);
  addCampaignOptions(mutate);
  addOptions(mutate, ['timeout', 'rlimit', 'memory', 'deadline', 'jobs', 'queue']);
  addOptions(mutate, ['solver', 'encoding', 'cache', 'cacheDir', 'frozen', 'color']);
  mutate.action(async (patterns: string[], given: MutateOptions) => {
    const [options, world] = withCompiled(given, io);
    const { mutateCommand } = await import('./mutate/mutate.ts');
    done(await mutateCommand(patterns, options, world));
  });
}

function addTry(program: Command, { io, done }: World): void {
  const tryIt = program
    .command('try')
    .description('run scenarios on every model, and check every property in each state on the way')
    .argument('<scenario...>', 'files *.json with a scenario, *.jsonl with one a line, or folders of such')
    .addHelpText('after', EXAMPLES.try + TRY);
  addOptions(tryIt, ['model', 'conformFormat', 'color']);
  tryIt.option('--output <file>', 'write this file, whole or not at all, in place of standard output');
  tryIt.action(async (files: string[], options: TryOptions) => {
    const { tryCommand } = await import('./try.ts');
    done(await tryCommand(files, options, io));
  });
}

function addMerge(program: Command, { io, done }: World): void {
  const merge = program
    .command('merge')
    .description('join the results of the shards of a run into one verdict')
    .argument('<dir...>', 'the --output folders of the shards')
    .addHelpText('after', EXAMPLES.merge + EXIT_CODES);
  addOptions(merge, ['reporter', 'output', 'cache', 'cacheDir', 'frozen', 'color']);
  merge.action(async (folders: string[], options: MergeOptions) => {
    const { mergeCommand } = await import('./merge.ts');
    done(await mergeCommand(folders, options, io));
  });
}

function addWorker(program: Command, { io, done }: World): void {
  const worker = program
    .command('worker')
    .description("run the proofs of 'prove --queue' and 'mutate --queue' on this machine")
    .argument('<url>', 'the Redis server: redis://host:6379, or rediss:// for TLS')
    .addHelpText('after', EXAMPLES.worker + WORKER);
  addOptions(worker, ['jobs', 'idle']);
  worker.action(async (address: string, options: WorkerOptions) => {
    const { workerCommand } = await import('./worker.ts');
    done(await workerCommand(address, options, io));
  });
}

function addCache(program: Command, { io, done }: World): void {
  const cache = program
    .command('cache')
    .description('answers that are kept between runs')
    .addHelpText('after', TRUST);
  const clean = cache.command('clean').description('delete them');
  addOptions(clean, ['cacheDir']).action(async (options: Pick<OptionValues, 'cacheDir'>) => {
    const { cleanCommand } = await import('./cache.ts');
    done(cleanCommand(options, io));
  });
  const stats = cache.command('stats').description('show how many there are');
  addOptions(stats, ['cacheDir']).action(async (options: Pick<OptionValues, 'cacheDir'>) => {
    const { statsCommand } = await import('./cache.ts');
    done(statsCommand(options, io));
  });
}

function addInit(program: Command, { io, done }: World): void {
  program
    .command('init')
    .description('write a model that is a whole queue, to be changed into yours, and a workflow')
    .argument('[dir]', 'the folder', '.')
    .option('--family <name>', 'what it is a model of: split')
    .option('--language <name>', 'of your queue, for a recorder beside its unit tests: c, rust, none')
    .addOption(
      new Option(
        '--compiled <language>',
        'write a queue that is compiled instead, whose code itself is proved',
      ).choices(['c', 'rust']),
    )
    .option('--name <name>', 'of the model and its folder')
    .addHelpText('after', EXAMPLES.init)
    .action(async (folder: string, options: InitOptions) => {
      const { initCommand } = await import('./init.ts');
      done(await initCommand(folder, options, io));
    });
}

function addDoctor(program: Command, { io, done }: World): void {
  program
    .command('doctor')
    .description('show versions and solvers, and check that solvers answer correctly')
    .action(async () => {
      const { doctorCommand } = await import('./doctor.ts');
      done(await doctorCommand(io));
    });
}

/** The command for saved counterexamples. */
function addReplay(program: Command, { io, done }: World): void {
  const replay = program
    .command('replay')
    .description('run a saved counterexample again, on any model, or write it as a test')
    .argument('<file>', 'a counterexample, or the document of --reporter json')
    .argument('[id]', 'the proof, if the file holds counterexamples to several')
    .addOption(
      new Option('--model <name>', 'replay on this model instead of the one it was found on').argParser(
        notEmpty,
      ),
    )
    .addOption(
      new Option(
        '--write <form>',
        'print a test or a recorded case instead of the story: vitest, or a form that the family of the model has (split queues: json, rust, c)',
      ),
    )
    .addOption(new Option('--step', 'on a terminal, step forward and back').conflicts('write'));
  addOptions(replay, ['color']);
  replay.action(async (file: string, id: string | undefined, options: ReplayOptions) => {
    const { replayCommand } = await import('./replay.ts');
    done(await replayCommand(file, id, options, io));
  });
}

function addExplain(program: Command, { io, done }: World): void {
  const explain = program
    .command('explain')
    .description('run a proof, and say what it proves, what that rests on, and what it does not prove')
    .argument('<id>', 'the proof; on each of its models, if none is named')
    .addHelpText('after', EXAMPLES.explain + EXIT_CODES);
  addOptions(explain, ['model', 'timeout', 'rlimit', 'memory', 'solver', 'encoding']);
  addOptions(explain, ['cache', 'cacheDir', 'frozen', 'output', 'color']);
  explain.action(async (id: string, options: ExplainOptions) => {
    const { explainCommand } = await import('./explain.ts');
    done(await explainCommand(id, options, io));
  });
}

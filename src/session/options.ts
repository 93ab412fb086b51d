import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { DEFAULT_CHECK_OPTIONS, type Encoding, type SolverName } from '../prover/options.ts';
import { MEMORY_MODELS, type MemoryModel } from '../proof/ordered.ts';
import { ASSERTION_KINDS, type AssertionKind } from '../proof/standing.ts';
import { DOCUMENT_NAMES } from '../report/document-names.ts';
import { DurationError, parseDuration } from '../text/duration.ts';
import { didYouMean } from '../text/nearest.ts';
import type { Shard } from '../runner/shards.ts';
import { DEFAULT_CACHE_FOLDER } from '../cache/folder.ts';
import { DEFAULT_SOLVERS, memory, shard, SOLVER_NAMES, solvers, steps } from './parse-limits.ts';

/** Output formats of a run. */
export const REPORTER_NAMES = ['pretty', 'github', ...DOCUMENT_NAMES] as const;

export type ReporterName = (typeof REPORTER_NAMES)[number];

/** Output formats of a list of proofs. */
export type ListFormat = 'pretty' | 'json' | 'markdown';

/** The options of all commands, as parsed; a command has those that its list names. */
export interface OptionValues {
  readonly model: readonly string[];
  /** Compiled modules that are models by themselves. */
  readonly compiled: readonly string[];
  /** Milliseconds; `null` where not given. */
  readonly timeout: number | null;
  /** Steps of the embedded solver for each proof; `null` where not given. */
  readonly rlimit: number | null;
  /** Bytes for each proof; `null` where not given. */
  readonly memory: number | null;
  /** Milliseconds for the whole run; `null` for as long as it takes. */
  readonly deadline: number | null;
  readonly jobs: number;
  /** The address of a Redis server whose workers run the proofs, with a password perhaps; `null` for processes of this machine. */
  readonly queue: string | null;
  /** More than one where they race. */
  readonly solver: readonly SolverName[];
  /** `null` where not given: what the solver is best at. */
  readonly encoding: Encoding | null;
  /** Kinds of assertions that are checked. */
  readonly contract: readonly AssertionKind[];
  /** Memory models under which orders of accesses are asked about. */
  readonly memoryModel: readonly MemoryModel[];
  readonly crossCheck: boolean;
  /** Whether answers from earlier runs are used, and kept for later ones. */
  readonly cache: boolean;
  readonly cacheDir: string;
  /** Whether that folder is read only: answers are used, and none are written. */
  readonly frozen: boolean;
  /** Milliseconds without work after which a worker ends; `null` for never. */
  readonly idle: number | null;
  /** The part of the run to do; `null` for all of it. */
  readonly shard: Shard | null;
  readonly reporter: readonly ReporterName[];
  /** Where documents are written; `null` for standard output. */
  readonly output: string | null;
  /** Stop at the first result that is not as expected. */
  readonly bail: boolean;
  readonly watch: boolean;
  /** A git reference: what nothing has changed for since then is left out. `null` where not given. */
  readonly changed: string | null;
  /** Of `list`: a table of proofs and models. */
  readonly matrix: boolean;
  /** Of `list`: what of the models no proof enters. */
  readonly unreached: boolean;
  readonly listFormat: ListFormat;
  readonly conformFormat: 'pretty' | 'json';
  readonly diffFormat: 'pretty' | 'json';
  readonly inputsOnly: boolean;
  readonly color: boolean;
}

/** What commands that run proofs of their own choice take: limits, solvers and kept answers. */
export type RunOptionValues = Pick<
  OptionValues,
  | 'timeout'
  | 'rlimit'
  | 'memory'
  | 'deadline'
  | 'jobs'
  | 'solver'
  | 'encoding'
  | 'cache'
  | 'cacheDir'
  | 'frozen'
  | 'color'
>;

/** Limits that a proof can set for itself: as the configuration file has them, they come after the proof's. */
export const PROOF_LIMITS = ['timeout', 'rlimit', 'memory'] as const;

/** The options of `prove`, with what the configuration file says of such limits. */
export interface ProveOptions extends OptionValues {
  readonly configured?: Readonly<Partial<Pick<OptionValues, (typeof PROOF_LIMITS)[number]>>>;
}

const PRETTY: readonly ReporterName[] = ['pretty'];

/** Wall-clock limit of a proof where neither the command line nor the proof sets one. */
export const DEFAULT_TIMEOUT_MS = 60_000;

interface OptionRow<T> {
  readonly flags: string;
  readonly sentence: string;
  /** Left out for a switch that is on unless `--no-` turns it off. */
  readonly standard?: T;
  /** The default in words, where the value itself says little. */
  readonly standardText?: string;
  /** What shells offer to complete. */
  readonly choices?: readonly string[];
  /** Left out for a switch. Throws an `InvalidArgumentError`. */
  readonly parse?: (text: string, previous: T) => T;
}

/** One row an option: everything that is known about it. */
const OPTIONS: { readonly [Name in keyof OptionValues]: OptionRow<OptionValues[Name]> } = {
  model: {
    flags: '--model <name...>',
    sentence: 'check only these models; write patterns before it',
    standard: [],
    standardText: 'all',
    parse: (text, previous) => [...previous, ...text.split(',').map(notEmpty)],
  },
  compiled: {
    flags: '--compiled <file...>',
    sentence: 'check these compiled queues (*.wasm), which need no model file; write patterns before it',
    standard: [],
    standardText: 'none',
    parse: (text, previous) => [...previous, ...text.split(',').map(notEmpty)],
  },
  timeout: {
    flags: '--timeout <duration>',
    sentence: 'limit for each proof, such as 500ms, 20s, 3m or 1h; overrides what a proof sets',
    standard: null,
    standardText: '60s',
    parse: duration,
  },
  rlimit: {
    flags: '--rlimit <steps>',
    sentence: 'limit for each proof in steps of the embedded solver, the same on every machine: 5000000, 5M',
    standard: null,
    standardText: 'none',
    parse: steps,
  },
  memory: {
    flags: '--memory <size>',
    sentence: 'limit for the memory of each proof, such as 512m or 2g',
    standard: null,
    standardText: '2g',
    parse: memory,
  },
  deadline: {
    flags: '--deadline <duration>',
    sentence: 'limit for the whole run; proofs not done by then are undecided',
    standard: null,
    standardText: 'none',
    parse: duration,
  },
  jobs: {
    flags: '--jobs <n>',
    sentence: 'how many proofs run at a time',
    standard: availableParallelism(),
    parse: positiveInteger,
  },
  queue: {
    flags: '--queue <url>',
    sentence: 'have the workers of a Redis server run the proofs (redis://host:6379): see ringproof worker',
    standard: null,
    standardText: 'processes of this machine',
    parse: (text) => text,
  },
  solver: {
    flags: '--solver <names>',
    sentence:
      'wasm is embedded; cvc5, z3 and bitwuzla are looked for on PATH; auto asks those if wasm gives up; ' +
      'several, comma-separated, race',
    standard: DEFAULT_SOLVERS,
    standardText: DEFAULT_SOLVERS.join(),
    choices: SOLVER_NAMES,
    parse: solvers,
  },
  encoding: {
    flags: '--encoding <name>',
    sentence: 'int for integer arithmetic, bv for bit-vectors',
    standard: null,
    standardText: DEFAULT_CHECK_OPTIONS.encoding,
    choices: ['int', 'bv'],
    parse: oneOf('int', 'bv'),
  },
  contract: {
    flags: '--contract <kinds>',
    sentence: 'check only assertions of these kinds: must,should leaves out promises and coping',
    standard: ASSERTION_KINDS,
    standardText: ASSERTION_KINDS.join(),
    choices: ASSERTION_KINDS,
    parse: (text, previous) => {
      const kinds = text.split(',').map(oneOf(...ASSERTION_KINDS));
      const given = [...(previous === ASSERTION_KINDS ? [] : previous), ...kinds];
      return ASSERTION_KINDS.filter((kind) => given.includes(kind));
    },
  },
  memoryModel: {
    flags: '--memory-model <names>',
    sentence:
      "ask proofs about the order of accesses ('order/*') under these only, comma-separated; other proofs are the same under all",
    standard: MEMORY_MODELS,
    standardText: MEMORY_MODELS.join(),
    choices: MEMORY_MODELS,
    parse: (text, previous) => {
      const names = text.split(',').map(oneOf(...MEMORY_MODELS));
      const given = [...(previous === MEMORY_MODELS ? [] : previous), ...names];
      return MEMORY_MODELS.filter((name) => given.includes(name));
    },
  },
  crossCheck: {
    flags: '--cross-check',
    sentence: 'ask a second solver to confirm every obligation',
    standard: DEFAULT_CHECK_OPTIONS.crossCheck,
  },
  cache: { flags: '--no-cache', sentence: 'ignore and do not write cached answers' },
  cacheDir: {
    flags: '--cache-dir <dir>',
    sentence: 'folder of answers that are kept between runs',
    standard: DEFAULT_CACHE_FOLDER,
    parse: (text) => text,
  },
  frozen: {
    flags: '--frozen',
    sentence: 'read cached answers and write none, as for pull requests',
    standard: false,
  },
  idle: {
    flags: '--idle <duration>',
    sentence: 'end after being without a run for so long',
    standard: null,
    standardText: 'never',
    parse: duration,
  },
  shard: {
    flags: '--shard <i/n>',
    sentence: 'run the i-th of n parts; with --output, for ringproof merge',
    standard: null,
    standardText: 'all',
    parse: shard,
  },
  reporter: {
    flags: '--reporter <names>',
    sentence: 'output formats, comma-separated',
    standard: PRETTY,
    standardText: 'pretty',
    choices: REPORTER_NAMES,
    parse: (text, previous) => {
      const names = text.split(',').map(oneOf(...REPORTER_NAMES));
      return [...new Set([...(previous === PRETTY ? [] : previous), ...names])];
    },
  },
  output: {
    flags: '--output <dir>',
    sentence: `write documents (${DOCUMENT_NAMES.join(', ')}) and counterexamples (also as litmus tests) into this folder`,
    standard: null,
    standardText: 'one document to standard output',
    parse: (text) => text,
  },
  bail: { flags: '--bail', sentence: 'stop at the first result that is not as expected', standard: false },
  watch: {
    flags: '--watch',
    sentence: 'watch files and re-run affected proofs',
    standard: false,
  },
  changed: {
    flags: '--changed <ref>',
    sentence: 'run only proofs affected since a git reference, such as origin/main',
    standard: null,
    standardText: 'all proofs',
    parse: (text) => text,
  },
  matrix: { flags: '--matrix', sentence: 'what is expected of each proof on each model', standard: false },
  unreached: {
    flags: '--unreached',
    sentence: 'functions, branches and operations of models that no proof enters',
    standard: false,
  },
  listFormat: {
    flags: '--reporter <name>',
    sentence: 'how to write it',
    standard: 'pretty',
    choices: ['pretty', 'json', 'markdown'],
    parse: oneOf('pretty', 'json', 'markdown'),
  },
  inputsOnly: {
    flags: '--inputs-only',
    sentence: 'show what the model does with the inputs, as text or as a recording, and compare nothing',
    standard: false,
  },
  conformFormat: {
    flags: '--reporter <name>',
    sentence: 'pretty for people, json for programs: one document, or with --inputs-only a recording',
    standard: 'pretty',
    choices: ['pretty', 'json'],
    parse: oneOf('pretty', 'json'),
  },
  diffFormat: {
    flags: '--reporter <name>',
    sentence: 'pretty for people, json for programs',
    standard: 'pretty',
    choices: ['pretty', 'json'],
    parse: oneOf('pretty', 'json'),
  },
  color: { flags: '--no-color', sentence: 'plain text; NO_COLOR and FORCE_COLOR are respected too' },
};

/** An option that the configuration file can set. */
export interface ConfigurableOption {
  readonly flags: string;
  readonly sentence: string;
  /** Whether it is on or off, and has no other value. */
  readonly isSwitch: boolean;
}

/** The options that the configuration file can set, by their name there: that of the flag, without a `no-`. */
export function configurableOptions(): ReadonlyMap<string, ConfigurableOption> {
  const all = new Map<string, ConfigurableOption>();
  for (const { flags, sentence, parse } of Object.values(OPTIONS)) {
    const [, name = ''] = /^--(?:no-)?([a-z-]+)/.exec(flags) ?? [];
    // The first of a name: others have it for a format of their own.
    if (!all.has(name)) all.set(name, { flags, sentence, isSwitch: parse === undefined });
  }
  return all;
}

/** Gives a command the named options. */
export function addOptions(command: Command, names: readonly (keyof OptionValues)[]): Command {
  for (const name of names) command.addOption(commanderOption(name));
  return command;
}

function commanderOption<Name extends keyof OptionValues>(name: Name): Option {
  const row: OptionRow<OptionValues[Name]> = OPTIONS[name];
  const { flags, sentence, standard, standardText, parse, choices } = row;
  const option = new Option(flags, sentence);
  if (choices !== undefined) option.argChoices = [...choices];
  if (parse !== undefined) {
    // A script whose variable is not set would ask for something else than it says.
    const parseGiven: typeof parse = (text, previous) => parse(notEmpty(text), previous);
    option.argParser(parseGiven);
  }
  // A switch that is off unless given needs no words on its default.
  return standard === undefined || standard === false ? option : option.default(standard, standardText);
}

/** The text. Throws an `InvalidArgumentError` where it has nothing but blanks. */
export function notEmpty(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('It is empty: give it a value, or leave the option out.');
}

function duration(text: string): number {
  try {
    return parseDuration(text);
  } catch (error) {
    throw error instanceof DurationError ? new InvalidArgumentError(error.message) : error;
  }
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= 1024) return value;
  throw new InvalidArgumentError('It must be a whole number from 1 to 1024.');
}

function oneOf<T extends string>(...choices: readonly T[]): (text: string) => T {
  return (text) => {
    const choice = choices.find((candidate) => candidate === text);
    if (choice !== undefined) return choice;
    throw new InvalidArgumentError(`Choose one of ${choices.join(', ')}${didYouMean(text, choices)}`);
  };
}

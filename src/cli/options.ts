import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { DEFAULT_CHECK_OPTIONS, type Encoding, type SolverName } from '../proof/options.ts';
import { DurationError, parseDuration } from '../runner/duration.ts';
import { didYouMean } from '../runner/nearest.ts';

export type ReporterName = 'pretty' | 'json';

/** The options of all commands, as parsed; a command has those that its list names. */
export interface OptionValues {
  readonly model: readonly string[];
  /** Milliseconds; `null` where not given. */
  readonly timeout: number | null;
  readonly jobs: number;
  readonly solver: SolverName;
  readonly encoding: Encoding;
  readonly crossCheck: boolean;
  readonly reporter: ReporterName;
  readonly color: boolean;
}

/** Wall-clock limit of a proof where neither the command line nor the proof sets one. */
export const DEFAULT_TIMEOUT_MS = 60_000;

interface OptionRow<T> {
  readonly flags: string;
  readonly sentence: string;
  /** Left out for a switch that is on unless `--no-` turns it off. */
  readonly standard?: T;
  /** The default in words, where the value itself says little. */
  readonly standardText?: string;
  /** Left out for a switch. Throws an `InvalidArgumentError`. */
  readonly parse?: (text: string, previous: T) => T;
}

/** One row an option: everything that is known about it. */
const OPTIONS: { readonly [Name in keyof OptionValues]: OptionRow<OptionValues[Name]> } = {
  model: {
    flags: '--model <name...>',
    sentence: 'ask these models only; write patterns before it',
    standard: [],
    standardText: 'all',
    parse: (text, previous) => [...previous, ...text.split(',').filter((name) => name !== '')],
  },
  timeout: {
    flags: '--timeout <duration>',
    sentence: 'limit for each proof, such as 500ms, 20s, 3m or 1h; overrides what a proof sets',
    standard: null,
    standardText: '60s',
    parse: duration,
  },
  jobs: {
    flags: '--jobs <n>',
    sentence: 'how many proofs to run at a time',
    standard: availableParallelism(),
    parse: positiveInteger,
  },
  solver: {
    flags: '--solver <name>',
    sentence: 'wasm is embedded; z3 and cvc5 are looked for on PATH',
    standard: DEFAULT_CHECK_OPTIONS.solver,
    parse: oneOf('wasm', 'z3', 'cvc5'),
  },
  encoding: {
    flags: '--encoding <name>',
    sentence: 'int for integer arithmetic, bv for bit-vectors',
    standard: DEFAULT_CHECK_OPTIONS.encoding,
    parse: oneOf('int', 'bv'),
  },
  crossCheck: {
    flags: '--cross-check',
    sentence: 'ask a second solver to confirm every obligation',
    standard: DEFAULT_CHECK_OPTIONS.crossCheck,
  },
  reporter: {
    flags: '--reporter <name>',
    sentence: 'pretty for people, json for programs: one document on standard output',
    standard: 'pretty',
    parse: oneOf('pretty', 'json'),
  },
  color: { flags: '--no-color', sentence: 'plain text; NO_COLOR and FORCE_COLOR are respected too' },
};

/** Gives a command the named options. */
export function addOptions(command: Command, names: readonly (keyof OptionValues)[]): Command {
  for (const name of names) command.addOption(commanderOption(name));
  return command;
}

function commanderOption<Name extends keyof OptionValues>(name: Name): Option {
  const row: OptionRow<OptionValues[Name]> = OPTIONS[name];
  const { flags, sentence, standard, standardText, parse } = row;
  const option = new Option(flags, sentence);
  if (parse !== undefined) option.argParser(parse);
  // A switch that is off unless given needs no words on its default.
  return standard === undefined || standard === false ? option : option.default(standard, standardText);
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

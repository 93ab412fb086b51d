import { createInterface } from 'node:readline/promises';
import { didYouMean } from '../text/nearest.ts';
import type { CliIo } from '../session/io.ts';
import { UsageError } from '../session/usage-error.ts';
import { FAMILIES, LANGUAGES, type Language } from './init-model.ts';

/** Options of `ringproof init`. */
export interface InitOptions {
  readonly family?: string;
  /** `none` for no recorder. */
  readonly language?: string;
  readonly name?: string;
  /** The language of a queue that is compiled; left out for a model. */
  readonly compiled?: Language;
}

/** What a new model is of, and is called. */
export interface InitAnswers {
  readonly family: string;
  /** `null` for no recorder. */
  readonly language: Language | null;
  readonly name: string;
}

const DEFAULTS = { family: 'split', language: 'none', name: 'my-queue' } as const;

/**
 * The options, and what a person on a terminal answers for those that are missing; without a terminal, defaults. Throws a
 * `UsageError` for an option or an answer that makes no sense.
 */
export async function askWhatIsMissing(options: InitOptions, io: CliIo): Promise<InitAnswers> {
  const { stdin, stdout } = io;
  const isTerminal = stdin?.isTTY === true && stdout.isTTY === true;
  const lines = stdin !== undefined && isTerminal ? createInterface({ input: stdin, output: stdout }) : null;
  const ask = async (given: string | undefined, question: string, otherwise: string): Promise<string> => {
    if (given !== undefined || lines === null) return given ?? otherwise;
    const answer = await lines.question(`${question} [${otherwise}] `, { signal: io.interrupt });
    return answer.trim() || otherwise;
  };
  try {
    const families = Object.keys(FAMILIES);
    const family = await ask(options.family, `Which family (${families.join(', ')})?`, DEFAULTS.family);
    const language = await ask(
      options.language,
      `A recorder for unit tests in which language (${LANGUAGES.join(', ')}, none)?`,
      DEFAULTS.language,
    );
    const name = await ask(options.name, 'What is the model called?', DEFAULTS.name);
    return { family, language: languageOf(language), name: checkedName(name) };
  } finally {
    lines?.close();
  }
}

function languageOf(given: string): Language | null {
  if (given === 'none') return null;
  const known = LANGUAGES.find((language) => language === given.toLowerCase());
  if (known !== undefined) return known;
  const names = [...LANGUAGES, 'none'];
  throw new UsageError(
    `there is no recorder for '${given}'${didYouMean(given, names)}; languages are ${names.join(', ')}`,
  );
}

/** A name is that of a folder, and part of names in the text. */
function checkedName(name: string): string {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return name;
  throw new UsageError(
    `'${name}' cannot be the name of a model: write small letters, digits and single hyphens, a letter first, such as my-queue`,
  );
}

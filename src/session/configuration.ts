import { parseJsonText } from '../text/json-text.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError, type Command, type Option } from 'commander';
import { isCode } from '../cache/atomic-write.ts';
import { didYouMean } from '../text/nearest.ts';
import { configurableOptions, PROOF_LIMITS } from './options.ts';
import { UsageError } from './usage-error.ts';

/** The file of defaults, in the working directory. */
export const CONFIGURATION_FILE = 'ringproof.config.json';

/**
 * Gives a command the defaults of the configuration file: an option that the command line has keeps its value. Limits that a
 * proof can set for itself go beside the options, as `configured`: the proof's come before them. Throws a `UsageError` for a
 * file, a key or a value that makes no sense.
 */
export function applyConfiguration(command: Command, cwd: string): void {
  const known = configurableOptions();
  const values = new Map<string, unknown>();
  for (const [key, value] of Object.entries(readConfiguration(cwd))) {
    // Which proofs are left out is read with the proofs.
    if (key === 'exclude') continue;
    const flags = known.get(key);
    if (flags === undefined) throw unknownKey(key, [...known.keys(), 'exclude']);
    const option = command.options.find((candidate) => candidate.flags === flags);
    if (option === undefined) continue;
    const name = option.attributeName();
    const parsed = parsedValue(option, key, value);
    if (PROOF_LIMITS.some((limit) => limit === name)) values.set(name, parsed);
    else if (command.getOptionValueSource(name) !== 'cli') {
      command.setOptionValueWithSource(name, parsed, 'config');
    }
  }
  command.setOptionValueWithSource('configured', Object.fromEntries(values), 'config');
}

/** What the configuration file holds; nothing if there is none. Throws a `UsageError` where that is no object. */
export function readConfiguration(cwd: string): object {
  const problem = (what: string): UsageError => new UsageError(`${CONFIGURATION_FILE}: ${what}`);
  let value: unknown;
  try {
    value = parseJsonText(readFileSync(join(cwd, CONFIGURATION_FILE), 'utf8'));
  } catch (error) {
    if (isCode(error, 'ENOENT')) return {};
    throw problem(error instanceof Error ? error.message : String(error));
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw problem('it has to hold one object, such as { "timeout": "2m" }');
}

function unknownKey(key: string, known: readonly string[]): UsageError {
  const hint = didYouMean(key, known);
  return new UsageError(`${CONFIGURATION_FILE}: unknown key '${key}'${hint}\nKeys are ${known.join(', ')}.`);
}

function parsedValue(option: Option, key: string, value: unknown): unknown {
  const problem = (what: string): UsageError => new UsageError(`${CONFIGURATION_FILE}: ${key}: ${what}`);
  const { parseArg } = option;
  if (parseArg === undefined) {
    if (typeof value === 'boolean') return value;
    throw problem('it has to be true or false');
  }
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (texts.length === 0) throw problem('the list is empty: leave the key out');
  let parsed: unknown = option.defaultValue;
  for (const text of texts) {
    if (typeof text !== 'string' && typeof text !== 'number') {
      throw problem(`it has to be text, as on the command line, and is ${JSON.stringify(text)}`);
    }
    try {
      parsed = parseArg(String(text), parsed);
    } catch (error) {
      throw error instanceof InvalidArgumentError ? problem(error.message) : error;
    }
  }
  return parsed;
}

import { parseJsonText } from '../text/json-text.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError, type Command, type Option } from 'commander';
import { isCode } from '../cache/atomic-write.ts';
import { checked } from '../shape/check.ts';
import { CONFIGURATION, type Configuration } from './configuration-shape.ts';
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
    // Other keys, such as those of proofs that are left out, are no options.
    const flags = known.get(key)?.flags;
    if (flags === undefined) continue;
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

/** What the configuration file holds; nothing if there is none. Throws a `UsageError` that names the key that makes no sense. */
export function readConfiguration(cwd: string): Configuration {
  try {
    const value = parseJsonText(readFileSync(join(cwd, CONFIGURATION_FILE), 'utf8'));
    return checked(CONFIGURATION, value, '');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return {};
    throw new UsageError(`${CONFIGURATION_FILE}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The value as the command line would give it. Throws a `UsageError`. */
function parsedValue({ parseArg, defaultValue }: Option, key: string, value: unknown): unknown {
  if (parseArg === undefined) return value;
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  let parsed: unknown = defaultValue;
  for (const text of texts) {
    try {
      parsed = parseArg(String(text), parsed);
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      throw new UsageError(`${CONFIGURATION_FILE}: ${key}: ${error.message}`);
    }
  }
  return parsed;
}

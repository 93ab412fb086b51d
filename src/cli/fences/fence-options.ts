import { InvalidArgumentError, Option, type Command } from 'commander';
import { notEmpty, type OptionValues, type RunOptionValues } from '../../session/options.ts';
import { didYouMean } from '../../text/nearest.ts';
import { addSnapshotOptions, type SnapshotOptions } from '../snapshot-file.ts';

/** Output formats of `ringproof fences`. */
export const FENCE_FORMATS = ['pretty', 'json', 'markdown'] as const;

export type FenceFormat = (typeof FENCE_FORMATS)[number];

/** What documents are called in the folder of `--output`. */
export const FENCE_FILES = { json: 'fences.json', markdown: 'fences.md' } as const;

/** Options of `ringproof fences`. */
export type FencesOptions = RunOptionValues &
  Pick<OptionValues, 'model' | 'compiled' | 'memoryModel'> &
  SnapshotOptions & {
    readonly reporter: readonly FenceFormat[];
    /** A folder for documents; left out for standard output. */
    readonly output?: string;
  };

const PRETTY: readonly FenceFormat[] = ['pretty'];

/** Gives `ringproof fences` the options that it alone has. */
export function addFenceOptions(command: Command): void {
  const reporter = new Option('--reporter <formats>', 'output formats, comma-separated')
    .argParser((text: string, previous: readonly FenceFormat[]) => {
      const names = notEmpty(text).split(',').map(format);
      return [...new Set([...(previous === PRETTY ? [] : previous), ...names])];
    })
    .default(PRETTY, PRETTY.join());
  reporter.argChoices = [...FENCE_FORMATS];
  const words = `write documents (${Object.keys(FENCE_FILES).join(', ')}) into this folder`;
  command.addOption(reporter).addOption(new Option('--output <dir>', words).argParser(notEmpty));
  addSnapshotOptions(
    command,
    'fail if anything is needed more, or less, than this file lists',
    'what is needed',
  );
}

function format(text: string): FenceFormat {
  const found = FENCE_FORMATS.find((name) => name === text);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(
    `Choose one of ${FENCE_FORMATS.join(', ')}${didYouMean(text, FENCE_FORMATS)}`,
  );
}

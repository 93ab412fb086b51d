import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  REQUIREMENT_FILES,
  REQUIREMENT_FORMATS,
  type RequirementFormat,
} from '../report/requirements/document-names.ts';
import { notEmpty } from '../session/options.ts';
import { didYouMean } from '../text/nearest.ts';
import { addSnapshotOptions } from './snapshot-file.ts';

const PRETTY: readonly RequirementFormat[] = ['pretty'];

/** Gives `ringproof requirements` the options that it alone has. */
export function addRequirementOptions(command: Command): void {
  const section = new Option(
    '--section <number...>',
    'only these sections and what lies in them, such as 2.7',
  )
    .argParser((text: string, previous: readonly string[]) => [...previous, ...text.split(',').map(notEmpty)])
    .default([], 'all');
  const reporter = new Option('--reporter <formats>', 'output formats, comma-separated').argParser(formats);
  reporter.argChoices = [...REQUIREMENT_FORMATS];
  command
    .addOption(section)
    .option('--open', 'only what is not answered')
    .addOption(reporter.default(PRETTY, PRETTY.join()))
    .addOption(
      new Option(
        '--output <dir>',
        `write documents (${Object.keys(REQUIREMENT_FILES).join(', ')}) into this folder`,
      ).argParser(notEmpty),
    );
  addSnapshotOptions(
    command,
    'fail if any answer, or what it rests on, is not what this file says',
    'the answers',
  );
}

function formats(text: string, previous: readonly RequirementFormat[]): readonly RequirementFormat[] {
  const names = notEmpty(text).split(',').map(format);
  return [...new Set([...(previous === PRETTY ? [] : previous), ...names])];
}

function format(text: string): RequirementFormat {
  const found = REQUIREMENT_FORMATS.find((name) => name === text);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(
    `Choose one of ${REQUIREMENT_FORMATS.join(', ')}${didYouMean(text, REQUIREMENT_FORMATS)}`,
  );
}

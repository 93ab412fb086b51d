import { InvalidArgumentError, Option, type Command } from 'commander';
import { shard } from '../../session/parse-limits.ts';

/** Gives a command the options that say which mutants are judged, and how that is reported. */
export function addCampaignOptions(command: Command): Command {
  return command
    .option(
      '--operators',
      'judge the mutants that operators make of models, in place of those that files list',
    )
    .addOption(
      new Option('--sample <n>', 'judge so many of them; the same ones each time').argParser(positive),
    )
    .addOption(new Option('--shard <i/n>', 'judge the i-th of n parts').argParser(shard))
    .option(
      '--every',
      'of --operators: run all proofs on each mutant, for the kill matrix of --reporter json and html',
    )
    .addOption(
      new Option(
        '--reporter <name>',
        'pretty for people, json for programs, html for a page with the kill matrix, mutation for viewers of the mutation testing report schema',
      )
        .choices(['pretty', 'json', 'html', 'mutation'])
        .default('pretty'),
    );
}

function positive(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1) return value;
  throw new InvalidArgumentError('It must be a whole number from 1.');
}

import { formatDuration } from '../../report/duration.ts';
import { wrap, type Paint, type Style } from '../../report/style.ts';
import { visibleWithin } from '../../text/visible.ts';
import { count } from '../try-text.ts';
import { summaryOf, type Mutated } from './mutate-json.ts';
import type { Catch, Fate, Judged } from './outcome.ts';

const INDENT = '    ';

/** How outcomes are shown: in capitals what fails. */
const WORDS: Readonly<Record<Fate['outcome'], string>> = {
  caught: 'caught',
  survived: 'SURVIVED',
  undecided: 'UNDECIDED',
  'not-applied': 'NOT APPLIED',
};

const WORD_WIDTH = WORDS['not-applied'].length;

/** The lines of a mutant: what became of it, where it is, and what tells it from its model or why nothing does. */
export function judgedLines(given: Judged, idWidth: number, { paint, width }: Style): readonly string[] {
  const { mutant, line, fate, proofs, timeMs } = visibleWithin(given);
  const word = colored(fate.outcome, paint)(WORDS[fate.outcome].padEnd(WORD_WIDTH));
  const time = formatDuration(timeMs).padStart('99.9 s'.length);
  const where = line === null ? mutant.file : `${mutant.file}:${line}`;
  const why = mutant.why === null || fate.outcome === 'caught' ? [] : [mutant.why];
  return [
    `${word}  ${mutant.id.padEnd(idWidth)}  ${time}  ${mutant.model}, ${where}`,
    ...[fateText(fate, proofs), ...why].flatMap((text) => wrap(text, width, INDENT)),
  ];
}

function fateText(fate: Fate, proofs: number): string {
  switch (fate.outcome) {
    case 'caught':
      return catchText(fate.by);
    case 'survived':
      return `${count(proofs, 'proof')} run, none differs from what is expected`;
    case 'undecided':
      return fate.proofs
        .map(({ proof, verdict, failure }) => `${proof}: ${failure?.message ?? verdict}`)
        .join('; ');
    case 'not-applied':
      return fate.reason;
  }
}

function catchText({ proof, how, name }: Catch): string {
  switch (how) {
    case 'broken':
      return `${proof}: ${name ?? ''}`;
    case 'fixed':
      return `${proof}: what a finding names no longer breaks: ${name ?? ''}`;
    case 'reached':
      return `${proof}: a cover is reached that a finding names: ${name ?? ''}`;
    case 'vacuous':
      return `${proof}: vacuous`;
    case 'verdict':
      return `${proof}: it has another verdict than is expected`;
  }
}

function colored(outcome: Fate['outcome'], paint: Paint): Paint['green'] {
  if (outcome === 'caught') return paint.green;
  return outcome === 'undecided' ? paint.yellow : paint.red;
}

/** What is said at the end: which proofs did not count, and how many mutants came to what. */
export function tailLines(mutated: Mutated, { width }: Style): readonly string[] {
  const { mutants, caught, survived, undecided, notApplied, notRun } = summaryOf(mutated);
  const counts = [
    ...([
      [caught, 'caught'],
      [survived, 'survived'],
      [undecided, 'undecided'],
      [notApplied, 'not applied'],
      [notRun, 'not run'],
    ] as const),
  ].flatMap(([many, what]) => (many === 0 ? [] : [`${many} ${what}`]));
  const unfit = mutated.unfit.map(
    ({ job: { proof, model }, result: { verdict } }) =>
      `${proof.id} does not count: on ${model?.name ?? 'no model'} as it is, it is not as expected, but ${verdict}`,
  );
  return [
    ...unfit.flatMap((text) => wrap(text, width, '')),
    `${counts.join(', ')}: ${count(mutants, 'mutant')}`,
  ];
}

import { formatDuration } from '../../report/duration.ts';
import { groupBy } from '../../report/group-by.ts';
import { wrap, type Paint, type Style } from '../../report/style.ts';
import { visibleWithin } from '../../text/visible.ts';
import { count } from '../try-text.ts';
import { killMatrix, type KillMatrix } from './kill-matrix.ts';
import { summaryOf, type Mutated } from './mutate-json.ts';
import type { Replacement } from './mutant.ts';
import type { Catch, Fate, Judged } from './outcome.ts';

const INDENT = '    ';

/** How outcomes are shown: in capitals what fails. */
const WORDS: Readonly<Record<Fate['outcome'], string>> = {
  caught: 'caught',
  equivalent: 'equivalent',
  argued: 'argued',
  'over-strict': 'OVER-STRICT',
  survived: 'SURVIVED',
  undecided: 'UNDECIDED',
  'not-applied': 'NOT APPLIED',
  'out-of-scope': 'out of scope',
};

/** Of the outcomes that listed mutants can have. */
const WORD_WIDTH = WORDS['not-applied'].length;

/** A mutant that is no program says nothing where an operator made it. */
const NOT_A_PROGRAM = 'no program';

/** The lines of a mutant: what became of it, where it is, and what tells it from its model or why nothing does. */
export function judgedLines(given: Judged, idWidth: number, { paint, width }: Style): readonly string[] {
  const { mutant, file, line, fate, ran, replacement, timeMs } = visibleWithin(given);
  const isFine = fate.outcome === 'not-applied' && replacement !== null;
  const outcome = isFine ? NOT_A_PROGRAM : WORDS[fate.outcome];
  const word = colored(isFine ? 'out-of-scope' : fate.outcome, paint)(outcome.padEnd(WORD_WIDTH));
  const time = formatDuration(timeMs).padStart('99.9 s'.length);
  const where = line === null ? file : `${file}:${line}`;
  const why = mutant.why === null || fate.outcome === 'caught' ? [] : [mutant.why];
  return [
    `${word}  ${mutant.id.padEnd(idWidth)}  ${time}  ${mutant.models.join(', ')}, ${where}`,
    ...changeLines(replacement, width),
    ...[fateText(fate, ran.length), ...why].flatMap((text) => wrap(text, width, INDENT)),
  ];
}

function changeLines(replacement: Replacement | null, width: number): readonly string[] {
  if (replacement === null) return [];
  const { original, text } = replacement;
  const side = (given: string): string => {
    const line = given.replaceAll(/\s+/g, ' ').trim();
    return line === '' ? 'nothing' : line;
  };
  return wrap(`${side(original)}  ->  ${side(text)}`, width, INDENT);
}

function fateText(fate: Fate, proofs: number): string {
  switch (fate.outcome) {
    case 'caught':
      return fate.by.map(catchText).join('; ');
    case 'over-strict':
      return `${fate.by.map(catchText).join('; ')}; but it is said to be no mistake: ${fate.argument}`;
    case 'equivalent':
      return `the same for all inputs: ${fate.operations.join(', ')}`;
    case 'argued':
      return fate.argument;
    case 'survived':
      return `${count(proofs, 'proof')} run, none differs from what is expected${fate.why === null ? '' : `; ${fate.why}`}`;
    case 'undecided':
      return fate.proofs
        .map(({ proof, verdict, failure }) => `${proof}: ${failure?.message ?? verdict}`)
        .join('; ');
    case 'not-applied':
    case 'out-of-scope':
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
    case 'endless':
      return `${proof}: an operation does not end`;
    case 'verdict':
      return `${proof}: it has another verdict than is expected`;
  }
}

function colored(outcome: Fate['outcome'], paint: Paint): Paint['green'] {
  switch (outcome) {
    case 'caught':
    case 'equivalent':
    case 'argued':
    case 'out-of-scope':
      return paint.green;
    case 'undecided':
      return paint.yellow;
    case 'over-strict':
    case 'survived':
    case 'not-applied':
      return paint.red;
  }
}

/** What is counted, and in which words. */
export const COUNTED = [
  ['caught', 'caught'],
  ['equivalent', 'equivalent'],
  ['argued', 'argued'],
  ['overStrict', 'over-strict'],
  ['survived', 'survived'],
  ['undecided', 'undecided'],
  ['notApplied', 'not applied'],
  ['outOfScope', 'out of scope'],
  ['notRun', 'not run'],
] as const;

/** What is said at the end: which proofs did not count, and how many mutants came to what. */
export function tailLines(mutated: Mutated, { width }: Style): readonly string[] {
  const summary = summaryOf(mutated);
  const counts = COUNTED.flatMap(([name, what]) => (summary[name] === 0 ? [] : [`${summary[name]} ${what}`]));
  const unfit = mutated.unfit.map(
    ({ job: { proof, model }, result: { verdict } }) =>
      `${proof.id} does not count: on ${model?.name ?? 'no model'} as it is, it is not as expected, but ${verdict}`,
  );
  return [
    ...unfit.flatMap((text) => wrap(text, width, '')),
    ...mutated.leftOut.flatMap(({ file, reason }) => wrap(`not changed: ${file}: ${reason}`, width, '')),
    ...(mutated.isEvery ? coverageLines(killMatrix(mutated)) : []).flatMap((text) => wrap(text, width, '')),
    `${counts.join(', ')}: ${count(summary.mutants, 'mutant')}`,
  ];
}

/** Which proofs catch nothing, and which lines each proof guards alone. */
function coverageLines({ idle, single }: KillMatrix): readonly string[] {
  const alone = [...groupBy(single, ({ guards: [proof = ''] }) => proof)].map(([proof, lines]) => {
    const files = [...groupBy(lines, ({ file }) => file)].map(
      ([file, of]) => `${file}:${of.map(({ line }) => line).join(',')}`,
    );
    return `${proof} alone guards ${files.join(' ')}`;
  });
  return [...(idle.length === 0 ? [] : [`caught nothing: ${idle.join(', ')}`]), ...alone.toSorted()];
}

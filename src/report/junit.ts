import type { ProofResult } from '../result/verdict.ts';
import { resultDetails, levelOf, problemText, verdictInWords } from './result-details.ts';
import { placeOf } from './format-load-problem.ts';
import { groupBy } from './group-by.ts';
import { nameOf, type Asked, type Excluded, type LoadProblem, type Report } from './reporter.ts';
import { toXml, type Element } from './xml.ts';

interface TestCase {
  readonly suite: string;
  readonly timeMs: number;
  readonly kind: 'failure' | 'error' | 'skipped' | null;
  readonly element: Element;
}

const NO_MODEL = 'no model';

/**
 * A run as JUnit XML: a suite a model, a case a proof. Refuted, vacuous and a finding that is out of date are failures; what
 * is undecided, broken or not loaded is an error; a finding that is refuted as expected, what was not run, and what
 * is excluded, is skipped.
 */
export function junitDocument({ results, loadFailures, notRun, excluded, timeMs }: Report): string {
  const cases = [
    ...results.map(ofResult),
    ...notRun.map(ofNotRun),
    ...excluded.map(ofExcluded),
    ...loadFailures.map(ofFailure),
  ];
  const suites = groupBy(cases, ({ suite }) => suite);
  return toXml({
    testsuites: {
      '@': { name: 'ringproof', ...counts(cases), time: seconds(timeMs) },
      testsuite: [...suites].map(([name, members]) => ({
        '@': { name, ...counts(members), time: seconds(members.reduce((sum, each) => sum + each.timeMs, 0)) },
        testcase: members.map(({ element }) => element),
      })),
    },
  });
}

function counts(cases: readonly TestCase[]): Readonly<Record<string, number>> {
  const ofKind = (kind: TestCase['kind']): number => cases.filter((each) => each.kind === kind).length;
  return {
    tests: cases.length,
    failures: ofKind('failure'),
    errors: ofKind('error'),
    skipped: ofKind('skipped'),
  };
}

function ofResult(result: ProofResult): TestCase {
  const { id, model, file, line, timeMs, failure } = result;
  const suite = model ?? NO_MODEL;
  const position = line < 1 ? { file } : { file, line };
  const attributes = { name: id, classname: suite, ...position, time: seconds(timeMs) };
  const kind = kindOf(result);
  const text = resultDetails(result).join('\n');
  const reason = kind === 'skipped' ? result.finding?.reason : failure?.message;
  const message = `${verdictInWords(result)}: ${reason ?? ''}`;
  const body =
    kind === null
      ? { 'system-out': { '#text': text } }
      : { [kind]: { '@': { message: oneLine(message), type: result.verdict }, '#text': text } };
  return { suite, timeMs, kind, element: { '@': attributes, ...body } };
}

function kindOf(result: ProofResult): TestCase['kind'] {
  const level = levelOf(result);
  if (level === null) return null;
  if (level === 'note') return 'skipped';
  return level === 'warning' || result.verdict === 'error' ? 'error' : 'failure';
}

function ofNotRun(asked: Asked): TestCase {
  return skippedCase(asked, 'not run, since the run was stopped before', 'not run');
}

function ofExcluded(excluded: Excluded): TestCase {
  return skippedCase(excluded, `excluded: ${excluded.reason}`, 'excluded');
}

function skippedCase(asked: Asked, why: string, type: string): TestCase {
  const suite = asked.model ?? NO_MODEL;
  const skipped = { '@': { message: oneLine(`${nameOf(asked)}: ${why}`), type } };
  const element = { '@': { name: asked.id, classname: suite, time: seconds(0) }, skipped };
  return { suite, timeMs: 0, kind: 'skipped', element };
}

function ofFailure(failure: LoadProblem): TestCase {
  const { file, message } = failure;
  const suite = 'not loaded';
  const text = [`${placeOf(failure)}: ${message}`, ...problemText(failure).slice(1)].join('\n');
  const error = { '@': { message: oneLine(message), type: 'not loaded' }, '#text': text };
  const element = { '@': { name: placeOf(failure), classname: suite, file, time: seconds(0) }, error };
  return { suite, timeMs: 0, kind: 'error', element };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** A line break in an attribute would be read back as a blank. */
function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}

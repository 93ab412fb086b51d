import { wellFormed } from '../text/visible.ts';
import type { Location, Log, Notification, ReportingDescriptor, Result } from 'sarif';
import { surprisesOf } from '../result/expectation.ts';
import type { ProofResult } from '../result/verdict.ts';
import { resultDetails, headlineOf, levelOf, placeOf, problemText, type Level } from './result-details.ts';
import { nameOf, type About, type LoadProblem, type Report } from './reporter.ts';

/**
 * A run as SARIF 2.1.0: a rule a proof, and a result for each that is not proved as expected. A finding is a note that is
 * suppressed in the source, with its reason; what could not be loaded or was not run is a notification. What is proved
 * has no result, since readers of SARIF take every result for an alert.
 */
export function sarifDocument(report: Report, { version, pathPrefix }: About): string {
  const { results, loadFailures, notRun } = report;
  const rules = rulesOf(results);
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  const notRunNames = notRun.map(nameOf).join(', ');
  const notifications: Notification[] = [
    ...loadFailures.map((failure) => notLoaded(failure, pathPrefix)),
    ...(notRunNames === ''
      ? []
      : [{ level: 'warning' as const, message: { text: `not run: ${notRunNames}` } }]),
  ];
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'ringproof', version, semanticVersion: version, rules: [...rules] } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          { executionSuccessful: notifications.length === 0, toolExecutionNotifications: notifications },
        ],
        results: results.flatMap((result) => {
          const level = levelOf(result);
          return level === null ? [] : [sarifResult(result, level, indexOf.get(result.id) ?? -1, pathPrefix)];
        }),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** One rule an id, in order of appearance. */
function rulesOf(results: readonly ProofResult[]): readonly ReportingDescriptor[] {
  const byId = new Map(results.map((result) => [result.id, result]));
  return [...byId.values()].map(({ id, title, doesNotProve, requirements }) => ({
    id,
    shortDescription: { text: title },
    fullDescription: { text: `${title}. Does not prove: ${doesNotProve}` },
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['virtio'], requirements: [...requirements] },
  }));
}

function sarifResult(
  result: ProofResult,
  level: NonNullable<Level>,
  ruleIndex: number,
  pathPrefix: string,
): Result {
  const { id, model, verdict, expected, finding } = result;
  const { file, line, column } = placeOf(result);
  const location = locationOf(pathPrefix + file, line, column);
  return {
    ruleId: id,
    ruleIndex,
    level,
    message: { text: [headlineOf(result), ...resultDetails(result)].join('\n') },
    locations: [
      model === null ? location : { ...location, logicalLocations: [{ name: model, kind: 'module' }] },
    ],
    // The same proof on the same model is the same alert, wherever its file and line have gone.
    partialFingerprints: { 'proofAndModel/v1': nameOf(result) + beyondFinding(result) },
    ...(level === 'note' && finding !== null ? { suppressions: [suppression(finding)] } : {}),
    properties: { verdict, expected, model },
  };
}

/** What is not as its finding says: another alert than the finding, which may have been dismissed. */
function beyondFinding(result: ProofResult): string {
  if (result.finding === null) return '';
  const names = surprisesOf(result).flatMap((surprise) => ('name' in surprise ? [surprise.name] : []));
  return names.length === 0 ? '' : `: ${names.join(', ')}`;
}

function suppression({
  reason,
  reference,
}: NonNullable<ProofResult['finding']>): NonNullable<Result['suppressions']>[number] {
  return { kind: 'inSource', status: 'accepted', justification: `${reason} See ${reference}` };
}

function notLoaded(failure: LoadProblem, pathPrefix: string): Notification {
  const { file, line, column } = failure;
  return {
    level: 'error',
    message: { text: problemText(failure).join('\n') },
    locations: [locationOf(pathPrefix + file, line, column)],
  };
}

/** Lines and columns count from 1; one that is not known is left out. */
function locationOf(path: string, line: number | null, column: number | null): Location {
  const region =
    line === null || line < 1
      ? {}
      : { region: { startLine: line, ...(column === null ? {} : { startColumn: column }) } };
  const uri = wellFormed(path).split('/').map(encodeURIComponent).join('/');
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, ...region } };
}

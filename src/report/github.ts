import { visibleWithin } from '../text/visible.ts';
import { resultDetails, headlineOf, levelOf, placeOf, problemText } from './result-details.ts';
import { nameOf, type About, type Report } from './reporter.ts';
import { brokenModels } from './summary.ts';

const COMMAND_OF = { error: 'error', warning: 'warning', note: 'notice' } as const;

type Command = (typeof COMMAND_OF)[keyof typeof COMMAND_OF];

interface Annotated {
  readonly file: string;
  readonly line?: number | null;
  readonly column?: number | null;
}

/**
 * Workflow commands of GitHub Actions, one a line, that show beside the proofs what is to be looked at. Nothing where
 * all is proved.
 */
export function githubAnnotations(given: Report, { pathPrefix }: About): string {
  const report = visibleWithin(given);
  const inRepository = ({ file, ...rest }: Annotated): Annotated => ({ file: pathPrefix + file, ...rest });
  const ofResults = report.results.flatMap((result) => {
    const level = levelOf(result);
    if (level === null) return [];
    const text = resultDetails(result).join('\n');
    const place = inRepository(placeOf(result));
    return [command(COMMAND_OF[level], headlineOf(result), text, place)];
  });
  const ofFailures = report.loadFailures.map((failure) => {
    const text = problemText(failure).join('\n');
    return command('error', 'not loaded', text, inRepository(failure));
  });
  const names = report.notRun.map(nameOf).join('\n');
  const ofRest =
    names === ''
      ? []
      : [command('warning', `${report.notRun.length} not run`, `The run was stopped before:\n${names}`)];
  const ofModels = brokenModels(report.results).map((line) => command('error', 'own proofs fail', line));
  return [...ofModels, ...ofFailures, ...ofResults, ...ofRest].map((line) => `${line}\n`).join('');
}

/** `::error file=…,line=…,title=…::message`; a file or line that is not known is left out. */
function command(name: Command, title: string, message: string, place?: Annotated): string {
  const { file, line = null, column = null } = place ?? { file: '' };
  const properties = Object.entries({
    file,
    line: line === null || line < 1 ? '' : line,
    col: column ?? '',
    title,
  })
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${properties.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

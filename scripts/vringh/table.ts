import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { format, resolveConfig } from 'prettier';
import { PACKAGE, type Kernel } from './kernel.ts';

/** What the table takes of a run's JSON. */
interface Report {
  readonly proofs: readonly Row[];
  readonly notApplicable: readonly { readonly id: string }[];
}

interface Row {
  readonly id: string;
  readonly model: string | null;
  readonly verdict: string;
  readonly expected: string;
  readonly finding: { readonly breaks: readonly string[] } | null;
  readonly timeMs: number;
  readonly paths: number;
  readonly obligations: number;
  readonly decidedByRewriting: number;
}

const BEGIN = '<!-- verdicts: npm run vringh -- --table -->';
const END = '<!-- end of verdicts -->';

/** Writes the verdicts of a run between two marks of a page. Throws an `Error` where the page lacks them. */
export async function writeTable(
  page: string,
  report: string,
  kernel: Kernel,
  compiler: string,
): Promise<void> {
  const [before, after] = parts(readFileSync(page, 'utf8'), page);
  // Written by the run that has just ended.
  const run = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const text = `${before}${BEGIN}\n\n${tableOf(run, kernel, compiler)}\n\n${END}${after}`;
  writeFileSync(page, await format(text, { ...(await resolveConfig(page)), parser: 'markdown' }));
}

function parts(text: string, page: string): readonly [before: string, after: string] {
  const [before, rest] = text.split(BEGIN);
  const [, after] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined)
    throw new Error(`${page} lacks the lines '${BEGIN}' and '${END}'`);
  return [before, after];
}

function tableOf({ proofs, notApplicable }: Report, kernel: Kernel, compiler: string): string {
  const models = [...new Set(proofs.flatMap(({ model }) => model ?? []))].toSorted();
  const ids = [...new Set(proofs.map(({ id }) => id))].toSorted();
  const cell = (id: string, model: string): string => {
    const row = proofs.find((each) => each.id === id && each.model === model);
    return row === undefined ? '–' : cellOf(row);
  };
  // Proofs of a walk are one line, since there is none.
  const unasked = [...new Set(notApplicable.map(({ id }) => id.replace(/^chain\/.*/, 'chain/*')))].toSorted();
  const failed = proofs.filter(({ verdict }) => verdict === 'error');
  return [
    `${PACKAGE} ${kernel.packageVersion}, Linux ${kernel.version}; ${compiler}; Node.js ${process.versions.node}, ` +
      `${cpus().length} processors with a load of ${(loadavg()[0] ?? 0).toFixed(0)}, nothing cached.`,
    '',
    'Each cell has the verdict, the time, the paths, and the questions to the solver.',
    '',
    `| property | ${models.join(' | ')} |`,
    `| --- | ${models.map(() => '---').join(' | ')} |`,
    ...ids.map((id) => `| \`${id}\` | ${models.map((model) => cell(id, model)).join(' | ')} |`),
    `| all | ${models.map((model) => totalOf(proofs.filter((each) => each.model === model))).join(' | ')} |`,
    '',
    `Unsupported instructions: ${failed.length === 0 ? 'none' : failed.map(({ id }) => `\`${id}\``).join(', ')}.`,
    '',
    `Not applicable: ${unasked.map((id) => `\`${id}\``).join(', ')}.`,
  ].join('\n');
}

function cellOf({ verdict, expected, finding, timeMs, paths, obligations, decidedByRewriting }: Row): string {
  const isFinding = verdict === expected && finding !== null && finding.breaks.length > 0;
  const name = isFinding ? '**finding**' : verdict === expected ? verdict : `**${verdict}**`;
  return `${name}, ${seconds(timeMs)}, ${paths}, ${obligations - decidedByRewriting}`;
}

function totalOf(rows: readonly Row[]): string {
  const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const questions = sum(({ obligations, decidedByRewriting }) => obligations - decidedByRewriting);
  return `${rows.length}, ${seconds(sum(({ timeMs }) => timeMs))}, ${sum(({ paths }) => paths)}, ${questions}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

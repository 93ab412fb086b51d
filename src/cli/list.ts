import { cacheOfProject } from '../cache/folder.ts';
import { visibleLine } from '../text/visible.ts';
import { expectedOf, findingOf } from '../proof/finding.ts';
import { EXIT } from '../report/exit-code.ts';
import { LIST_DOCUMENT } from '../report/list-shape.ts';
import { escapeMarkdown, markdownTable } from '../report/markdown-text.ts';
import type { Job } from '../runner/jobs.ts';
import { expectedMatrix } from './expected-matrix.ts';
import type { CliIo } from '../session/io.ts';
import type { ListFormat, OptionValues } from '../session/options.ts';
import { makePlan, withPool, type Plan } from '../session/plan.ts';
import { fieldsOf } from '../shape/check.ts';
import type { Of } from '../shape/shape.ts';
import { textTable } from '../text/text-table.ts';
import { toolVersion } from '../session/version.ts';

/** Options of `ringproof list`. */
export type ListOptions = Pick<
  OptionValues,
  'model' | 'compiled' | 'changed' | 'color' | 'matrix' | 'unreached'
> & {
  readonly reporter: ListFormat;
};

/** `ringproof list`: says what `prove` would run, and what is expected; resolves to the exit code. */
export async function listCommand(
  patterns: readonly string[],
  options: ListOptions,
  io: CliIo,
): Promise<number> {
  return withPool(io, async (pool) => {
    const cache = cacheOfProject(io.cwd);
    const plan = await makePlan(pool, patterns, options, io, {
      deadline: null,
      cache,
      isCacheWritable: false,
    });
    io.stdout.write((options.matrix ? expectedMatrix : list)(plan, options.reporter));
    return plan.loadFailures.length === 0 ? EXIT.expected : EXIT.failed;
  });
}

function list({ jobs, loadFailures }: Plan, format: ListFormat): string {
  const rows = jobs.map(({ proof, model }) => [proof.id, model?.name ?? '-', proof.title]);
  if (format === 'pretty') return textTable(rows.map((row) => row.map(visibleLine)));
  if (format === 'markdown') {
    const cells = rows.map((row) => row.map((cell) => escapeMarkdown(visibleLine(cell))));
    return `${markdownTable(['proof', 'model', 'title'], cells).join('\n')}\n`;
  }
  const document = {
    tool: 'ringproof',
    version: toolVersion(),
    proofs: jobs.map(jsonEntry),
    loadFailures,
  } as const;
  return `${JSON.stringify(fieldsOf(LIST_DOCUMENT, document), null, 2)}\n`;
}

function jsonEntry({ proof, model }: Job): Of<typeof LIST_DOCUMENT>['proofs'][number] {
  const finding = findingOf(model, proof.id);
  return { ...proof, model: model?.name ?? null, expected: expectedOf(finding, []), finding };
}

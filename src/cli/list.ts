import { EXIT } from '../report/exit-code.ts';
import type { Job } from '../runner/jobs.ts';
import type { CliIo } from './io.ts';
import type { OptionValues } from './options.ts';
import { makePlan, withPool } from './plan.ts';
import { toolVersion } from './version.ts';

/** `ringproof list`: says what `prove` would run; resolves to the exit code. */
export async function listCommand(
  patterns: readonly string[],
  options: Pick<OptionValues, 'model' | 'reporter' | 'color'>,
  io: CliIo,
): Promise<number> {
  return withPool(io, async (pool) => {
    const { jobs, loadFailures } = await makePlan(pool, patterns, options, io);
    if (options.reporter === 'json') {
      const document = {
        tool: 'ringproof',
        version: toolVersion(),
        proofs: jobs.map(jsonEntry),
        loadFailures,
      };
      io.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    } else {
      io.stdout.write(table(jobs));
    }
    return loadFailures.length === 0 ? EXIT.expected : EXIT.failed;
  });
}

function table(jobs: readonly Job[]): string {
  const rows = jobs.map(({ proof, model }) => [proof.id, model?.name ?? '-', proof.title] as const);
  const idWidth = Math.max(0, ...rows.map(([id]) => id.length));
  const modelWidth = Math.max(0, ...rows.map(([, model]) => model.length));
  return rows
    .map(([id, model, title]) => `${id.padEnd(idWidth)}  ${model.padEnd(modelWidth)}  ${title}\n`)
    .join('');
}

function jsonEntry({ proof, model }: Job): Readonly<Record<string, unknown>> {
  const { id, title, file, line, requirements, doesNotProve, bound } = proof;
  const finding = model?.findings[id] ?? null;
  const expected = finding === null ? 'proved' : 'refuted';
  return {
    id,
    model: model?.name ?? null,
    title,
    file,
    line,
    requirements,
    doesNotProve,
    bound,
    expected,
    finding,
  };
}

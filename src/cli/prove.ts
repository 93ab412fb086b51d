import { exitCode } from '../report/exit-code.ts';
import { JsonReporter } from '../report/json.ts';
import { PrettyReporter } from '../report/pretty.ts';
import type { Report, Reporter } from '../report/reporter.ts';
import { runJobs } from '../runner/run-jobs.ts';
import type { CliIo } from './io.ts';
import { requireNativeSolver } from './native-solver.ts';
import { DEFAULT_TIMEOUT_MS, type OptionValues } from './options.ts';
import { makePlan, outputStyle, withPool } from './plan.ts';
import { toolVersion } from './version.ts';

/** `ringproof prove`: runs proofs and reports; resolves to the exit code. */
export async function proveCommand(
  patterns: readonly string[],
  options: OptionValues,
  io: CliIo,
): Promise<number> {
  const { solver, encoding, crossCheck, timeout } = options;
  if (solver !== 'wasm') await requireNativeSolver(solver, io.env);
  const reporter = makeReporter(options, io);
  return withPool(io, async (pool) => {
    const startedAt = performance.now();
    const { jobs, loadFailures } = await makePlan(pool, patterns, options, io);
    reporter.start(jobs.map(({ proof, model }) => ({ id: proof.id, model: model?.name ?? null })));
    const results = await runJobs(
      pool,
      jobs,
      options.jobs,
      ({ proof }) => ({
        check: { solver, encoding, crossCheck },
        timeoutMs: timeout ?? proof.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      }),
      (result) => reporter.result(result),
    );
    const report: Report = { results, loadFailures, timeMs: performance.now() - startedAt };
    reporter.end(report);
    return exitCode(report);
  });
}

function makeReporter({ reporter, color }: OptionValues, io: CliIo): Reporter {
  const write = (text: string): void => void io.stdout.write(text);
  if (reporter === 'json') return new JsonReporter(toolVersion(), write);
  return new PrettyReporter(outputStyle(io.stdout, color, io), write);
}

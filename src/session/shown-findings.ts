import type { Job } from '../runner/jobs.ts';
import type { JobOptions } from '../runner/run-job.ts';
import type { ProveOptions, ReporterName } from './options.ts';
import type { RunSettings } from './settings.ts';

type OptionsOf = RunSettings['optionsOf'];

/** Reporters that show no counterexample of a finding that is as expected, where there are other proofs. */
const SHOW_NONE: readonly ReporterName[] = ['pretty', 'github', 'junit', 'sarif', 'markdown'];

/** The options of a run, which makes no counterexample of a finding smaller if none is shown or kept. */
export function optionsAsShown(
  { reporter, output }: Pick<ProveOptions, 'reporter' | 'output'>,
  jobs: readonly Job[],
  optionsOf: OptionsOf,
): OptionsOf {
  // Of a single proof, all is shown. Counterexamples, and what shards leave for a merge, are written to the output folder.
  const isShown = jobs.length === 1 || output !== null || !reporter.every((name) => SHOW_NONE.includes(name));
  return isShown ? optionsOf : withoutFindings(optionsOf);
}

/** The options of a run that shows counterexamples only of what is not as expected. */
export function withoutFindings(optionsOf: OptionsOf): OptionsOf {
  const unshown = ({ check, ...limits }: JobOptions): JobOptions => ({
    ...limits,
    check: { ...check, until: 'expected' },
  });
  return (job) => {
    const [first, ...others] = optionsOf(job);
    return [unshown(first), ...others.map(unshown)];
  };
}

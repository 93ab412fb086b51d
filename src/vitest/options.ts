import type { CliIo } from '../session/io.ts';
import { parseProveOptions } from '../session/prove-options.ts';
import type { ProveOptions } from '../session/options.ts';

/** What is to be proved, and how: the options of `ringproof prove`, in the same words. */
export interface ProvesInOptions {
  /** The project's folder; where absent, the working directory. */
  readonly cwd?: string;
  /** Ids, parts of ids, or forms with `*`; all proofs where absent. */
  readonly patterns?: readonly string[];
  /** Names of models; all where absent. */
  readonly model?: readonly string[];
  /** Wall clock for each proof: "500ms", "20s", "3m", "1h". Overrides what a proof sets. */
  readonly timeout?: string;
  /** Steps of the embedded solver for each proof: "5M". */
  readonly rlimit?: string;
  /** Memory for each proof: "512m", "2g". */
  readonly memory?: string;
  /** How many proofs run at a time; as many as there are processors where absent. */
  readonly jobs?: number;
  /** Names of solvers with commas between; `wasm` where absent. */
  readonly solver?: string;
  readonly encoding?: 'int' | 'bv';
  /** Kinds of assertions that are checked, with commas between: `must,should`; all where absent. */
  readonly contract?: string;
  readonly crossCheck?: boolean;
  /** Whether answers are kept from run to run; true where absent. */
  readonly cache?: boolean;
  /** Whether answers are read from the cache and none are written to it; false where absent. */
  readonly frozen?: boolean;
}

/** The options as the command line would have them: checked there, and with what the configuration file says. */
export function parseOptions(options: ProvesInOptions, io: CliIo): Promise<ProveOptions> {
  const { model = [], crossCheck = false, cache = true, frozen = false } = options;
  const { timeout, rlimit, memory, jobs, solver, encoding, contract } = options;
  const values = Object.entries({ timeout, rlimit, memory, jobs, solver, encoding, contract });
  return parseProveOptions(
    [
      ...values.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`])),
      ...model.map((name) => `--model=${name}`),
      ...(crossCheck ? ['--cross-check'] : []),
      ...(cache ? [] : ['--no-cache']),
      ...(frozen ? ['--frozen'] : []),
    ],
    io,
  );
}

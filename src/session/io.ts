import type { Readable, Writable } from 'node:stream';
import type { RemoteRunner } from '../runner/remote-runner.ts';

/** A stream that commands write text to, maybe a terminal. */
export type Output = Writable & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
};

/** Columns of a terminal; 80 where they are not known, as on a terminal that says 0. */
export function columnsOf({ columns = 0 }: Pick<Output, 'columns'>): number {
  return columns > 0 ? columns : 80;
}

/** A stream that commands read from, maybe a terminal. */
export type Input = Readable & { readonly isTTY?: boolean };

/** All that a command has to do with the world; tests put their own in its place. */
export interface CliIo {
  /** Left out if there is no input. */
  readonly stdin?: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** URL of a module in place of the proof engine; for tests. */
  readonly engine?: string;
  /** Flags of Node for worker processes; for tests. */
  readonly nodeFlags?: readonly string[];
  /** Folders of the properties that come with the tool; for tests. */
  readonly properties?: readonly string[];
  /** Compiled modules that are models by themselves, as the command line names them. */
  readonly compiled?: readonly string[];
  /** Does the work of pools on other machines; left out where processes of this one do. */
  readonly remote?: RemoteRunner;
  /** Ends what is being done, with the reason that a signal is. */
  readonly interrupt?: AbortSignal;
}

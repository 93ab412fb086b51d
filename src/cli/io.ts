import type { Writable } from 'node:stream';

/** A stream that commands write text to, maybe a terminal. */
export type Output = Writable & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
};

/** All that a command has to do with the world; tests put their own in its place. */
export interface CliIo {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** URL of a module in place of the proof engine; for tests. */
  readonly engine?: string;
  /** Flags of Node for worker processes; for tests. */
  readonly nodeFlags?: readonly string[];
  /** Ends what is being done, with the reason that a signal is. */
  readonly interrupt?: AbortSignal;
}

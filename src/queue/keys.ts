/** What all keys of this tool in a Redis server begin with. */
const PREFIX = 'ringproof';

/** The runs that are filled, each with when it last gave a sign of life: milliseconds, by the server's clock. */
export const RUNS_KEY = `${PREFIX}:runs`;

/** Milliseconds between two signs of life of a run. */
export const HEARTBEAT_MS = 2_000;

/** Milliseconds after which a run that gives no sign of life is over. */
export const RUN_LIFE_MS = 30_000;

/** Seconds after which what a run has in the server is gone, where nothing has deleted it. */
export const KEYS_LIFE_S = 600;

/** Milliseconds for which a worker that gives no sign of life keeps a job: afterwards it is delivered again. */
export const LOCK_MS = 10_000;

/** Milliseconds between two looks for jobs whose worker gives none. */
export const STALLED_CHECK_MS = 3_000;

/** How often a job is delivered again before it is taken to end its workers. */
export const MOST_DELIVERIES = 3;

/** The keys of one run, named by an id that no other run has. */
export interface RunKeys {
  /** What of it begins with. */
  readonly prefix: string;
  /** What the run is; it lives for as long as the run gives signs of life. */
  readonly run: string;
  /** Texts by digest, in a hash. */
  readonly texts: string;
  /** Results by the digest of the job, in a hash. */
  readonly results: string;
  /** What workers have said of the run: by name, why they do not work for it; empty where they do. */
  readonly workers: string;
}

/** The name of the jobs, after the prefix. */
export const JOBS = 'jobs';

export function keysOf(id: string): RunKeys {
  const prefix = `${PREFIX}:${id}`;
  const key = (name: string): string => `${prefix}:${name}`;
  return { prefix, run: key('run'), texts: key('texts'), results: key('results'), workers: key('workers') };
}

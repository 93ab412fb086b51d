import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest } from './entry.ts';
import { hasShape } from '../shape/check.ts';
import { recordOf } from '../shape/structures.ts';
import { MEASURE } from '../shape/values.ts';
import { writeAtomically } from './atomic-write.ts';

/** A proof on a model: what times are recorded of. */
export interface Timed {
  readonly id: string;
  readonly model: string | null;
}

/** How long proofs took when they were last worked on, in milliseconds. */
export interface RecordedTimes {
  readonly of: (timed: Timed) => number | undefined;
  /** The same for the same times, and for nothing else. */
  readonly digest: string;
}

/** Where nothing is recorded. */
export const NO_TIMES: RecordedTimes = timesFrom(new Map());

const FORMAT = 'ringproof times 1';

/** Milliseconds by proof and model. */
const TIMES = recordOf(MEASURE);

type Times = Record<string, number>;

/** The times recorded in a cache folder; none where they are missing, or not whole. */
export function readTimes(folder: string): RecordedTimes {
  return timesFrom(new Map(Object.entries(load(folder))));
}

function timesFrom(times: ReadonlyMap<string, number>): RecordedTimes {
  const all = [...times].sort(([a], [b]) => (a < b ? -1 : 1));
  return { of: (timed) => times.get(keyOf(timed)), digest: digest(JSON.stringify(all)) };
}

/** Records times beside those that are there already. Throws what the file system throws. */
export function recordTimes(folder: string, news: readonly (Timed & { readonly timeMs: number })[]): void {
  if (news.length === 0) return;
  const times = load(folder);
  for (const { timeMs, ...timed } of news) times[keyOf(timed)] = Math.max(1, Math.round(timeMs));
  const body = JSON.stringify(times);
  writeAtomically(join(folder, 'times'), `${FORMAT} ${digest(body)}\n${body}\n`);
}

function load(folder: string): Times {
  try {
    const [head, body = ''] = readFileSync(join(folder, 'times'), 'utf8').split('\n');
    if (head !== `${FORMAT} ${digest(body)}`) return {};
    const times: unknown = JSON.parse(body);
    // A checksum keeps out accidents only.
    return hasShape(TIMES, times) ? { ...times } : {};
  } catch {
    return {};
  }
}

function keyOf({ id, model }: Timed): string {
  return model === null ? id : `${id} ${model}`;
}

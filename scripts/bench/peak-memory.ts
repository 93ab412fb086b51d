import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { childrenOf } from '../../src/runner/resident-memory.ts';
import { ROOT } from './cases.ts';
import type { Row, Table } from './table.ts';

const MAIN = join(ROOT, 'dist/cli/main.js');
const WORKERS = 2;
/** Milliseconds between two samples. */
const SAMPLE_MS = 50;
/** The most that two workers should need in all. */
const GOAL = '1.5 GB (1431 MiB)';

/** Bytes of resident memory at the most, while a command ran. */
interface Peaks {
  readonly command: number;
  /** One for each worker process, in order of their ids. A process that had ended before its first sample is left out. */
  readonly workers: readonly number[];
  /** All of them together; memory that they share counts more than once. */
  readonly all: number;
}

/** How much memory the project's own proofs take at the most; measured on Linux only. */
export async function peakMemoryTable(): Promise<Table> {
  return {
    title: `Peak resident memory of all proofs with ${WORKERS} workers, MiB`,
    note: `The goal is at most ${GOAL} in all. Sampled every ${SAMPLE_MS} ms; each process by the system's own peak.`,
    columns: ['process', 'peak'],
    rows: process.platform === 'linux' ? rowsOf(await measurePeaks()) : [['measured on Linux only', '-']],
  };
}

function rowsOf({ command, workers, all }: Peaks): readonly Row[] {
  return [
    ['the command', inMiB(command)],
    ...workers.map((bytes, i): Row => [`worker ${i + 1}`, inMiB(bytes)]),
    ['in all, at one time', inMiB(all)],
  ];
}

function inMiB(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}

async function measurePeaks(): Promise<Peaks> {
  const args = [MAIN, 'prove', '--no-cache', '--jobs', `${WORKERS}`];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'ignore' });
  const { pid } = child;
  if (pid === undefined) throw new Error(`'prove' could not be started`);
  const exited = once(child, 'exit');
  const peaks = new Map<number, number>();
  let all = 0;
  while (child.exitCode === null && child.signalCode === null) {
    let sum = 0;
    for (const one of treeOf(pid)) {
      const { now, peak } = memoryOf(one);
      peaks.set(one, Math.max(peaks.get(one) ?? 0, peak));
      sum += now;
    }
    all = Math.max(all, sum);
    await Promise.race([exited, delay(SAMPLE_MS)]);
  }
  // As in any shell: at most 3 if each proof came to a verdict.
  if (child.exitCode === null || child.exitCode > 3)
    throw new Error(`'prove' ended with ${child.exitCode ?? child.signalCode ?? 'nothing'}`);
  const workers = [...peaks].filter(([one, peak]) => one !== pid && peak > 0).toSorted(([a], [b]) => a - b);
  return { command: peaks.get(pid) ?? 0, workers: workers.map(([, peak]) => peak), all };
}

function treeOf(pid: number): readonly number[] {
  return [pid, ...childrenOf(pid).flatMap(treeOf)];
}

/** Bytes of resident memory that a process has and had at the most; zeros if it has ended. */
function memoryOf(pid: number): { readonly now: number; readonly peak: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const bytes = (field: string): number =>
      Number(new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1024;
    return { now: bytes('VmRSS'), peak: bytes('VmHWM') };
  } catch {
    return { now: 0, peak: 0 };
  }
}

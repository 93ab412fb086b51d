import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';

/** Resident memory in bytes of processes, each with its descendants, by process id. */
export type ResidentMemory = ReadonlyMap<number, number>;

/** Whether the memory of a process can be measured on this system. */
export const CAN_MEASURE_MEMORY = process.platform !== 'win32';

/** Measures processes; one that has ended is left out. */
export async function measureMemory(pids: readonly number[]): Promise<ResidentMemory> {
  if (process.platform === 'linux') return new Map(pids.flatMap(fromProc));
  return CAN_MEASURE_MEMORY ? treesOf(pids, await listProcesses()) : new Map();
}

function fromProc(pid: number): readonly (readonly [number, number])[] {
  const bytes = treeBytes(pid);
  return bytes === undefined ? [] : [[pid, bytes]];
}

function treeBytes(pid: number): number | undefined {
  try {
    const [, kilobytes] = /^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    // A zombie process has none.
    const own = Number(kilobytes ?? 0) * 1024;
    return childrenOf(pid).reduce((sum, child) => sum + (treeBytes(child) ?? 0), own);
  } catch {
    return undefined;
  }
}

/** The processes that a process started and that still run, on Linux; empty elsewhere. */
export function childrenOf(pid: number): readonly number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return children.split(' ').filter(Boolean).map(Number);
  } catch {
    // Not every kernel has this file.
    return [];
  }
}

/** One process in the system's list. */
export interface ListedProcess {
  readonly pid: number;
  readonly parent: number;
  readonly bytes: number;
}

async function listProcesses(): Promise<readonly ListedProcess[]> {
  const text = await new Promise<string>((resolve) => {
    execFile('ps', ['-A', '-o', 'pid=,ppid=,rss='], { timeout: 5_000 }, (_, stdout) => resolve(stdout));
  });
  return parseProcesses(text);
}

/** Parses lines of process id, parent id and kilobytes. */
export function parseProcesses(text: string): readonly ListedProcess[] {
  return [...text.matchAll(/^\s*(\d+)\s+(\d+)\s+(\d+)\s*$/gm)].map(([, pid, parent, kilobytes]) => ({
    pid: Number(pid),
    parent: Number(parent),
    bytes: Number(kilobytes) * 1024,
  }));
}

/** Sums up each process and its descendants. */
export function treesOf(pids: readonly number[], processes: readonly ListedProcess[]): ResidentMemory {
  const total = ({ pid, bytes }: ListedProcess): number =>
    processes.filter(({ parent }) => parent === pid).reduce((sum, child) => sum + total(child), bytes);
  return new Map(processes.filter(({ pid }) => pids.includes(pid)).map((one) => [one.pid, total(one)]));
}

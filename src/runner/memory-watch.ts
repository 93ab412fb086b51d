import { measureMemory } from './resident-memory.ts';

/** Milliseconds between two looks at how much memory processes have. */
const LOOK_EVERY_MS = 100;

interface Watched {
  readonly pid: number;
  readonly limitBytes: number;
  readonly onExceed: (bytes: number) => void;
}

const watched = new Set<Watched>();
let timer: NodeJS.Timeout | undefined;

/**
 * Calls `onExceed` once when a process and what it started have more resident memory than a limit. Returns what ends the
 * watch.
 */
export function watchMemory(pid: number, limitBytes: number, onExceed: (bytes: number) => void): () => void {
  const one = { pid, limitBytes, onExceed };
  watched.add(one);
  timer ??= setTimeout(() => void look(), LOOK_EVERY_MS);
  return () => watched.delete(one);
}

async function look(): Promise<void> {
  const measured = await measureMemory([...watched].map(({ pid }) => pid));
  for (const one of watched) {
    const bytes = measured.get(one.pid) ?? 0;
    if (bytes <= one.limitBytes) continue;
    watched.delete(one);
    one.onExceed(bytes);
  }
  timer = watched.size === 0 ? undefined : setTimeout(() => void look(), LOOK_EVERY_MS);
}

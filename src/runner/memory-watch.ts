import { measureMemory } from './resident-memory.ts';

/** Milliseconds between two measurements. */
const LOOK_EVERY_MS = 100;

interface Watched {
  readonly pid: number;
  readonly limitBytes: number;
  readonly onExceed: (bytes: number) => void;
}

const watched = new Set<Watched>();
let timer: NodeJS.Timeout | undefined;

/**
 * Calls `onExceed` once when a process and its descendants exceed a limit of resident memory. Returns a function that ends
 * the watch.
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

import type { Execution, Source } from '../execution/execution.ts';
import type { FenceOrdering } from '../../event.ts';
import type { Access, Placed, Step } from '../program.ts';

/** A statement of C, or nothing where C has no such fence. */
const FENCES: Readonly<Record<FenceOrdering, string>> = {
  relaxed: 'atomic_thread_fence(memory_order_relaxed);',
  acquire: 'atomic_thread_fence(memory_order_acquire);',
  release: 'atomic_thread_fence(memory_order_release);',
  'acq-rel': 'atomic_thread_fence(memory_order_acq_rel);',
  'seq-cst': 'atomic_thread_fence(memory_order_seq_cst);',
  'linux-mb': 'smp_mb();',
  'linux-rmb': 'smp_rmb();',
  'linux-wmb': 'smp_wmb();',
};

const ACQUIRES: readonly string[] = ['acquire', 'acq-rel'];
const RELEASES: readonly string[] = ['release', 'acq-rel'];

/**
 * An execution as a test in the C dialect of herd7's litmus format: its values are constants, and its outcome is the condition.
 * Left out is what the dialect cannot say, so that the test allows more: dependencies. Each value of history that is not
 * the initial one becomes a store of a thread of its own. Parts of one access become ordered.
 */
export function writeLitmus(name: string, { events, outcomes, order }: Execution<Step>): string {
  const accesses = events.filter((event) => event.kind !== 'fence');
  const cells = [...new Set(accesses.map(({ id }) => outcomes.get(id)?.cell ?? ''))];
  const names = new Map(cells.map((cell, i) => [cell, `x${i}`]));
  const cellOf = ({ id }: Access): string => names.get(outcomes.get(id)?.cell ?? '') ?? '';
  const valueOf = (id: string): bigint => outcomes.get(id)?.value ?? 0n;
  const old = accesses.filter(({ id }) => isHistory(outcomes.get(id)?.source, 'before'));
  const initial = new Map(old.map((load) => [cellOf(load), valueOf(load.id)]));
  const others = accesses.filter(
    (load) =>
      isHistory(outcomes.get(load.id)?.source, 'after') ||
      (old.includes(load) && initial.get(cellOf(load)) !== valueOf(load.id)),
  );
  const registers = new Map<string, string>();
  const bodies: string[][] = [];
  for (const event of events) {
    const body = (bodies[event.thread] ??= []);
    if (event.kind === 'fence') body.push(FENCES[event.ordering]);
    else if (event.kind === 'load') {
      const register = `r${body.filter((line) => line.startsWith('int ')).length}`;
      registers.set(event.id, `${event.thread}:${register}`);
      body.push(`int ${register} = ${loadOf(event, cellOf(event), valueOf(event.partner ?? ''))};`);
    } else if (event.partner === undefined) body.push(storeOf(event, cellOf(event), valueOf(event.id)));
  }
  for (const load of others) {
    bodies.push([`atomic_store_explicit(${cellOf(load)}, ${valueOf(load.id)}, memory_order_relaxed);`]);
  }
  const parameters = [...names.values()].map((cell) => `atomic_int* ${cell}`).join(', ');
  const threads = bodies.map(
    (body, i) => `P${i} (${parameters}) {\n${body.map((line) => `  ${line}\n`).join('')}}\n`,
  );
  const finals = [...order].flatMap(([cell, stores]) => {
    const last = stores.at(-1);
    const isExtended = others.some((load) => outcomes.get(load.id)?.cell === cell);
    return last === undefined || stores.length < 2 || isExtended
      ? []
      : [`[${names.get(cell) ?? ''}]=${valueOf(last)}`];
  });
  const loaded = [...registers].map(([id, register]) => `${register}=${valueOf(id)}`);
  return [
    `C ${name.replace(/[^\w.+-]/g, '-')}`,
    `(* ${[...names].map(([cell, short]) => `${short} is ${cell}`).join(', ')} *)`,
    `{ ${[...names.values()].map((cell) => `[${cell}] = ${initial.get(cell) ?? 0n};`).join(' ')} }`,
    '',
    ...threads,
    `exists (${[...loaded, ...finals].join(' /\\ ')})`,
    '',
  ].join('\n');
}

function isHistory(source: Source | undefined, when: 'before' | 'after'): boolean {
  return source !== null && source !== undefined && 'history' in source && source.when === when;
}

/** The expression of a load; of an update, with what it stores. */
function loadOf({ ordering, partner }: Access, cell: string, stored: bigint): string {
  if (partner !== undefined) {
    const order = ordering === 'plain' ? 'relaxed' : ordering.replace('-', '_');
    return `atomic_exchange_explicit(${cell}, ${stored}, memory_order_${order})`;
  }
  if (ordering === 'plain') return `*${cell}`;
  const order = ordering === 'seq-cst' ? 'seq_cst' : ACQUIRES.includes(ordering) ? 'acquire' : 'relaxed';
  return `atomic_load_explicit(${cell}, memory_order_${order})`;
}

function storeOf({ ordering }: Placed<Access>, cell: string, value: bigint): string {
  if (ordering === 'plain') return `*${cell} = ${value};`;
  const order = ordering === 'seq-cst' ? 'seq_cst' : RELEASES.includes(ordering) ? 'release' : 'relaxed';
  return `atomic_store_explicit(${cell}, ${value}, memory_order_${order});`;
}

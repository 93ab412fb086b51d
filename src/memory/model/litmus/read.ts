import type { BoolTerm, IntTerm } from '../../../term/term.ts';
import type { Terms } from '../../../term/terms.ts';
import {
  NO_DEPENDENCIES,
  type Access,
  type AccessOrdering,
  type Cell,
  type MemoryProgram,
  type Step,
} from '../program.ts';
import type { FenceOrdering } from '../../event.ts';

const ORDERINGS: Readonly<Record<string, AccessOrdering & FenceOrdering>> = {
  relaxed: 'relaxed',
  acquire: 'acquire',
  release: 'release',
  acq_rel: 'acq-rel',
  seq_cst: 'seq-cst',
};

const BARRIERS: Readonly<Record<string, FenceOrdering>> = {
  'smp_mb();': 'linux-mb',
  'smp_rmb();': 'linux-rmb',
  'smp_wmb();': 'linux-wmb',
};

const ORDER = 'memory_order_(?<order>\\w+)';
const FENCE = new RegExp(`^atomic_thread_fence\\(${ORDER}\\);$`);
const LOAD = new RegExp(`^int (?<reg>\\w+) = atomic_load_explicit\\((?<cell>\\w+), ${ORDER}\\);$`);
const PLAIN_LOAD = /^int (?<reg>\w+) = \*(?<cell>\w+);$/;
const STORE = new RegExp(`^atomic_store_explicit\\((?<cell>\\w+), (?<value>\\d+), ${ORDER}\\);$`);
const PLAIN_STORE = /^\*(?<cell>\w+) = (?<value>\d+);$/;
const EXCHANGE = new RegExp(
  `^int (?<reg>\\w+) = atomic_exchange_explicit\\((?<cell>\\w+), (?<value>\\d+), ${ORDER}\\);$`,
);

const HIGHEST = 2n ** 64n - 1n;

/**
 * A test as `writeLitmus` writes it, as a program whose bad outcome is the test's condition. Throws a `SyntaxError` for
 * anything else, also if it is a test of herd7's.
 */
export function readLitmus(terms: Terms, text: string): MemoryProgram {
  const [, initial, code, condition] =
    /^C .*\n(?:\(\*.*\*\)\n)?\{(?<initial>.*)\}\n(?<code>[^]*?)\nexists \((?<condition>.*)\)\s*$/.exec(
      text,
    ) ?? [];
  if (initial === undefined || code === undefined || condition === undefined) {
    throw new SyntaxError('expected a litmus test in C: a name, initial values, threads and a condition');
  }
  const initials = new Map(
    [...initial.matchAll(/\[(\w+)\] = (\d+);/g)].map(([, cell = '', value = '']) => [cell, BigInt(value)]),
  );
  const isInitial = (value: IntTerm, cell: string): BoolTerm =>
    terms.eq(value, terms.const(initials.get(cell) ?? 0n));
  const threads = [...code.matchAll(/^P\d+ \(.*\) \{\n([^}]*)\}$/gm)].map(([, body = ''], thread) =>
    body
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .flatMap((line, i) => stepsOf(terms, line, thread, `P${thread}.${i}`)),
  );
  const literals = condition.split(' /\\ ').map((literal): readonly [string, bigint] => {
    const [, name, value] = /^(\d+:\w+|\[\w+\])=(\d+)$/.exec(literal) ?? [];
    if (name === undefined || value === undefined)
      throw new SyntaxError(`cannot read the condition ${literal}`);
    return [name, BigInt(value)];
  });
  const cells = literals.flatMap(([name]) => /^\[(\w+)\]$/.exec(name)?.[1] ?? []);
  return {
    threads,
    history: threads.flat().flatMap((step) =>
      step.kind === 'load'
        ? [
            {
              load: step.id,
              name: 'initial',
              when: 'before',
              condition: isInitial(step.value, step.cell.field),
            },
          ]
        : [],
    ),
    finals: cells.map((cell) => ({
      cell: cellOf(cell),
      value: variable(terms, `[${cell}]`),
      untouched: isInitial(variable(terms, `[${cell}]`), cell),
    })),
    premises: [],
    bad: terms.and(...literals.map(([name, value]) => terms.eq(variable(terms, name), terms.const(value)))),
  };
}

const cellOf = (field: string): Cell => ({ field, index: null });
const variable = (terms: Terms, name: string): IntTerm => terms.var(name, 0n, HIGHEST);

function stepsOf(terms: Terms, line: string, thread: number, id: string): readonly Step[] {
  const barrier = BARRIERS[line];
  if (barrier !== undefined) return [{ kind: 'fence', id, ordering: barrier, where: line }];
  const fence = FENCE.exec(line)?.groups;
  if (fence !== undefined) return [{ kind: 'fence', id, ordering: orderingOf(fence['order']), where: line }];
  const groups = [LOAD, PLAIN_LOAD, STORE, PLAIN_STORE, EXCHANGE]
    .map((pattern) => pattern.exec(line)?.groups)
    .find((found) => found !== undefined);
  if (groups === undefined) throw new SyntaxError(`cannot read the statement ${line}`);
  const { reg, value, cell = '', order } = groups;
  const isUpdate = reg !== undefined && value !== undefined;
  const common = {
    cell: cellOf(cell),
    ordering: order === undefined ? 'plain' : orderingOf(order),
    dependencies: NO_DEPENDENCIES,
    where: line,
  } as const;
  const [load, store] = [`${id}.load`, `${id}.store`];
  const loaded: readonly Access[] =
    reg === undefined
      ? []
      : [
          {
            ...common,
            ...(isUpdate ? { partner: store } : {}),
            ...{ kind: 'load', id: load, value: variable(terms, `${thread}:${reg}`) },
          },
        ];
  const stored: readonly Access[] =
    value === undefined
      ? []
      : [
          {
            ...common,
            ...(isUpdate ? { partner: load } : {}),
            ...{ kind: 'store', id: store, value: terms.const(BigInt(value)) },
          },
        ];
  return [...loaded, ...stored];
}

function orderingOf(order: string | undefined): AccessOrdering & FenceOrdering {
  const ordering = ORDERINGS[order ?? ''];
  if (ordering === undefined) throw new SyntaxError(`unknown memory order ${order ?? ''}`);
  return ordering;
}

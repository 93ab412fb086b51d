import type { Access, Question } from './program.ts';

/** A program in instructions of a machine. One form serves all machines: each looks at what it has. */
export interface MachineProgram extends Question {
  readonly threads: readonly (readonly MachineStep[])[];
}

export type MachineStep = MachineAccess | MachineFence;

export interface MachineAccess extends Access {
  /**
   * How a load acquires: `pc` as LDAPR, which an earlier releasing store may pass; `rcsc` as LDAR and `.aq`, which it may
   * not.
   */
  readonly acquire: 'none' | 'pc' | 'rcsc';
  /** Whether a store releases, as STLR and `.rl`. */
  readonly releases: boolean;
  /** Whether an access of x86 belongs to a locked instruction: of a read-modify-write, or `xchg`. */
  readonly isLocked: boolean;
}

/** Kinds of two accesses, the earlier one first; r for load, w for store. */
export type KindPair = 'rr' | 'rw' | 'wr' | 'ww';

export interface MachineFence {
  readonly kind: 'fence';
  readonly id: string;
  /** The rule that gives it its meaning. */
  readonly name: string;
  /** Which earlier accesses it orders before which later ones. */
  readonly orders: readonly KindPair[];
  readonly where: string;
}

export function kindPair(a: Access, b: Access): KindPair {
  if (a.kind === 'load') return b.kind === 'load' ? 'rr' : 'rw';
  return b.kind === 'load' ? 'wr' : 'ww';
}

/** The pairs of a fence with a set of earlier and a set of later kinds, as `fence rw,w`. */
export function pairsOf(before: 'r' | 'w' | 'rw', after: 'r' | 'w' | 'rw'): readonly KindPair[] {
  const all: readonly KindPair[] = ['rr', 'rw', 'wr', 'ww'];
  return all.filter((pair) => before.includes(pair.charAt(0)) && after.includes(pair.charAt(1)));
}

type FenceKind = Pick<MachineFence, 'name' | 'orders'>;

/** Fences of ARMv8 by name; an order that only ISB gives is left out. */
export const ARM_FENCES = {
  'dmb.sy': { name: 'dmb.sy', orders: pairsOf('rw', 'rw') },
  'dmb.ld': { name: 'dmb.ld', orders: pairsOf('r', 'rw') },
  'dmb.st': { name: 'dmb.st', orders: pairsOf('w', 'w') },
} as const satisfies Record<string, FenceKind>;

export const MFENCE: FenceKind = { name: 'mfence', orders: pairsOf('rw', 'rw') };

const SETS = ['r', 'w', 'rw'] as const;

/** Fences of RISC-V, by name, as `fence rw,w`; and `fence tso`. */
export const RISCV_FENCES: ReadonlyMap<string, FenceKind> = new Map(
  [
    ...SETS.flatMap((before) =>
      SETS.map((after) => ({ name: `fence ${before},${after}`, orders: pairsOf(before, after) })),
    ),
    { name: 'fence tso', orders: [...pairsOf('r', 'rw'), ...pairsOf('w', 'w')] },
  ].map((fence) => [fence.name, fence]),
);

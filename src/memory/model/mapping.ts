import {
  ARM_FENCES,
  MFENCE,
  RISCV_FENCES,
  type MachineAccess,
  type MachineFence,
  type MachineProgram,
  type MachineStep,
} from './machine.ts';
import type { FenceOrdering } from '../event.ts';
import type { Access, Fence, MemoryProgram, Step } from './program.ts';

export type Machine = 'sc' | 'tso' | 'armv8' | 'rvwmo';

/**
 * What compilers make of a program. Of an ordering that an access cannot have, as an acquiring store, the part that it can
 * have counts. For ARMv8 an acquiring load is LDAPR, as newer targets have it: LDAR orders more.
 */
export function compile(program: MemoryProgram, machine: Machine): MachineProgram {
  return {
    ...program,
    threads: program.threads.map((steps) =>
      steps.flatMap((step, i): readonly MachineStep[] =>
        step.kind === 'fence'
          ? fenceOf(step, machine)
          : COMPILERS[machine](step, rightsOf(step)).filter(
              ({ id }) => id === step.id || isAtEnd(step, steps[id === before(step) ? i - 1 : i + 1]),
            ),
      ),
    ),
  };
}

/** Whether an access begins or ends there, so that a fence around it belongs there: its parts have none between them. */
function isAtEnd({ group }: Access, neighbour: Step | undefined): boolean {
  return group === undefined || neighbour?.kind === 'fence' || neighbour?.group !== group;
}

const before = ({ id }: Access): string => `${id}.before`;
const after = ({ id }: Access): string => `${id}.after`;

/** What an ordering asks of an access of its kind. */
interface Rights {
  readonly acquires: boolean;
  readonly releases: boolean;
  readonly isSeqCst: boolean;
  readonly isUpdate: boolean;
}

/** What an ordering asks of one access; of a read-modify-write the load acquires and the store releases. */
function rightsOf({ kind, ordering, partner }: Access): Rights {
  const isSeqCst = ordering === 'seq-cst';
  const both = isSeqCst || ordering === 'acq-rel';
  return {
    acquires: kind === 'load' && (both || ordering === 'acquire'),
    releases: kind === 'store' && (both || ordering === 'release'),
    isSeqCst,
    isUpdate: partner !== undefined,
  };
}

type Compile = (access: Access, rights: Rights) => readonly MachineStep[];

const PLAIN = { acquire: 'none', releases: false, isLocked: false } as const;

const COMPILERS: Readonly<Record<Machine, Compile>> = {
  sc: (access) => [{ ...access, ...PLAIN }],
  tso: (access, { isSeqCst, isUpdate }) => [
    { ...access, ...PLAIN, isLocked: isUpdate || (isSeqCst && access.kind === 'store') },
  ],
  armv8: (access, rights) => [{ ...access, ...PLAIN, ...armRights(rights) }],
  rvwmo: compileForRiscv,
};

function armRights({ acquires, releases, isSeqCst, isUpdate }: Rights): Partial<MachineAccess> {
  return { acquire: acquires ? (isSeqCst || isUpdate ? 'rcsc' : 'pc') : 'none', releases };
}

/** Loads and stores have fences around them, as the instruction set has no such loads and stores; updates have bits. */
function compileForRiscv(
  access: Access,
  { acquires, releases, isSeqCst, isUpdate }: Rights,
): readonly MachineStep[] {
  if (isUpdate) return [{ ...access, ...PLAIN, acquire: acquires ? 'rcsc' : 'none', releases }];
  const fence = (name: string, id: string): readonly MachineFence[] => riscvFence(name, id, access.where);
  return [
    ...(isSeqCst && access.kind === 'load' ? fence('fence rw,rw', before(access)) : []),
    ...(releases ? fence('fence rw,w', before(access)) : []),
    { ...access, ...PLAIN },
    ...(acquires ? fence('fence r,rw', after(access)) : []),
  ];
}

function riscvFence(name: string, id: string, where: string): readonly MachineFence[] {
  const fence = RISCV_FENCES.get(name);
  return fence === undefined ? [] : [{ kind: 'fence', id, where, ...fence }];
}

const ARM: Readonly<Record<FenceOrdering, keyof typeof ARM_FENCES | null>> = {
  relaxed: null,
  acquire: 'dmb.ld',
  release: 'dmb.sy',
  'acq-rel': 'dmb.sy',
  'seq-cst': 'dmb.sy',
  'linux-mb': 'dmb.sy',
  'linux-rmb': 'dmb.ld',
  'linux-wmb': 'dmb.st',
};

const RISCV: Readonly<Record<FenceOrdering, string | null>> = {
  relaxed: null,
  acquire: 'fence r,rw',
  release: 'fence rw,w',
  'acq-rel': 'fence tso',
  'seq-cst': 'fence rw,rw',
  'linux-mb': 'fence rw,rw',
  'linux-rmb': 'fence r,r',
  'linux-wmb': 'fence w,w',
};

function fenceOf({ id, where, ordering }: Fence, machine: Machine): readonly MachineFence[] {
  switch (machine) {
    case 'sc':
      return [];
    case 'tso':
      return ordering === 'seq-cst' || ordering === 'linux-mb'
        ? [{ kind: 'fence', id, where, ...MFENCE }]
        : [];
    case 'armv8': {
      const name = ARM[ordering];
      return name === null ? [] : [{ kind: 'fence', id, where, ...ARM_FENCES[name] }];
    }
    case 'rvwmo': {
      const name = RISCV[ordering];
      return name === null ? [] : riscvFence(name, id, where);
    }
  }
}

import type { MemoryProgram } from './program.ts';

/** The memory models: sequential consistency, x86-TSO, ARMv8, RISC-V, and that of C11 as repaired. */
export type MemoryModel = 'sc' | 'tso' | 'armv8' | 'rvwmo' | 'rc11';

/** All of them, the strongest first; which of the last three is weakest depends on the program. */
export const MEMORY_MODELS: readonly MemoryModel[] = ['sc', 'tso', 'armv8', 'rvwmo', 'rc11'];

/** Whether a model says what a program means: C11 knows nothing of the Linux kernel's barriers. */
export function isApplicable(model: MemoryModel, program: MemoryProgram): boolean {
  return (
    model !== 'rc11' ||
    program.threads.every((steps) =>
      steps.every((step) => step.kind !== 'fence' || !step.ordering.startsWith('linux')),
    )
  );
}

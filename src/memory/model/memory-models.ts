/** The memory models: sequential consistency, x86-TSO, ARMv8, RISC-V, and that of C11 as repaired. */
export type MemoryModel = 'sc' | 'tso' | 'armv8' | 'rvwmo' | 'rc11';

/** All of them, the strongest first; which of the last three is weakest depends on the program. */
export const MEMORY_MODELS: readonly MemoryModel[] = ['sc', 'tso', 'armv8', 'rvwmo', 'rc11'];

/** Whether a model says what these steps mean: C11 knows nothing of the Linux kernel's barriers. */
export function isApplicable(
  model: MemoryModel,
  threads: readonly (readonly { readonly ordering: string }[])[],
): boolean {
  return (
    model !== 'rc11' || threads.every((steps) => steps.every(({ ordering }) => !ordering.startsWith('linux')))
  );
}

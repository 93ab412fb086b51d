import type { MemoryModel } from '../../proof/ordered.ts';
import type { TabledFence } from './fences-shape.ts';

/** What tables call memory models. */
export const WORDS: Readonly<Record<MemoryModel, string>> = {
  sc: 'sequential consistency',
  tso: 'x86-TSO',
  armv8: 'ARMv8',
  rvwmo: 'RISC-V',
  rc11: 'C11',
};

/** What a place needs, in words: "seq-cst", "acq-rel or release", "nothing". */
export function sufficesInWords({ kind }: Pick<TabledFence, 'kind'>, suffices: readonly string[]): string {
  if (suffices.length === 0) return 'open';
  return suffices.map((one) => (one === 'relaxed' && kind === 'fence' ? 'nothing' : one)).join(' or ');
}

export const VERDICTS: Readonly<Record<TabledFence['verdict'], string>> = {
  needed: 'needed',
  stronger: 'stronger than needed',
  open: 'open',
  'not-executed': 'not executed',
};

/** How a step comes before another one. */
export const EDGES = {
  rf: 'is read by',
  fr: 'reads an older value than',
  co: 'is stored before',
} as const;

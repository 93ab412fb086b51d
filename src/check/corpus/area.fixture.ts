import type { ObservedMemory, ProofContext, U64 } from '../../index.ts';

/** Any mapped bytes of a memory, as many as are asked for. */
export function area(
  p: ProofContext<string>,
  length: number,
  name = 'memory',
): { m: ObservedMemory; a: U64 } {
  const m = p.memory(name);
  const a = p.any.u64(`${name}.a`, { max: 2n ** 64n - 1n - BigInt(length) });
  p.assume(m.checkRange(a, p.domain.u64(length)));
  return { m, a };
}

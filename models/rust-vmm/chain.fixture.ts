import { concreteDomain as domain, valueOf } from '../../src/domain/concrete.ts';
import type { ConcreteMemory } from '../../src/memory/concrete.ts';
import { DESC_F_INDIRECT, DESC_F_NEXT, DESC_F_WRITE, type Descriptor } from 'ringproof/virtio/split';
import { DescriptorChain } from './descriptor-chain.ts';

export const [NEXT, WRITE, INDIRECT] = [DESC_F_NEXT, DESC_F_WRITE, DESC_F_INDIRECT];

/** `addr`, `len`, `flags`, `next`. */
export type Entry = readonly [bigint, number, number, number];

/** Writes entries of a descriptor table one after the other, as the driver does. */
export function putTable(mem: ConcreteMemory, table: bigint, ...entries: readonly Entry[]): void {
  entries.forEach(([addr, len, flags, next], i) => {
    const view = new DataView(new ArrayBuffer(16));
    view.setBigUint64(0, addr, true);
    view.setUint32(8, len, true);
    view.setUint16(12, flags, true);
    view.setUint16(14, next, true);
    mem.setBytes(table + 16n * BigInt(i), new Uint8Array(view.buffer));
  });
}

/** A chain of a queue of this size as it is when it was just made available. */
export function chainAt(head: number, size = 8, table = 0x1000n): DescriptorChain {
  return DescriptorChain.new(domain, domain.u64(table), domain.u16(size), domain.u16(head));
}

/** What an iterator yields until it first yields nothing. */
export function entriesOf(next: () => Descriptor | undefined): Entry[] {
  const entries: Entry[] = [];
  for (let desc = next(); desc !== undefined; desc = next()) {
    const { addr, len, flags } = desc;
    entries.push([valueOf(addr), Number(valueOf(len)), Number(valueOf(flags)), Number(valueOf(desc.next))]);
  }
  return entries;
}

/** Walks a chain on to its end, which has to stay its end. */
export function walkOn(chain: DescriptorChain, mem: ConcreteMemory): Entry[] {
  const next = (): Descriptor | undefined => {
    const step = chain.next(mem);
    if (!step.ok) throw new Error(step.error.kind);
    return step.value;
  };
  const entries = entriesOf(next);
  if (next() !== undefined) throw new Error('the walk went on after its end');
  return entries;
}

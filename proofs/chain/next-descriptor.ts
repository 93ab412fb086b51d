import type { Bool, Domain, MemoryView, U64 } from 'ringproof';
import type { Descriptor, WalkState } from 'ringproof/virtio/split';
import { descriptorAt, entryAddress, sameDescriptor } from './descriptor.ts';

/** What a walk has read of the descriptor that it stands at, before it is asked for it; `undefined` of walks that never do. */
function copyOf(state: WalkState): { readonly isRead: Bool; readonly descriptor: Descriptor } | undefined {
  const { isRead, readAddr: addr, readLen: len, readFlags: flags, readNext: next } = state;
  if (isRead === undefined || addr === undefined || len === undefined) return undefined;
  if (flags === undefined || next === undefined) return undefined;
  return { isRead, descriptor: { addr, len, flags, next } };
}

/**
 * The descriptor that a walk looks at next, at `address`: its copy where it has one, which the driver cannot change any more, else
 * what stands in memory.
 */
export function nextDescriptor(
  domain: Domain,
  state: WalkState,
  memory: MemoryView,
  address: U64,
): Descriptor {
  const there = descriptorAt(memory, address);
  const copy = copyOf(state);
  if (copy === undefined) return there;
  const { isRead, descriptor } = copy;
  return {
    addr: domain.select(isRead, descriptor.addr, there.addr),
    len: domain.select(isRead, descriptor.len, there.len),
    flags: domain.select(isRead, descriptor.flags, there.flags),
    next: domain.select(isRead, descriptor.next, there.next),
  };
}

/** Whether the copy that a walk has, if any, is of the descriptor that stands where the walk does. A walk that is over needs none. */
export function isCopyOfMemory(domain: Domain, state: WalkState, memory: MemoryView): Bool {
  const copy = copyOf(state);
  if (copy === undefined) return domain.bool(true);
  const address = entryAddress(state.table, state.index);
  const isOver = state.remaining.eq(0);
  if (address === undefined) return isOver.or(copy.isRead.not());
  return isOver.or(copy.isRead.implies(sameDescriptor(copy.descriptor, descriptorAt(memory, address))));
}

/** A place of the same walk, as one has it that read nothing before it is asked. */
export function withoutCopy<S extends WalkState>(domain: Domain, state: S): S {
  return state.isRead === undefined ? state : { ...state, isRead: domain.bool(false) };
}

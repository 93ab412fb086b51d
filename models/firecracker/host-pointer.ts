import type { Bool, Domain, GuestMemory, U64, Width, Word } from 'ringproof';

/**
 * A raw pointer of the host's into guest memory, as the guest address that it was made from. It reaches as far as the region
 * that this address lies in: nothing is known of what the host has mapped behind.
 */
export interface HostPointer {
  readonly address: U64;
  /** Whether it was made of an address: a null pointer was not. Guest address 0 is as good as any other. */
  readonly isSet: Bool;
}

/**
 * `pointer.add(offset).read_volatile()` of a value with these fields. Upstream checks nothing: traps where the pointer is null,
 * or a byte lies outside its region.
 */
export function readVolatile<const Ws extends readonly Width[]>(
  domain: Domain,
  mem: GuestMemory,
  pointer: HostPointer,
  offset: U64,
  widths: Ws,
): { readonly [I in keyof Ws]: Word<Ws[I]> } {
  trapUnlessReached(domain, mem, pointer, offset, widths);
  const read = mem.read(pointer.address.add(offset), widths);
  // unreached: it cannot fail, since the bytes are in their region
  return read.ok ? read.value : unreached(domain);
}

/** `pointer.add(offset).write_volatile(value)`, the value's fields in their order. Traps as reading does. */
export function writeVolatile(
  domain: Domain,
  mem: GuestMemory,
  pointer: HostPointer,
  offset: U64,
  fields: readonly Word<Width>[],
): void {
  const widths = fields.map(({ width }) => width);
  trapUnlessReached(domain, mem, pointer, offset, widths);
  // unreached: it cannot fail, since the bytes are in their region
  if (!mem.write(pointer.address.add(offset), fields).ok) unreached(domain);
}

/** Undefined behaviour of the host becomes a trap. Offsets are below 2^20, so that the end of the bytes is not beyond 2^64. */
function trapUnlessReached(
  domain: Domain,
  mem: GuestMemory,
  { address, isSet }: HostPointer,
  offset: U64,
  widths: readonly Width[],
): void {
  const length = widths.reduce((bytes, width) => bytes + width / 8, 0);
  domain.trapIf('host pointer', isSet.not());
  domain.trapIf('host pointer', mem.checkSlice(address, offset.add(length)).not());
}

/** An access that fails though its bytes are in the region: no memory does that, and it would be the same trap. */
// unreached: what calls it is unreached
function unreached(domain: Domain): never {
  domain.trapIf('host pointer', true);
  return domain.unreachable();
}

import {
  ok,
  type Bool,
  type Domain,
  type GuestMemory,
  type Result,
  type U64,
  type Width,
  type Word,
} from 'ringproof';
import { hostMemory, type HostMemory } from './error.ts';

/**
 * A raw pointer of the host's into guest memory, as the guest address that it was made from. It reaches as far as the region
 * that this address lies in: nothing is known of what the host has mapped behind.
 */
export interface HostPointer {
  readonly address: U64;
  /** Whether it was made of an address: a null pointer was not. Guest address 0 is as good as any other. */
  readonly isSet: Bool;
}

/** `pointer.add(offset).read_volatile()` of a value with these fields. No check upstream: a bad one is an error here. */
export function readVolatile<const Ws extends readonly Width[]>(
  domain: Domain,
  mem: GuestMemory,
  pointer: HostPointer,
  offset: U64,
  widths: Ws,
): Result<{ readonly [I in keyof Ws]: Word<Ws[I]> }, HostMemory> {
  if (!reaches(domain, mem, pointer, offset, widths)) return hostMemory();
  const read = mem.read(pointer.address.add(offset), widths);
  return read.ok ? read : hostMemory();
}

/** `pointer.add(offset).write_volatile(value)`, the value's fields in their order. As unchecked as reading. */
export function writeVolatile(
  domain: Domain,
  mem: GuestMemory,
  pointer: HostPointer,
  offset: U64,
  fields: readonly Word<Width>[],
): Result<void, HostMemory> {
  const widths = fields.map(({ width }) => width);
  if (!reaches(domain, mem, pointer, offset, widths)) return hostMemory();
  return mem.write(pointer.address.add(offset), fields).ok ? ok() : hostMemory();
}

/** Whether these bytes lie in the pointer's region. Offsets are below 2^20, so that their end is not beyond 2^64. */
function reaches(
  domain: Domain,
  mem: GuestMemory,
  { address, isSet }: HostPointer,
  offset: U64,
  widths: readonly Width[],
): boolean {
  if (!domain.decide(isSet)) return false;
  const length = widths.reduce((bytes, width) => bytes + width / 8, 0);
  return domain.decide(mem.checkSlice(address, offset.add(length)));
}

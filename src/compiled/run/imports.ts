import type { Domain } from '../../domain/domain.ts';
import { constantOf } from '../../domain/word-facts.ts';
import type { Width } from '../../domain/width.ts';
import type { U64, Word } from '../../domain/word.ts';
import type { GuestMemory } from '../../memory/guest-memory.ts';
import type { Faults } from './faults.ts';
import type { GuestAccess } from './guest-access.ts';
import type { GuestCopies } from './guest-copies.ts';
import type { Numeric } from './numeric.ts';
import type { Orderings } from './orderings.ts';
import { HostPointer, type Num, type Value } from './value.ts';

/** The name of the module that the code of a queue imports the host from. */
export const HOST_MODULE = 'ringproof';

/** What the code of a queue may import, by name: every one takes its arguments and returns a value, or none. */
export const HOST_FUNCTIONS: readonly string[] = [
  ...['guest', 'guest_at', 'region_start', 'region_len', 'region_after', 'check_range', 'order', 'fence'],
  ...['read_guest', 'write_guest'],
  ...['load8', 'load16', 'load32', 'load64', 'store8', 'store16', 'store32', 'store64'],
];

/** What the imports of a call act on. */
export interface Host {
  readonly domain: Domain;
  readonly faults: Faults;
  readonly numeric: Numeric;
  readonly orderings: Orderings;
  readonly memory: GuestMemory;
  readonly access: GuestAccess;
  readonly copies: GuestCopies;
  /** Width of a pointer. */
  readonly indexWidth: 32 | 64;
}

/** Calls an imported function. `undefined`: it has no result. */
export function callHost(host: Host, name: string, args: readonly Value[]): Value | undefined {
  const { domain, memory, numeric } = host;
  const address = (index: number): U64 => numeric.word(argument(host, args, index), 64);
  switch (name) {
    case 'guest':
      return pointerTo(host, address(0), address(0));
    case 'guest_at':
      return pointerTo(host, address(0), address(1));
    case 'region_start': {
      const at = address(0);
      return domain.select(isMapped(host, at), at.sub(memory.regionBefore(at)), domain.u64(0));
    }
    case 'region_len':
      return memory.regionBefore(address(0)).add(memory.regionAfter(address(0)));
    case 'region_after':
      return memory.regionAfter(address(0));
    case 'check_range':
      return memory.checkRange(address(0), address(1));
    case 'read_guest':
      return flag(domain, host.copies.read(argument(host, args, 0), address(1), argument(host, args, 2)));
    case 'write_guest':
      return flag(domain, host.copies.write(address(0), argument(host, args, 1), argument(host, args, 2)));
    case 'order':
      host.orderings.say(order(host, args, 0));
      return undefined;
    case 'fence':
      host.access.fence(host.orderings.of(order(host, args, 0)));
      return undefined;
    default:
      return callAccess(host, name, args);
  }
}

function callAccess(host: Host, name: string, args: readonly Value[]): Value | undefined {
  const [, kind, bits] = /^(load|store)(8|16|32|64)$/.exec(name) ?? [];
  if (kind === undefined) throw unknownImport(host.faults, HOST_MODULE, name);
  // One of the four of the expression.
  const width = Number(bits) as Width;
  const pointer = argument(host, args, 0);
  if (!(pointer instanceof HostPointer)) {
    host.domain.trapIf('host pointer', true);
    throw host.faults.invalid('it goes on after a trap');
  }
  const size = width === 64 ? 64 : 32;
  if (kind === 'load') {
    const ordering = host.orderings.of(order(host, args, 1));
    const word: Word<Width> = host.access.load(pointer, width, ordering);
    // Of 8 and 16 bits it is widened, to what the stack holds.
    return (width === 64 || width === 32 ? word : (word as Word<8>).zeroExtend(32)) as Num;
  }
  const ordering = host.orderings.of(order(host, args, 2));
  const value: Word<32 | 64> = host.numeric.word(argument(host, args, 1), size);
  // What is stored is narrower than the stack's, or the same.
  const word: Word<Width> = width === 8 || width === 16 ? (value as Word<32>).truncate(width) : value;
  host.access.store(pointer, word, ordering);
  return undefined;
}

/** The pointer to a guest address in the region of another one; 0 where that one is in none. */
function pointerTo(host: Host, anchor: U64, address: U64): Value {
  if (!host.domain.decide(isMapped(host, anchor))) return host.domain.word(host.indexWidth, 0) as Num;
  return new HostPointer(anchor, anchor === address ? host.domain.u64(0) : address.sub(anchor));
}

function flag(domain: Domain, isDone: boolean): Num {
  return domain.u32(isDone ? 1 : 0);
}

function isMapped({ domain, memory }: Host, address: U64) {
  return memory.checkSlice(address, domain.u64(0));
}

function order(host: Host, args: readonly Value[], index: number): bigint {
  const known = constantOf(host.numeric.word(argument(host, args, index), 32));
  if (known !== undefined) return known;
  throw host.faults.unsupported(
    'computes a memory order',
    'Give each access a constant memory order: inline the function that passes it on.',
  );
}

function argument({ faults }: Host, args: readonly Value[], index: number): Value {
  const value = args[index];
  if (value === undefined) throw faults.invalid('an imported function is declared with too few parameters');
  return value;
}

/** It calls what nothing stands for. */
export function unknownImport(faults: Faults, module: string, name: string) {
  return faults.unsupported(
    `calls the import ${module}.${name}`,
    `A queue may import these of '${HOST_MODULE}': ${HOST_FUNCTIONS.join(', ')}. Link in everything else.`,
  );
}

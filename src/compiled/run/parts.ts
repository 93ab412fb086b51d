import { concreteDomain } from '../../domain/concrete.ts';
import type { Domain } from '../../domain/domain.ts';
import type { GuestMemory } from '../../memory/guest-memory.ts';
import type { CompiledModule } from '../decode/module.ts';
import { Atomics, type Shared } from './atomics.ts';
import { Bulk } from './bulk.ts';
import { Choices } from './choices.ts';
import { Comparisons } from './comparisons.ts';
import type { Faults } from './faults.ts';
import { Fuel } from './fuel.ts';
import { GuestAccess } from './guest-access.ts';
import { GuestCopies } from './guest-copies.ts';
import type { Host } from './imports.ts';
import type { Instance } from './instance.ts';
import { MemoryAccess } from './memory-access.ts';
import { Numeric } from './numeric.ts';
import { Orderings } from './orderings.ts';
import { PointerOperations } from './pointer-operations.ts';
import { Pointers } from './pointers.ts';

/** What executes the instructions of one call from outside, by kind. */
export interface Parts extends Shared {
  /** In runs that are watched, which are on numbers. */
  readonly comparisons: Comparisons | null;
  readonly choices: Choices;
  readonly atomics: Atomics;
  readonly bulk: Bulk;
  /** The guest's side; `null` in a call that has no guest memory. */
  readonly host: Host | null;
}

export function partsOf(
  module: CompiledModule,
  instance: Instance,
  domain: Domain,
  faults: Faults,
  memory: GuestMemory | null,
): Parts {
  const orderings = new Orderings(faults);
  const pointers = memory === null ? null : new Pointers(domain, faults, memory);
  const numeric = new Numeric(
    domain,
    faults,
    new PointerOperations(faults, () => present(faults, pointers)),
    instance.literals,
  );
  const access = new MemoryAccess(domain, faults, numeric, instance);
  const shared: Shared = { domain, faults, fuel: new Fuel(faults), numeric, access, instance };
  const guest =
    memory === null || pointers === null ? null : new GuestAccess(domain, memory, pointers, orderings);
  return {
    ...shared,
    comparisons: concreteDomain.watcher === null ? null : new Comparisons(),
    choices: new Choices(domain, numeric, instance.literals),
    atomics: new Atomics(shared, orderings, () => present(faults, guest)),
    bulk: new Bulk(shared, () => present(faults, guest)),
    host:
      memory === null || guest === null
        ? null
        : {
            ...{ domain, faults, numeric, orderings, memory, access: guest },
            copies: new GuestCopies(shared, memory),
            indexWidth: module.memoryIs64 ? 64 : 32,
          },
  };
}

/** What there is in calls with guest memory alone. Throws a `CompiledError` in others. */
export function present<T>(faults: Faults, part: T | null): T {
  if (part !== null) return part;
  throw faults.unsupported(
    'uses guest memory in a call that has none',
    'Only operations of a queue have guest memory: not make, create, state, out and traits.',
  );
}

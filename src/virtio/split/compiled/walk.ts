import type { CompiledModule } from '../../../compiled/index.ts';
import type { Domain } from '../../../domain/domain.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { GuestMemory } from '../../../memory/guest-memory.ts';
import type { Schema, StateRecord } from '../../../proof/state-schema.ts';
import type { ChainError, Descriptor } from '../descriptor-chain.ts';
import { errorOf } from './codes.ts';
import { CHAIN_ERRORS } from './contract.ts';
import { argumentsOf } from './fields.ts';
import { Instance } from './module.ts';
import type { OwnTable } from './tables.ts';

/** What walks of one compiled module have in common. */
interface WalkParts {
  readonly module: CompiledModule;
  /** The fields of its walk, those of its own last. */
  readonly walk: Schema;
  /** Those of its queue: a walk has none. */
  readonly tables: readonly OwnTable[];
}

/** A walk of a compiled module, for one step. Its fields are properties under the names of the schema. */
export class CompiledWalk {
  readonly #parts: WalkParts;
  readonly #domain: Domain;
  readonly #state: StateRecord;

  constructor(parts: WalkParts, domain: Domain, state: StateRecord) {
    this.#parts = parts;
    this.#domain = domain;
    this.#state = state;
    Object.assign(this, state);
  }

  next(memory: GuestMemory): Result<Descriptor | undefined, ChainError> {
    const { walk, module, tables } = this.#parts;
    const domain = this.#domain;
    const instance = Instance.ofWalk(module, domain, tables);
    instance.create('walk_create', argumentsOf(domain, walk, this.#state));
    const code = instance.code('step', [], memory);
    Object.assign(this, instance.read('walk_state', walk));
    const kind = errorOf(domain, 'step', code, CHAIN_ERRORS);
    if (kind !== undefined) return err({ kind });
    if (!domain.decide(code.ne(0))) return ok(undefined);
    return ok({
      addr: instance.value('out', 0),
      len: instance.narrow('out', 1, 32).truncate(32),
      flags: instance.narrow('out', 2, 16).truncate(16),
      next: instance.narrow('out', 3, 16).truncate(16),
    });
  }
}

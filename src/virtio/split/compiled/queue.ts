import type { CompiledModule } from '../../../compiled/index.ts';
import { asU64 } from '../../../domain/as-u64.ts';
import type { Domain } from '../../../domain/domain.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Bool, U16, U32 } from '../../../domain/word.ts';
import type { GuestMemory } from '../../../memory/guest-memory.ts';
import type { Schema, StateRecord } from '../../../proof/state-schema.ts';
import type { PoppedChain } from '../descriptor-chain.ts';
import type { QueueError, SetupError, SetUp } from '../interface.ts';
import { withLengths } from '../../../proof/table-lengths.ts';
import { errorOf } from './codes.ts';
import { QUEUE_ERRORS, SET_UP_FIELDS, SETUP_ERRORS } from './contract.ts';
import { argumentsOf, ofBool } from './fields.ts';
import { Instance } from './module.ts';
import type { OwnTable } from './tables.ts';
import { CompiledWalk } from './walk.ts';

/** What queues of one compiled module have in common. */
export interface CompiledParts {
  readonly module: CompiledModule;
  /** The fields of its queue, and of its walk, those of its own last. */
  readonly queue: Schema;
  readonly walk: Schema;
  /** Its arrays that are a part of the state of its queue: the last fields of `queue`. */
  readonly tables: readonly OwnTable[];
}

/** A queue of a compiled module, for one operation. Its fields are properties under the names of the schema. */
export class CompiledQueue {
  readonly #parts: CompiledParts;
  readonly #domain: Domain;
  readonly #instance: Instance;

  /** `state` is `null` for a queue that is yet to be made. */
  constructor(parts: CompiledParts, domain: Domain, state: StateRecord | null) {
    this.#parts = parts;
    this.#domain = domain;
    this.#instance = new Instance(parts.module, domain, parts.tables);
    if (state === null) return;
    // What create finds there is what the state has, and what it leaves there counts for nothing.
    this.#instance.putTables(state);
    this.#instance.create('create', argumentsOf(domain, parts.queue, state));
    this.#instance.putTables(state);
    Object.assign(this, state);
  }

  /** A queue before any set-up. */
  static make(parts: CompiledParts, domain: Domain, maxSize: U16): Result<CompiledQueue, SetupError> {
    const queue = new CompiledQueue(parts, domain, null);
    queue.#instance.useTables(null);
    const code = queue.#instance.code('make', [maxSize.zeroExtend(64)]);
    const kind = errorOf(domain, 'make', code, SETUP_ERRORS);
    if (kind !== undefined) return err({ kind });
    queue.#instance.useTables(queue.#readBack());
    return ok(queue);
  }

  /** A queue in a saved state. */
  static restore(
    parts: CompiledParts,
    domain: Domain,
    saved: StateRecord,
    memory: GuestMemory,
  ): Result<CompiledQueue, SetupError | QueueError> {
    const queue = new CompiledQueue(parts, domain, null);
    // What was saved of it is there when it is called: it says nothing of what it does not keep.
    queue.#instance.putTables(saved);
    const code = queue.#instance.code('restore', argumentsOf(domain, parts.queue, saved), memory);
    const kind = errorOf(domain, 'restore', code, { ...QUEUE_ERRORS, ...SETUP_ERRORS });
    if (kind !== undefined) return err({ kind });
    queue.#readBack();
    return ok(queue);
  }

  setUp(change: SetUp): Result<void, SetupError> {
    const domain = this.#domain;
    const { field, value } = change;
    const word = 'width' in value ? asU64(value) : ofBool(domain, value);
    const code = this.#instance.code('set_up', [domain.u32(SET_UP_FIELDS[field]), word]);
    this.#readBack();
    const kind = errorOf(domain, 'set_up', code, SETUP_ERRORS);
    return kind === undefined ? ok() : err({ kind });
  }

  activate(memory: GuestMemory): Result<void, QueueError> {
    const done = this.#result('activate', memory);
    return done.ok ? ok() : done;
  }

  pop(memory: GuestMemory): Result<PoppedChain | undefined, QueueError> {
    const popped = this.#result('pop', memory);
    if (!popped.ok) return popped;
    if (!this.#domain.decide(popped.value.ne(0))) return ok(undefined);
    const head = this.#instance.narrow('out', 0, 16).truncate(16);
    if (!this.#parts.module.exports.has('step')) return ok({ head });
    const state = this.#instance.read('walk_state', this.#parts.walk);
    const walk = new CompiledWalk(this.#parts, this.#domain, state);
    return ok({ head, walk });
  }

  addUsed(memory: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
    const done = this.#result('add_used', memory, [head.zeroExtend(32), len]);
    return done.ok ? ok() : done;
  }

  needsNotification(memory: GuestMemory): Result<Bool, QueueError> {
    return this.#truth('needs_notification', memory);
  }

  enableNotification(memory: GuestMemory): Result<Bool, QueueError> {
    return this.#truth('enable_notification', memory);
  }

  disableNotification(memory: GuestMemory): Result<void, QueueError> {
    const done = this.#result('disable_notification', memory);
    return done.ok ? ok() : done;
  }

  reset(): void {
    this.#instance.run('reset');
    this.#readBack();
  }

  undoPop(): void {
    this.#instance.run('undo_pop');
    this.#readBack();
  }

  /** What is kept of it, under the names of the schema. */
  save(): StateRecord {
    this.#instance.run('save');
    this.#readBack();
    return this.#read('saved');
  }

  #truth(operation: string, memory: GuestMemory): Result<Bool, QueueError> {
    const answer = this.#result(operation, memory);
    return answer.ok ? ok(answer.value.ne(0)) : answer;
  }

  /** Runs an operation; the state that it leaves is read back also where it fails. */
  #result(operation: string, memory: GuestMemory, args: readonly U32[] = []): Result<U32, QueueError> {
    const code = this.#instance.code(operation, args, memory);
    this.#readBack();
    const kind = errorOf(this.#domain, operation, code, QUEUE_ERRORS);
    return kind === undefined ? ok(code) : err({ kind });
  }

  #readBack(): StateRecord {
    const state = this.#read('state');
    Object.assign(this, state);
    return state;
  }

  #read(name: 'state' | 'saved'): StateRecord {
    const { queue } = this.#parts;
    return withLengths(queue, { ...this.#instance.read(name, queue), ...this.#instance.tables() });
  }
}

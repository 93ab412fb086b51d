/**
 * The public entry: everything that models and proofs are written with.
 *
 * @packageDocumentation
 */
export type { Domain } from './domain/domain.ts';
export type { Bool, BoolOperand, Operand, U16, U32, U64, U8, Word } from './domain/word.ts';
export type { Width } from './domain/width.ts';
export { err, ok, type Result } from './domain/result.ts';
export type { GuestMemory, MemoryError } from './memory/guest-memory.ts';
export type { Access, AccessLog, LoadOrdering, Ordering, StoreOrdering } from './memory/access-log.ts';
export { ModelKind, type Finding, type Model, type ModelInfo } from './proof/model.ts';
export { proof, type Proof, type ProofInfo } from './proof/declare.ts';
export type { ProofContext } from './proof/context.ts';
export {
  conformanceAdapter,
  type ConformanceAdapter,
  type ConformanceSpec,
  type Recordable,
  type RecordableError,
  type RecordedConstructor,
  type RecordedFields,
  type RecordedOperation,
  type ReplayQueue,
} from './conform/adapter.ts';
export type { AddressRange, MemoryView, ObservedMemory } from './memory/observed-memory.ts';
export type { Inputs, WordRange } from './proof/context.ts';

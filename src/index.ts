// Declares what an import of a compiled module is; a declaration of such modules can be in no module.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./wasm.d.ts" preserve="true" />
/**
 * The public entry: everything that models and proofs are written with.
 *
 * @packageDocumentation
 */
export type { Domain } from './domain/domain.ts';
export type { Bool, BoolOperand, Operand, U16, U32, U64, U8, Word } from './domain/word.ts';
export type { Table } from './domain/table.ts';
export type { Integer, IntegerOperand } from './domain/integer.ts';
export type { Width } from './domain/width.ts';
export { err, ok, type Result } from './domain/result.ts';
export type { TrapKind } from './domain/trap.ts';
export type { GuestMemory, MemoryError, TransferEnd } from './memory/guest-memory.ts';
export type {
  Event,
  EventWord,
  FenceOrdering,
  LoadOrdering,
  Moment,
  Ordering,
  Point,
  Reading,
  Side,
  StoreOrdering,
  Writing,
} from './memory/event.ts';
export type { EventList, MemoryEvents } from './memory/event-list.ts';
export type { Selection } from './memory/selection.ts';
export type { ComparedKind, ComparedOperation, Prepared, SideOf, Sides } from './diff/compared.ts';
export { pairingOf } from './diff/pairing.ts';
export { pairIn, type Compile, type Compared, type CompareOptions } from './diff/pair-in.ts';
export type { ErrorsAs, PairOptions, Pairing } from './proof/pairing.ts';
export { ModelKind, type Asked, type KindSpec, type Model, type ModelInfo } from './proof/model.ts';
export type { Given } from './proof/given.ts';
export { ModelRun, type Handle, type StartIn } from './proof/model-run.ts';
export { partOf, type OperationsOn, type Part, type PartSpec, type Phase } from './proof/part.ts';
export {
  bool,
  isSameState,
  table,
  powerOfTwo,
  u16,
  u32,
  u64,
  u8,
  type BoolField,
  type Schema,
  type StateField,
  type StateOf,
  type StateRecord,
  type StateValue,
  type TableField,
  type WordField,
} from './proof/state-schema.ts';
export {
  ownProofs,
  type OwnMaker,
  type OwnOperation,
  type OwnPhase,
  type OwnProofs,
} from './proof/own-proofs.ts';
export type { Finding, Affected } from './proof/finding.ts';
export { proof, type Proof, type ProofInfo } from './proof/declare.ts';
export type { ProofContext } from './proof/context.ts';
export {
  invariant,
  type AfterCall,
  type AfterWrites,
  type Assumption,
  type At,
  type BeforeCall,
  type Claim,
  type Consequence,
  type Invariant,
  type InvariantSpec,
  type Update,
} from './proof/invariant.ts';
export { ghost, type GhostField, type GhostOf, type GhostSchema } from './proof/ghost.ts';
export type { Lifecycle, Maker, OtherSide, Step } from './proof/lifecycle.ts';
export type { About, AssertionKind } from './proof/standing.ts';
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
export { Fnv1a32 } from './conform/fnv1a.ts';
export type { AddressRange, MemoryView, ObservedMemory } from './memory/observed-memory.ts';
export type { Inputs, IntegerRange, Trapping, WordRange } from './proof/context.ts';
export { AreaShape, type AreaSpec, type FieldSpec } from './proof/area-shape.ts';
export type {
  Exporter,
  Family,
  OperationWords,
  PartPictures,
  PlacedArea,
  PlacedCursor,
  Places,
  RecordSpec,
  ToExport,
  Written,
} from './proof/family.ts';
export type {
  ByteRun,
  Conjunct,
  Counterexample,
  CounterexampleStep,
  JsonValue,
  SourceLine,
} from './proof/counterexample.ts';
export type {
  AreaKind,
  Cursor,
  Layout,
  LayoutArea,
  LayoutField,
  LayoutRecord,
  LayoutSlots,
} from './proof/layout.ts';
export { WriteError } from './proof/write-error.ts';
export { brokenAssertions } from './replay/broken-assertions.ts';

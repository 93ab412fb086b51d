import type { Bool, BoolOperand } from '../domain/word.ts';
import type { AddressRange, ObservedMemory } from '../memory/observed-memory.ts';
import type { ProofContext } from './context.ts';
import { callSite, proof, type Proof } from './declare.ts';
import type { Asked } from './model.ts';

/** What the tool's own proofs need of an interface with parts. */
export interface WithParts {
  /** Whether a part is in a phase now; for `null`, whether schema and invariant allow its state. */
  isIn(part: object, phase: string | null, memory: ObservedMemory, of?: object): Bool;
  /** Whether the premise of a phase holds of a part now; left out where no phase has one. */
  hasPremise?(part: object, phase: string, memory: ObservedMemory): Bool;
}

/** An operation of a part, called with arbitrary arguments. */
export interface OwnOperation<M> {
  /** As in `add-used`. */
  readonly id: string;
  /** Optional members that a model has to have. */
  readonly needs?: readonly string[];
  /** A part in any state in which the operation may be called; `undefined` on paths that have none. */
  start(p: ProofContext, device: M, memory: ObservedMemory): object | undefined;
  /** Its owner, such as the queue of an iterator. */
  ownerOf?(part: object): object;
  /** Makes the call allowed where it is not allowed at any time; the answer is whether that succeeded. */
  prelude?(p: ProofContext, device: M, part: object, memory: ObservedMemory): boolean;
  /** Calls it. The answer is whether it succeeded; `true` for one that cannot fail. */
  run(p: ProofContext, device: M, part: object, memory: ObservedMemory): boolean;
  /** A phase that it keeps: a part that was in it still is. */
  readonly keeps?: string;
  /** The phase that the part is in after success. */
  readonly establishes?: string;
}

/** An operation that makes a part; `undefined` where it makes none. */
export interface OwnMaker<M> {
  readonly id: string;
  readonly needs?: readonly string[];
  run(p: ProofContext, device: M, memory: ObservedMemory): object | undefined;
  /** The part that it belongs to. */
  ownerOf?(part: object): object;
  /** The phase that the part is in. */
  readonly phase?: string;
  /** That phase is one of models of this kind, and of parts of which the condition holds: others need not be in it. */
  expects?(device: M, part: object): BoolOperand;
}

/** A phase, and any part in it. The least and greatest values of private fields are probed here, too. */
export interface OwnPhase<M> {
  readonly id: string;
  readonly needs?: readonly string[];
  readonly phase: string | null;
  start(p: ProofContext, device: M, memory: ObservedMemory): object | undefined;
  /** Its owner, such as the queue of an iterator. */
  ownerOf?(part: object): object;
  /** What the other side may write between two operations, of no concern to the phase. Left out: nothing. */
  writtenByDriver?(part: object): readonly AddressRange[];
}

/** What the tool's own proofs of an interface are about. */
export interface OwnProofs<M> {
  readonly phases: readonly OwnPhase<M>[];
  readonly makers: readonly OwnMaker<M>[];
  readonly operations: readonly OwnOperation<M>[];
}

/**
 * The tool's own proofs of models of an interface: the schema and the invariant allow every state that the model makes or an
 * operation leaves, and phases are established and kept. All other proofs start in any such state, so they say something
 * about an implementation only if these hold.
 */
export function ownProofs<M extends WithParts, D>(
  on: Asked<M, D>,
  { phases, makers, operations }: OwnProofs<M>,
): readonly Proof[] {
  const location = callSite(new Error().stack);
  const own = (id: string, needs: readonly string[] | undefined, made: Proof): Proof => ({
    ...made,
    ...{ id: `${on.name}/state/${id}`, location, needs: [...made.needs, ...(needs ?? [])], isOwn: true },
  });
  return [
    ...phases.map((phase) => own(phase.id, phase.needs, phaseProof(on, phase))),
    ...makers.map((maker) => own(maker.id, maker.needs, makerProof(on, maker))),
    ...operations.map((operation) => own(operation.id, operation.needs, operationProof(on, operation))),
  ];
}

const ALLOWED = 'the schema and the invariant allow the state';

function phaseProof<M extends WithParts, D>(on: Asked<M, D>, declared: OwnPhase<M>): Proof {
  const { id, phase } = declared;
  return proof({
    id,
    title: `there are states of ${phase === null ? 'the schema and the invariant' : `the phase '${phase}'`}, and every field takes its least and greatest value in some`,
    requirements: [],
    doesNotProve: 'that operations lead to all of them.',
    on,
    covers: ['a state'],
    body: (p, device) => {
      const memory = p.memory();
      const part = declared.start(p, device, memory);
      if (part === undefined) return;
      const owner = declared.ownerOf?.(part);
      p.assert('it is in the phase', device.isIn(part, phase, memory, owner));
      p.cover('a state');
      if (declared.writtenByDriver === undefined) return;
      // Proofs begin in the phase at any time, and not only right after an operation that kept it.
      memory.havoc('driver', declared.writtenByDriver(part));
      p.assert('it is in the phase whatever the driver writes', device.isIn(part, phase, memory, owner));
    },
  });
}

function makerProof<M extends WithParts, D>(on: Asked<M, D>, maker: OwnMaker<M>): Proof {
  const { id, phase } = maker;
  return proof({
    id,
    title: `${id} makes only states that the schema and the invariant allow`,
    requirements: [],
    doesNotProve: 'that what it makes is right.',
    on,
    covers: ['something is made'],
    body: (p, device) => {
      const memory = p.memory();
      const made = maker.run(p, device, memory);
      if (made === undefined) return;
      p.assert(ALLOWED, device.isIn(made, null, memory, maker.ownerOf?.(made)));
      const expected = p.domain.bool(true).and(maker.expects?.(device, made) ?? true);
      if (phase !== undefined)
        p.assert(`it is ${phase}`, expected.implies(device.isIn(made, phase, memory, maker.ownerOf?.(made))));
      p.cover('something is made');
    },
  });
}

function operationProof<M extends WithParts, D>(on: Asked<M, D>, operation: OwnOperation<M>): Proof {
  const { id, keeps, establishes } = operation;
  const ownerOf = (part: object): object | undefined => operation.ownerOf?.(part);
  return proof({
    id,
    title: `${id} keeps the schema, the invariant and the phase, from every state in which it may be called`,
    requirements: [],
    doesNotProve: 'that it does the right thing.',
    on,
    covers: ['it returns'],
    body: (p, device) => {
      const memory = p.memory();
      const part = operation.start(p, device, memory);
      if (part === undefined) return;
      const was =
        keeps === undefined ? p.domain.bool(false) : device.isIn(part, keeps, memory, ownerOf(part));
      const premise = establishes === undefined ? undefined : device.hasPremise?.(part, establishes, memory);
      if (operation.prelude?.(p, device, part, memory) === false) return;
      const succeeds = operation.run(p, device, part, memory);
      p.assert(ALLOWED, device.isIn(part, null, memory, ownerOf(part)));
      if (keeps !== undefined)
        p.assert(`what was ${keeps} stays so`, was.implies(device.isIn(part, keeps, memory, ownerOf(part))));
      if (establishes !== undefined && succeeds)
        p.assert(
          `it is ${establishes} then`,
          (premise ?? p.domain.bool(true)).implies(device.isIn(part, establishes, memory)),
        );
      p.cover('it returns', succeeds);
    },
  });
}

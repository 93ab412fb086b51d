import type { SymbolicContext } from '../context/symbolic-context.ts';
import { MEMORY_MODELS, type MemoryModel } from '../proof/ordered.ts';
import { MisuseError } from '../domain/misuse.ts';
import type { Proof } from '../proof/declare.ts';
import { checkFinding, findingOf, ownProofFinding, type Finding } from '../proof/finding.ts';
import type { Model } from '../proof/model.ts';
import { ASSERTION_KINDS, type AssertionKind } from '../proof/standing.ts';
import { replay, type Replay } from '../replay/replay.ts';
import type { AlterClaim } from '../context/concrete-context.ts';
import type { ConcreteState } from '../context/concrete-state.ts';

/** The part of what a proof asserts that is asked. */
interface AskedOf {
  readonly contract: readonly AssertionKind[];
  readonly memoryModels: readonly MemoryModel[];
}

/** One proof on one model: what is asked of it, and its body, which runs on terms and on numbers. */
export class Subject {
  readonly #proof: Proof;
  readonly #model: Model | null;
  /** The id, and the name of the model where there is one. */
  readonly name: string;
  readonly id: string;
  readonly modelName: string | null;
  /** One of the tool's own proofs of a model. */
  readonly isOwn: boolean;
  /** It comes with the tool. */
  readonly isShipped: boolean;
  readonly covers: readonly string[];
  readonly requirements: readonly string[];
  /** The kinds of assertions that are checked: all kinds of the tool's own proofs, which every other verdict rests on. */
  readonly contract: readonly AssertionKind[];
  /** The memory models under which orders of accesses are asked about. */
  readonly memoryModels: readonly MemoryModel[];
  /** What the model says is known to break; `null` where it says nothing. */
  readonly finding: Finding | null;

  /** Throws a `DeclarationError` for covers that are no list of names and a finding that does not fit the proof. */
  constructor(proof: Proof, model: Model | null, asked: Partial<AskedOf> = {}) {
    const { contract = ASSERTION_KINDS, memoryModels = MEMORY_MODELS } = asked;
    this.#proof = proof;
    this.#model = model;
    this.name = model === null ? proof.id : `${proof.id} on ${model.name}`;
    this.id = proof.id;
    this.modelName = model?.name ?? null;
    this.isOwn = proof.isOwn === true;
    this.isShipped = proof.isShipped === true;
    this.covers = proof.covers(model);
    this.requirements = proof.requirements;
    this.memoryModels = memoryModels;
    this.contract = this.isOwn ? ASSERTION_KINDS : contract;
    this.finding = findingOf(model, proof.id);
    if (this.finding === null) return;
    if (this.isOwn) throw ownProofFinding(proof.id);
    checkFinding(this.finding, this.covers);
  }

  /** The text of the body. */
  get text(): string {
    return this.#proof.text();
  }

  /** Runs the body on terms, once. Throws what it throws, and a `MisuseError` where it is asynchronous. */
  run(context: SymbolicContext): void {
    const finished: unknown = this.#proof.body(context, this.#model);
    context.checkAlive();
    if (!(finished instanceof Promise)) return;
    // Its outcome does not matter: the body is wrong already.
    finished.catch(() => {});
    throw new MisuseError(
      'the body is asynchronous: it returns before its work is done',
      'Remove async/await; read what it needs from files at the top of its module.',
    );
  }

  /**
   * Runs the body on numbers, from a state. `isWatched`: record calls and decisions as well. `alter`: what is claimed of an order of
   * accesses instead.
   */
  replay(state: ConcreteState, isWatched = false, alter?: AlterClaim): Replay {
    return replay(this.#proof, this.#model, state, isWatched, this.memoryModels, alter);
  }
}

import { MisuseError } from '../domain/misuse.ts';
import type { Bound } from './bound.ts';
import { DeclarationError } from './declaration-error.ts';
import type { Asked, Model } from './model.ts';
import type { ProofContext } from './context.ts';
import { frameOf, type SourcePosition } from './stack-frame.ts';

/** What a proof says of itself. */
export interface ProofInfo {
  /** Path-like and unique: `split/add-used`. Patterns on the command line match it. */
  readonly id: string;
  /** One line: the property in words. */
  readonly title: string;
  /** Ids of the VIRTIO requirements that its assertions cite; empty for a property of the tool's own. */
  readonly requirements: readonly string[];
  /** One honest sentence about what a reader might think it proves and it does not; printed by the command line. */
  readonly doesNotProve: string;
  /** Harnesses of other tools that say less about the same; patterns on the command line match them too. */
  readonly harnesses?: readonly string[];
  /** The bound beyond which nothing is claimed. Leave out where there is none. */
  readonly bound?: Bound;
  /** Overrides the default wall-clock limit: "500ms", "20s", "3m", "1h". The command line overrides it. */
  readonly timeout?: string;
  /** A limit in steps of the embedded solver, the same on every machine. The command line overrides it. */
  readonly rlimit?: number;
  /** Overrides the default limit of memory: "512m", "4g". The command line overrides it. */
  readonly memory?: string;
}

/** A declared proof. `model` names the interface that it is asked of; `null` for a proof about no model. */
export interface Proof extends ProofInfo {
  readonly family: string | null;
  /** Optional members of the interface that it needs: it is not asked of models that lack one. */
  readonly needs: readonly string[];
  /** File and line of the declaration, as the runtime knows them; the file may be a URL. */
  readonly location: SourcePosition;
  /** The covers that have to be reached on a model. Throws a `DeclarationError` for what is no list of names. */
  readonly covers: (model: Model | null) => readonly string[];
  /**
   * Of a step of an induction: proofs that a condition is not broken by sequences of operations from the start of the model, the last one
   * being the step, shorter sequences first. Left out where there are none.
   */
  readonly fromStart?: (model: Model | null, condition: string) => readonly FromStart[];
  /** One of the tool's own proofs of a model, before which no other verdict on it means anything. */
  readonly isOwn?: true;
  /** It comes with the tool: no user can change it. */
  readonly isShipped?: true;
  /** The text of the body, as it runs. */
  readonly text: () => string;
  readonly body: (p: ProofContext<string, string>, model: Model | null) => unknown;
}

/** A proof about a sequence of operations from the start of a model. */
export interface FromStart {
  /** Operations after the start. */
  readonly operations: number;
  readonly proof: Proof;
}

type PlainProof<Cover extends string, Requirement extends string> = ProofInfo & {
  readonly requirements: readonly Requirement[];
  readonly on?: never;
  /**
   * Names of all covers of the body: states that have to be reached, or else nothing much is proved. None may be left out,
   * for of a branch that is never taken the body itself cannot tell. `[]` where every state gets to every assertion.
   */
  readonly covers: readonly Cover[];
  readonly body: (p: ProofContext<Cover, Requirement>) => void;
};
type ModelProof<M, D, Cover extends string, Requirement extends string> = ProofInfo & {
  readonly requirements: readonly Requirement[];
  readonly on: Asked<M, D>;
  /** As of a proof about no model; a function where models differ in which states there are at all. */
  readonly covers: readonly Cover[] | ((model: D) => readonly Cover[]);
  readonly body: (p: ProofContext<Cover, Requirement>, model: M) => void;
};

/** Declares a property, of every model of one interface (`on`), or of none. */
export function proof<M, D, Cover extends string = never, Requirement extends string = never>(
  spec: ModelProof<M, D, Cover, Requirement>,
): Proof;
export function proof<Cover extends string = never, Requirement extends string = never>(
  spec: PlainProof<Cover, Requirement>,
): Proof;
export function proof<M, D, Cover extends string, Requirement extends string>(
  spec: PlainProof<Cover, Requirement> | ModelProof<M, D, Cover, Requirement>,
): Proof {
  const location = callSite(new Error().stack);
  const brand = { [PROOF]: true, location };
  // Types are stripped, not checked, on the way here.
  if (typeof spec.body !== 'function')
    return { ...brand, ...spec, family: null, needs: [], covers: () => [], text: () => '', body: noBody };
  if (spec.on !== undefined) {
    const { on, covers, body, ...info } = spec;
    return {
      ...{ ...brand, ...info, family: on.name, needs: on.needs },
      covers: (model) => namesIn(typeof covers === 'function' ? covers(on.declared(model)) : covers),
      text: () => String(body),
      body: (p, model) => body(p, on.of(model, p)),
    };
  }
  const { on: _, covers, body, ...info } = spec;
  return {
    ...{ ...brand, ...info, family: null, needs: [] },
    covers: () => namesIn(covers),
    text: () => String(body),
    body: (p) => body(p),
  };
}

/** What is declared as covers. Types are stripped, not checked, on the way here: it may be anything. */
function namesIn(covers: unknown): readonly string[] {
  if (!Array.isArray(covers))
    throw new DeclarationError(
      "no covers are declared: put covers: ['...'] beside its body, with the name of each, or covers: []",
    );
  const names = new Set<string>();
  for (const name of covers as readonly unknown[]) {
    if (typeof name !== 'string')
      throw new DeclarationError(`the names of covers are text, and one is ${JSON.stringify(name)}`);
    if (names.has(name)) throw new DeclarationError(`the cover '${name}' is declared twice`);
    names.add(name);
  }
  return [...names];
}

function noBody(): never {
  throw new MisuseError('the proof has no body', 'Give it one: body: (p) => { ... }.');
}

// Registered, since a proof file and the tool may each load a copy of this module.
const PROOF = Symbol.for('ringproof.proof');

/** Recognises a proof among a module's exports. */
export function isProof(value: unknown): value is Proof {
  return typeof value === 'object' && value !== null && PROOF in value;
}

/** The proofs among the exports of a module, those in exported lists included, such as the proofs of an invariant. */
export function proofsAmong(exported: readonly unknown[]): readonly Proof[] {
  return exported
    .flatMap((value): readonly unknown[] => (Array.isArray(value) ? value : [value]))
    .filter(isProof);
}

/** The frame that called a function: the third line of its stack (message, the function, its caller). */
export function callSite(stack: string | undefined): Proof['location'] {
  const { file, line } = frameOf(stack?.split('\n')[2] ?? '') ?? { file: 'unknown', line: 0 };
  return { file, line };
}

import { MisuseError } from '../domain/misuse.ts';
import type { Asked, Model } from './model.ts';
import type { ProofContext } from './context.ts';
import { frameOf } from './stack-frame.ts';
import type { Bound } from './verdict.ts';

/** What a proof says of itself. */
export interface ProofInfo {
  /** Path-like and unique: `split/add-used`. Patterns on the command line match it. */
  readonly id: string;
  /** One line: the property in words. */
  readonly title: string;
  /** Ids of the VIRTIO requirements that it establishes; empty for a property of the tool's own. */
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
  readonly model: string | null;
  /** Optional members of the interface that it needs: it is not asked of models that lack one. */
  readonly needs: readonly string[];
  /** File and line of the declaration, as the runtime knows them; the file may be a URL. */
  readonly location: { readonly file: string; readonly line: number };
  readonly body: (p: ProofContext, model: Model | null) => unknown;
}

type PlainProof = ProofInfo & { readonly on?: never; readonly body: (p: ProofContext) => void };
type ModelProof<M> = ProofInfo & {
  readonly on: Asked<M>;
  readonly body: (p: ProofContext, model: M) => void;
};

/** Declares a property, of every model of one interface (`on`), or of none. */
export function proof<M>(spec: ModelProof<M>): Proof;
export function proof(spec: PlainProof): Proof;
export function proof<M>(spec: PlainProof | ModelProof<M>): Proof {
  const location = callSite(new Error().stack);
  const brand = { [PROOF]: true, location };
  // Types are stripped, not checked, on the way here.
  if (typeof spec.body !== 'function') return { ...brand, ...spec, model: null, needs: [], body: noBody };
  if (spec.on !== undefined) {
    const { on, body, ...info } = spec;
    return { ...brand, ...info, model: on.name, needs: on.needs, body: (p, model) => body(p, on.of(model)) };
  }
  const { on: _, body, ...info } = spec;
  return { ...brand, ...info, model: null, needs: [], body: (p) => body(p) };
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

/** The frame that called `proof`: the third line of a stack (message, `proof`, caller). */
function callSite(stack: string | undefined): Proof['location'] {
  const { file, line } = frameOf(stack?.split('\n')[2] ?? '') ?? { file: 'unknown', line: 0 };
  return { file, line };
}

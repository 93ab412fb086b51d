import { checkAffected } from './affected.ts';
import type { ConformanceAdapter } from '../conform/adapter.ts';
import type { Side } from '../memory/event.ts';
import type { ProofContext } from './context.ts';
import { deepFreeze } from './deep-freeze.ts';
import type { Proof } from './declare.ts';
import type { Family } from './family.ts';
import { ModelRun } from './model-run.ts';
import type { Pairing } from './pairing.ts';
import type { ScriptedCalls } from './scripted-calls.ts';
import { operationsOf, partNames } from './operations-of.ts';
import { statelessFace } from './stateless.ts';

import type { Finding } from './finding.ts';

/** What every implementation says of itself. */
export interface ModelInfo {
  /** Short name, as in `--model rust-vmm`. */
  readonly name: string;
  /** What is modelled: project, version, commit. */
  readonly source: string;
  /** By proof id. */
  readonly findings?: Readonly<Record<string, Finding>>;
  /**
   * How recordings of the implementation are replayed on the model, for `ringproof conform`. A kind that knows how recordings
   * have its operations adds them: then only those of the implementation's own API are left to declare here.
   */
  readonly conformance?: ConformanceAdapter;
}

/** An implementation of one interface, as model files export it; made by `ModelKind.implement`. */
export interface Model extends ModelInfo {
  readonly kind: string;
  readonly findings: Readonly<Record<string, Finding>>;
  /** Which optional members of the interface it has. */
  readonly capabilities: readonly string[];
  /** Its operations, each after the part that it is of: 'queue.pop'. */
  readonly operations?: readonly string[];
  /** The tool's own proofs of models of this interface; the same for all of them. */
  readonly ownProofs: readonly Proof[];
  /** What the interface knows beyond its proofs; `null` where it knows nothing. */
  readonly family: Family | null;
  /** How calls of a script are run on it; nothing where the interface does not say. */
  readonly calls?: ScriptedCalls | null;
  /** How it is compared with another model of the interface; nothing where the interface does not say. */
  readonly pairing?: Pairing | null;
}

/** What a proof can be asked of: an interface, with or without some of its optional members. */
export interface Asked<M, D = M> {
  /** The interface. */
  readonly name: string;
  /** Optional members that a model has to have. */
  readonly needs: readonly string[];
  /** What a model declares. Throws a `TypeError` for a model of another interface, or one that lacks what is needed. */
  declared(model: Model | null): D;
  /** The model as a body sees it, for one run. Throws as `declared` does. */
  of(model: Model | null, p: ProofContext<string>): M;
}

/** The names of the members that an implementation of M may leave out. */
export type OptionalMember<M> = {
  [K in keyof M & string]-?: undefined extends M[K] ? K : never;
}[keyof M & string];

/** How an interface makes what proofs see out of what a model declares. */
export interface KindSpec<M, D> {
  /** Makes what proofs see, for one run. */
  readonly bind: (declared: D, run: ModelRun) => M;
  /** Whose events the model's are; the device's where it is left out. */
  readonly side?: Side;
  /** Names of the optional members that a model has. */
  readonly members: (declared: D) => readonly string[];
  /** The tool's own proofs: while one of them fails, no other verdict on the model means anything. */
  readonly ownProofs: (on: Asked<M, D>) => readonly Proof[];
  /** How counterexamples of its models are shown and written; a function where that depends on what a model declares. */
  readonly family?: Family | ((declared: D) => Family);
  /** How calls of a script are run on its models. */
  readonly calls?: (on: Asked<M, D>) => ScriptedCalls;
  /** How two of its models are compared. */
  readonly pairing?: (on: Asked<M, D>) => Pairing;
  /** How recordings and scenarios are run on a model, beside the operations of its own adapter. */
  readonly recordings?: (declared: D, own: ConformanceAdapter | undefined) => ConformanceAdapter;
}

/**
 * An interface that proofs are written against and models implement, such as the device side of a split queue. M is what
 * proofs see, D what a model declares. Without a `spec`, both are the same: models are plain functions without state, and
 * return only data.
 */
export class ModelKind<M extends object, D extends object = M> implements Asked<M, D> {
  readonly name: string;
  readonly needs: readonly string[] = [];
  readonly #spec: KindSpec<M, D> | undefined;
  readonly #declared = new WeakMap<Model, D>();
  readonly #ownProofs: readonly Proof[];
  readonly #calls: ScriptedCalls | null;
  readonly #pairing: Pairing | null;

  /** `spec` may be left out where D is M. */
  constructor(name: string, spec?: KindSpec<M, D>) {
    this.name = name;
    this.#spec = spec;
    this.#ownProofs = spec?.ownProofs(this) ?? [];
    this.#calls = spec?.calls?.(this) ?? null;
    this.#pairing = spec?.pairing?.(this) ?? null;
  }

  implement(info: ModelInfo, declared: D): Model {
    checkAffected(info.findings ?? {});
    const conformance = this.#spec?.recordings?.(declared, info.conformance) ?? info.conformance;
    const model: Model = {
      findings: {},
      ...info,
      ...(conformance && { conformance }),
      kind: this.name,
      capabilities: this.#spec?.members(declared) ?? memberNames(declared),
      operations: operationsOf(declared),
      ownProofs: this.#ownProofs,
      family: this.#familyOf(declared),
      calls: this.#calls,
      pairing: this.#pairing,
    };
    this.#declared.set(model, deepFreeze(declared));
    deepFreeze(model.findings);
    return Object.freeze(model);
  }

  /** The interface with some of its optional members: asked only of models that have them. */
  with<K extends OptionalMember<M>>(...needs: readonly K[]): Asked<M & Required<Pick<M, K>>, D> {
    const lacks = (model: Model | null): void => {
      const missing = needs.filter((name) => model?.capabilities.includes(name) === false);
      if (missing.length > 0)
        throw new TypeError(`'${model?.name}' has no ${missing.join(', ')}, which the proof needs`);
    };
    return {
      name: this.name,
      needs,
      declared: (model) => {
        lacks(model);
        return this.declared(model);
      },
      of: (model, p) => {
        lacks(model);
        // What `Required` demands was looked at just now.
        return this.of(model, p) as M & Required<Pick<M, K>>;
      },
    };
  }

  declared(model: Model | null): D {
    const declared = model === null ? undefined : this.#declared.get(model);
    if (declared === undefined) {
      throw new TypeError(
        `a proof on '${this.name}' was given ${model === null ? 'no model' : `'${model.name}', a model of '${model.kind}'`}`,
      );
    }
    return declared;
  }

  of(model: Model | null, p: ProofContext<string>): M {
    const declared = this.declared(model);
    if (this.#spec !== undefined) {
      const run = new ModelRun(p, this.#familyOf(declared) ?? undefined, partNames(declared));
      if (this.#spec.side !== undefined) run.actsAs(this.#spec.side);
      return this.#spec.bind(declared, run);
    }
    // Without a spec, both are one type.
    return statelessFace(declared, new ModelRun(p)) as M;
  }

  #familyOf(declared: D): Family | null {
    const family = this.#spec?.family;
    return (typeof family === 'function' ? family(declared) : family) ?? null;
  }
}

/** Names of what an object has, be it a literal or of a class. */
function memberNames(object: object): readonly string[] {
  const names = new Set<string>();
  for (let at: object | null = object; at !== null && at !== Object.prototype; at = prototypeOf(at))
    for (const [name, member] of Object.entries(Object.getOwnPropertyDescriptors(at)))
      if (name !== 'constructor' && ('get' in member || member.value !== undefined)) names.add(name);
  return [...names].sort();
}

function prototypeOf(object: object): object | null {
  const prototype: unknown = Object.getPrototypeOf(object);
  return typeof prototype === 'object' ? prototype : null;
}

const MODEL_KEYS: readonly (keyof Model)[] = [
  'name',
  'source',
  'kind',
  'findings',
  'capabilities',
  'ownProofs',
];

/** Recognises a model among a module's exports. */
export function isModel(value: unknown): value is Model {
  return typeof value === 'object' && value !== null && MODEL_KEYS.every((key) => key in value);
}

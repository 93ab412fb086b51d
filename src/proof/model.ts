import type { ConformanceAdapter } from '../conform/adapter.ts';

/** A property that a real implementation is known to break: the proof is expected to be refuted on it. */
export interface Finding {
  /** What goes wrong and who is hurt, in a sentence. */
  readonly reason: string;
  /** Where it lives: file and function, or issue, of the implementation. */
  readonly reference: string;
}

/** What every implementation says of itself. */
export interface ModelInfo {
  /** Short name, as in `--model rust-vmm`. */
  readonly name: string;
  /** What is modelled: project, version, commit. */
  readonly source: string;
  /** By proof id. */
  readonly findings?: Readonly<Record<string, Finding>>;
  /** How recordings of the implementation are replayed on the model, for `ringproof conform`. */
  readonly conformance?: ConformanceAdapter;
}

/** An implementation of one interface, as model files export it; made by `ModelKind.implement`. */
export interface Model extends ModelInfo {
  readonly kind: string;
  readonly findings: Readonly<Record<string, Finding>>;
}

/**
 * An interface that proofs are written against and models implement, such as the device side of a split queue.
 * Keeps what each model implements it with, so that no model is ever handed to a proof of another interface.
 */
export class ModelKind<M> {
  readonly name: string;
  readonly #implementations = new WeakMap<Model, M>();

  constructor(name: string) {
    this.name = name;
  }

  implement(info: ModelInfo, implementation: M): Model {
    const model: Model = { findings: {}, ...info, kind: this.name };
    this.#implementations.set(model, implementation);
    return model;
  }

  /** Throws a `TypeError` for a model of another interface. */
  of(model: Model | null): M {
    const implementation = model === null ? undefined : this.#implementations.get(model);
    if (implementation === undefined) {
      throw new TypeError(
        `a proof on '${this.name}' was given ${model === null ? 'no model' : `'${model.name}', a model of '${model.kind}'`}`,
      );
    }
    return implementation;
  }
}

const MODEL_KEYS: readonly (keyof Model)[] = ['name', 'source', 'kind', 'findings'];

/** Recognises a model among a module's exports. */
export function isModel(value: unknown): value is Model {
  return typeof value === 'object' && value !== null && MODEL_KEYS.every((key) => key in value);
}

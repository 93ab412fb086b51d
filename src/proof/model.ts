import type { ConformanceAdapter } from '../conform/adapter.ts';
import type { Finding } from './finding.ts';

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
  /** Which optional members of the interface it has. */
  readonly capabilities: readonly string[];
}

/** What a proof can be asked of: an interface, with or without some of its optional members. */
export interface Asked<M> {
  /** The interface. */
  readonly name: string;
  /** Optional members that a model has to have. */
  readonly needs: readonly string[];
  /** Throws a `TypeError` for a model of another interface, or one that lacks what is needed. */
  of(model: Model | null): M;
}

/** The names of the members that an implementation of M may leave out. */
export type OptionalMember<M> = {
  [K in keyof M & string]-?: undefined extends M[K] ? K : never;
}[keyof M & string];

/**
 * An interface that proofs are written against and models implement, such as the device side of a split queue.
 * Keeps what each model implements it with, so that no model is ever handed to a proof of another interface.
 */
export class ModelKind<M extends object> implements Asked<M> {
  readonly name: string;
  readonly needs: readonly string[] = [];
  readonly #implementations = new WeakMap<Model, M>();

  constructor(name: string) {
    this.name = name;
  }

  implement(info: ModelInfo, implementation: M): Model {
    const model: Model = {
      findings: {},
      ...info,
      kind: this.name,
      capabilities: memberNames(implementation),
    };
    this.#implementations.set(model, implementation);
    const derive: Derive = (wrap) => this.implement(info, wrap(implementation));
    Object.defineProperty(model, SEEN_THROUGH, { value: derive });
    return model;
  }

  /** The interface with some of its optional members: asked only of models that have them. */
  with<K extends OptionalMember<M>>(...needs: readonly K[]): Asked<M & Required<Pick<M, K>>> {
    return {
      name: this.name,
      needs,
      of: (model) => {
        const implementation = this.of(model);
        const missing = needs.filter((name) => implementation[name] === undefined);
        if (missing.length > 0)
          throw new TypeError(`'${model?.name}' has no ${missing.join(', ')}, which the proof needs`);
        // What `Required` demands was looked at just now.
        return implementation as M & Required<Pick<M, K>>;
      },
    };
  }

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

type Derive = (wrap: <T extends object>(implementation: T) => T) => Model;

// Registered, since a model file and the tool may each load a copy of this module.
const SEEN_THROUGH = Symbol.for('ringproof.seen-through');

/** The same model with its implementation seen through `wrap`, for whoever wants to watch it at work. */
export function seenThrough(model: Model, wrap: <T extends object>(implementation: T) => T): Model {
  // `implement` put it there.
  const derive = Reflect.get(model, SEEN_THROUGH) as Derive | undefined;
  return derive === undefined ? model : derive(wrap);
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

const MODEL_KEYS: readonly (keyof Model)[] = ['name', 'source', 'kind', 'findings', 'capabilities'];

/** Recognises a model among a module's exports. */
export function isModel(value: unknown): value is Model {
  return typeof value === 'object' && value !== null && MODEL_KEYS.every((key) => key in value);
}

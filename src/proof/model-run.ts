import { engineObject } from '../domain/engine-part.ts';
import { MisuseError } from '../domain/misuse.ts';
import { operationPlace, visits } from '../domain/visits.ts';
import type { Bool } from '../domain/word.ts';
import type { Side } from '../memory/event.ts';
import type { MemoryView, ObservedMemory } from '../memory/observed-memory.ts';
import type { RegionRule } from '../memory/region-rule.ts';
import { areAlike, haveSameFields, rangesFor, shownState, shownValues, valuesFor } from './alike.ts';
import { anyState, hasPremise, isInPhase, type Start } from './any-state.ts';
import type { ProofContext } from './context.ts';
import type { Family, OperationWords } from './family.ts';
import { viewedAs, type Given } from './given.ts';
import { readState, type Part } from './part.ts';
import { checkMade, checkUndeclared, functionsOf } from './undeclared.ts';
import { partNames } from './operations-of.ts';
import { outcomeOf } from './outcome.ts';
import { placementOf, type Placement } from './placed.ts';
import { hostOf, type Call, type RunHost } from './run-host.ts';
import { snakeCase } from './snake-case.ts';
import { isSameState, type StateRecord } from './state-schema.ts';

/** A part of a model in a run, as proofs see it: the view of its state, and its operations. */
export type Handle<V, Ops> = Ops & {
  /** The view of the present state, also after an operation that failed. A copy: later operations do not change it. */
  readonly state: V;
};

interface Open {
  readonly part: Part<unknown, unknown>;
  readonly name: string;
  /** The model that it is of, where parts of two are compared. */
  readonly model: string | null;
  /** Its name, unique in the run. */
  readonly label: string;
  record: StateRecord;
}

/** How a part begins. */
interface Beginning {
  readonly name: string;
  readonly label: string;
  readonly isMade: boolean;
  readonly like?: string;
}

/** Where a proof starts a part: in any state of a phase. `null` stands for any state that schema and invariant allow. */
export interface StartIn<V> {
  readonly phase: string | null;
  readonly memory: ObservedMemory;
  readonly given?: Given<V>;
  /** The owner, such as the queue of an iterator, in its present state. */
  readonly of?: object;
  readonly probesPrivate?: boolean;
}

/** One of two parts that are compared. */
export interface OneOfTwo<V = unknown, Ops = unknown> {
  /** What the model that it is of is called in stories. */
  readonly model: string;
  readonly part: Part<V, Ops>;
  readonly phase: string | null;
  /** As in `StartIn`. */
  readonly of?: object;
}

/** The parts of one model in one run of a body; of two, where these are compared. */
export class ModelRun {
  readonly #p: ProofContext<string>;
  readonly #family: Family | undefined;
  readonly #partNames: Map<object, string>;
  readonly #open = new WeakMap<object, Open>();
  /** How many parts have a label that begins so. */
  readonly #labels = new Map<string, number>();
  /** The model whose parts are made, where there are two. */
  #model: string | null = null;
  #side: Side | null = null;
  #isOneOfTwo = false;

  /**
   * `family`: what is known of the model's parts and operations; nothing where left out. `partNames`: what the model declares its
   * parts as.
   */
  constructor(p: ProofContext<string>, family?: Family, partNames: ReadonlyMap<object, string> = new Map()) {
    this.#p = p;
    this.#family = family;
    this.#partNames = new Map(partNames);
  }

  get #host(): RunHost {
    return hostOf(this.#p);
  }

  get domain(): ProofContext['domain'] {
    return this.#p.domain;
  }

  /** From here on what this model does is done by this side. */
  actsAs(side: Side): void {
    this.#side = side;
    this.#host.actsAs(side);
  }

  /** Another model of the same body, which plays a side of its own. `declared`: what it declares. */
  beside(declared: object, family: Family, side: Side): ModelRun {
    const run = new ModelRun(this.#p, family, partNames(declared));
    run.#isOneOfTwo = true;
    run.actsAs(side);
    return run;
  }

  /** From here on decisions are asked about early, as `RunHost.askEarly` says. */
  asksEarly(): void {
    this.#host.askEarly();
  }

  /** The model is for memories alone whose regions are as this rule says. Throws a `RangeError` for a rule of no map. */
  restrictsRegions(rule: RegionRule): void {
    this.#host.restrictRegions(rule);
  }

  /** Adds to the event list that the model's side decided whether to notify the other one: an operation's answer. */
  notifies(sent: Bool): void {
    this.#host.notifies(sent);
  }

  /** A part in any state of a phase. Its inputs begin with its name; those of a second part of that name with `walk2`. */
  any<V, Ops>(
    part: Part<V, Ops>,
    name: string,
    { phase, memory, given = {}, of, probesPrivate = false }: StartIn<V>,
  ): Handle<V, Ops> {
    const owner = of === undefined ? undefined : this.#of(of).record;
    // Fields that only the model knows are inputs of each one's own.
    const label = this.#label(name);
    const isOneOfTwo = this.#isOneOfTwo;
    const start: Start<V> = { name: label, phase, memory, given, owner, probesPrivate, isOneOfTwo };
    return this.#handle(part, { name, label, isMade: false }, anyState(this.#p, this.#host, part, start));
  }

  /**
   * Two parts in one state, as far as both have its fields: any state that both can be in. Fields of one alone have any value that its
   * schema, invariant and phase allow. Parts that declare the same fields begin with the same values of them, whatever views show of it.
   */
  alike<V, Ops>(
    name: string,
    memory: ObservedMemory,
    first: OneOfTwo<V, Ops>,
    second: OneOfTwo<V, Ops>,
  ): readonly [Handle<V, Ops>, Handle<V, Ops>] {
    const given = rangesFor([first.part, first.phase], [second.part, second.phase]);
    const one = this.#compared(name, name, memory, first, { given, own: new Map() });
    const { part, record } = this.#of(one);
    const values = haveSameFields(first.part, second.part)
      ? { given: {}, own: new Map(Object.entries(record)) }
      : valuesFor(second.part, part, record, this.domain);
    const label = `${name}-of-${inputName(second.model)}`;
    return [one, this.#compared(name, label, memory, second, { ...values, like: name })];
  }

  /** Names parts of one of two models that are compared as that declares them. */
  namesParts(parts: object): void {
    for (const [part, name] of partNames(parts)) this.#partNames.set(part, name);
  }

  /** From here on, what is made and called is of this model: where two are compared, stories say which. */
  actsFor(model: string): void {
    this.#model = model;
  }

  /** Makes a memory again what it was in a snapshot. */
  rewind(memory: ObservedMemory, to: MemoryView): void {
    this.#host.rewind(memory, to);
  }

  /** Whether two parts agree in every field that both have, private ones of the same name included. */
  areAlike(a: object, b: object): Bool {
    const [left, right] = [a, b].map((handle) => {
      const { part, record } = this.#of(handle);
      return shownValues(part, record, this.domain);
    });
    return areAlike(this.domain, left ?? new Map(), right ?? new Map());
  }

  /** Whether an object is a part in this run. */
  isPart(value: object): boolean {
    return this.#open.has(value);
  }

  /** A part that an operation made, in the state of the instance that it returned. */
  made<V, Ops>(part: Part<V, Ops>, name: string, instance: object): Handle<V, Ops> {
    const what = `a ${name}`;
    const record = readState(part.fields, instance, what);
    checkMade(part.fields, instance, part.instance(this.domain, record), what);
    return this.#handle(part, this.#madeOf(name), record);
  }

  /** Gives a handle more members, in place of those that it has of these names; accessors stay such. */
  addMembers<H extends object, M extends object>(handle: H, members: M): H & M {
    this.#of(handle);
    // It has them then.
    return defineProperties(handle, getOwnPropertyDescriptors(members)) as H & M;
  }

  /** Another part of the same kind, in the present state of this one. */
  copy<T extends object>(handle: T): T {
    const { part, name, record } = this.#of(handle);
    // Made by the same part, so it has the same operations.
    return this.#handle(part, this.#madeOf(name), record) as T;
  }

  /** Calls an operation of a part. Handles among the arguments are passed as instances. */
  call(handle: object, operation: string, args: readonly unknown[]): unknown {
    const open = this.#of(handle);
    const work = open.part.operations[operation];
    if (work === undefined) throw new TypeError(`the model has no ${open.name}.${operation}`);
    if (visits.isOn) visits.enter(operationPlace(this.#partNames.get(open.part) ?? open.name, operation));
    const opened = [open, ...args.map((arg) => (isObject(arg) ? this.#open.get(arg) : undefined))];
    const shown = args.filter((_, i) => opened[i + 1] === undefined);
    const call = {
      ...{ part: open.label, operation: told(open.model, operation), args: shown },
      words: this.#wordsOf(operation),
      state: () => shownState(open.part, open.record, this.domain),
      placement: () => this.#placementOf(open),
    };
    return this.#calls(call, () => {
      const instances = opened.map((one) => one?.part.instance(this.domain, one.record));
      const given = args.map((arg, i) => instances[i + 1] ?? arg);
      const functions = instances.map((instance) => functionsOf(instance ?? {}));
      const result = outcomeOf(snakeCase(operation), work(instances[0] ?? {}, ...given));
      opened.forEach((one, i) => {
        const instance = instances[i];
        if (one === undefined || instance === undefined) return;
        const what = `the ${one.name} after ${snakeCase(operation)}`;
        const { fields } = one.part;
        one.record = readState(fields, instance, what);
        const next = one.part.instance(this.domain, one.record);
        checkUndeclared(fields, instance, next, functions[i] ?? new Map(), what);
      });
      return result;
    });
  }

  /** Runs a function of the model that makes a part, as the call of an operation. */
  make<T>(operation: string, args: readonly unknown[], work: () => T): T {
    const [words, state, placement] = [this.#wordsOf(operation), () => ({}), () => null];
    const call = { part: null, operation: told(this.#model, operation), args, words, state, placement };
    return this.#calls(call, () => outcomeOf(snakeCase(operation), work()));
  }

  /** Whether a part is in a phase now; for `null`, whether schema and invariant allow its state. `of`: its owner. */
  isIn(handle: object, phase: string | null, memory: ObservedMemory, of?: object): Bool {
    const { part, name, record } = this.#of(handle);
    const owner = of === undefined ? undefined : this.#of(of).record;
    return isInPhase(this.#p, part, name, phase, record, memory, owner);
  }

  /** Whether the premise of a phase holds of a part now, whether or not it is in the phase. */
  hasPremise(handle: object, phase: string, memory: ObservedMemory): Bool {
    const { part, name, record } = this.#of(handle);
    return hasPremise(this.#p, part, name, phase, record, memory);
  }

  /** Whether two parts have the same state, private fields included. `except`: fields of the view that may differ. */
  isSame(a: object, b: object, except: readonly string[] = []): Bool {
    const [left, right] = [this.#of(a), this.#of(b)];
    const shown = [...viewedAs(left.part)].filter(([, names]) => names.some((name) => except.includes(name)));
    return isSameState(
      this.domain,
      left.record,
      right.record,
      shown.map(([field]) => field),
    );
  }

  /** A saved form, iterator or the like as a plain record, to be handed to the model again. */
  record(handle: object): StateRecord {
    return this.#of(handle).record;
  }

  #compared<V, Ops>(
    name: string,
    called: string,
    memory: ObservedMemory,
    { model, part, phase, of }: OneOfTwo<V, Ops>,
    { like, ...values }: Pick<Start<unknown>, 'given' | 'own'> & { readonly like?: string },
  ): Handle<V, Ops> {
    this.actsFor(model);
    const owner = of === undefined ? undefined : this.#of(of).record;
    const label = this.#label(called);
    const start = { name: label, phase, memory, owner, probesPrivate: false, isOneOfTwo: true, ...values };
    const beginning = { name, label, isMade: false, ...(like === undefined ? {} : { like }) };
    return this.#handle(part, beginning, anyState(this.#p, this.#host, part, start));
  }

  #calls<T>(call: Call, work: () => T): T {
    if (this.#side !== null) this.#host.actsAs(this.#side);
    return this.#host.call(call, work);
  }

  #wordsOf(operation: string): OperationWords {
    const words = this.#family?.operations ?? {};
    return (Object.hasOwn(words, operation) ? words[operation] : undefined) ?? {};
  }

  #placementOf({ part, name, record }: Open): Placement | null {
    return placementOf(this.#family, name, part.view(record, this.domain));
  }

  #of(handle: object): Open {
    const open = this.#open.get(handle);
    if (open !== undefined) return open;
    throw new MisuseError(
      'this object is not a part of the model in this run',
      'Use parts that the model returned in this run of the body; do not keep them for another run.',
    );
  }

  #label(start: string): string {
    const count = (this.#labels.get(start) ?? 0) + 1;
    this.#labels.set(start, count);
    return count === 1 ? start : `${start}${count}`;
  }

  #madeOf(name: string): Beginning {
    return { name, label: this.#label(`made-${name}`), isMade: true };
  }

  #handle<V, Ops>(
    part: Part<V, Ops>,
    { name, label, isMade, like }: Beginning,
    record: StateRecord,
  ): Handle<V, Ops> {
    const open: Open = { part, name, model: this.#model, label, record };
    const handle: object = {};
    defineProperty(handle, 'state', {
      enumerable: true,
      get: () => part.view(open.record, this.domain),
    });
    for (const operation of Object.keys(part.operations)) {
      const call = (...args: readonly unknown[]): unknown => this.call(handle, operation, args);
      defineProperty(handle, operation, { enumerable: true, value: call, configurable: true });
    }
    engineObject(handle);
    this.#open.set(handle, open);
    this.#host.created({
      ...{ part: label, isMade, ...(like === undefined ? {} : { like }) },
      state: () => shownState(open.part, open.record, this.domain),
      placement: () => this.#placementOf(open),
    });
    // It has the state and the operations of the part, each without the instance.
    return handle as Handle<V, Ops>;
  }
}

// Handles belong to the checker: later, code of proofs and models cannot define members of one.
const { defineProperties, defineProperty, getOwnPropertyDescriptors } = Object;

/** The name of an operation as stories have it: after that of its model, where there are two. */
function told(model: string | null, operation: string): string {
  const name = snakeCase(operation);
  return model === null ? name : `${model}: ${name}`;
}

/** A name that inputs can begin with. */
function inputName(text: string): string {
  return text.replace(/[^\w.-]/g, '-');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

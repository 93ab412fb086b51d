import type { ConcreteMemoryState } from '../context/concrete-state.ts';
import type { Fields } from '../context/replay-event.ts';
import { JsonFields } from '../conform/fields.ts';
import { locating, RecordingError } from '../conform/errors.ts';
import type { JsonObject } from '../conform/json.ts';
import type { ByteRun } from '../memory/concrete-bytes.ts';
import { RegionList } from '../memory/regions.ts';
import { hex } from '../context/plain.ts';
import type { JsonValue } from '../proof/counterexample.ts';
import type { Proof } from '../proof/declare.ts';
import type { Model } from '../proof/model.ts';
import type { ScriptedCalls } from '../proof/scripted-calls.ts';
import type { ModelTrial, TrialCall, TrialStep } from './model-trial.ts';
import { PropertyChecks } from './property-checks.ts';
import { call, NoSuchState, run, type Outcome } from './run-call.ts';
import type { Scenario, ScenarioStep } from './scenario.ts';
import { valuesOf, type Situation } from './situation.ts';
import { startingState } from './starting-state.ts';

/** Of a call of an implementation's own. */
const RECORDED = 'not an operation of the interface; what it changed was recorded';

/** Steps along a chain, at most: a loop that a model does not notice has no end. */
const MOST_FOLLOWING = 1024;

/** Of these, the first ones, before each of which properties are checked. */
const CHECKED_FOLLOWING = 32;

/**
 * Runs a scenario on a model, and checks the properties in each state on the way. Throws a `RecordingError` that names the step
 * for one that cannot be done, and what the model throws.
 */
export function tryScenario(scenario: Scenario, model: Model, proofs: readonly Proof[]): ModelTrial {
  const { calls } = model;
  if (calls === undefined || calls === null)
    throw new TypeError(`models of '${model.kind}' cannot run scenarios`);
  return new Trial(scenario, model, calls, proofs).run();
}

class Trial {
  readonly #scenario: Scenario;
  readonly #model: Model;
  readonly #calls: ScriptedCalls;
  readonly #checks: PropertyChecks;
  readonly #steps: TrialStep[] = [];

  constructor(scenario: Scenario, model: Model, calls: ScriptedCalls, proofs: readonly Proof[]) {
    this.#scenario = scenario;
    this.#model = model;
    this.#calls = calls;
    this.#checks = new PropertyChecks(model, proofs);
  }

  run(): ModelTrial {
    const { memory, state, defaulted, steps } = this.#scenario;
    const started = startingState(this.#model, this.#calls, { state, defaulted }, memory);
    if (started instanceof NoSuchState)
      return this.#trial(`${started.message}. ${originsOf(state, defaulted)}`);
    let situation: Situation = { parts: new Map([[this.#calls.part, started]]), memory };
    let isOver = false;
    for (const [index, step] of steps.entries()) {
      if (isOver) break;
      const what = `${this.#scenario.location}: ops[${index}]`;
      if (step.kind === 'driver-writes') {
        situation = { ...situation, memory: locating(what, () => written(situation.memory, step.writes)) };
        this.#steps.push({ kind: 'driver-writes', index, writes: step.writes.map(shown) });
        continue;
      }
      const { operation, args } = step;
      this.#checks.check(situation, `${operation} (ops[${index}])`, new Map(valuesOf(args)));
      if (step.kind === 'recorded') {
        const after = locating(what, () => this.#recorded(situation, step));
        const reason = after instanceof NoSuchState ? `cannot go on as recorded: ${after.message}` : RECORDED;
        this.#steps.push({ kind: 'left out', index, operation, reason });
        if (after instanceof NoSuchState) isOver = true;
        else situation = after;
        continue;
      }
      const outcome = locating(what, () => this.#call(situation, index, operation, args));
      if (outcome === null) continue;
      situation = this.#followed(outcome, index, operation);
      isOver = this.#hasTrapped();
    }
    if (!isOver) this.#checks.check(situation, 'the end', new Map());
    return this.#trial(null);
  }

  /** Whether the host trapped in the last step: it does nothing more. */
  #hasTrapped(): boolean {
    const last = this.#steps.at(-1);
    return last?.kind === 'call' && last.trap !== null;
  }

  #trial(cannotStart: string | null): ModelTrial {
    return { model: this.#model, cannotStart, steps: this.#steps, ...this.#checks.results };
  }

  /** `null` where the call cannot be made. */
  #call(before: Situation, index: number, operation: string, args: JsonObject): Outcome | null {
    const situation = this.#withPart(before, operation, args);
    const reason = this.#reasonNot(situation, operation);
    if (reason === null) {
      try {
        const outcome = call(this.#model, situation, operation, new JsonFields(args, 'args'));
        this.#steps.push(this.#told(before, outcome, { index, isFollowing: false, operation, args }));
        return outcome;
      } catch (error) {
        if (!(error instanceof NoSuchState)) throw error;
        const why = `the ${this.#calls.part} is in no state that the model declares: ${error.message}`;
        this.#steps.push({ kind: 'left out', index, operation, reason: why });
        return null;
      }
    }
    this.#steps.push({ kind: 'left out', index, operation, reason });
    return null;
  }

  /** With the part that an operation is called on: made first, if there is none, and with the fields that the arguments name. */
  #withPart(situation: Situation, operation: string, args: JsonObject): Situation {
    const { on, first, changesFields, isOf } = this.#calls.operations[operation] ?? {};
    if (on === undefined || isOf?.(this.#model) === false) return situation;
    const isMissing = !situation.parts.has(on) && first !== undefined;
    const made = isMissing
      ? call(this.#model, situation, first, new JsonFields({}, 'args')).after
      : situation;
    const part = made.parts.get(on);
    if (changesFields !== true || part === undefined) return made;
    return { ...made, parts: new Map([...made.parts, [on, { ...part, ...args }]]) };
  }

  /** The situation after an operation that was recorded. */
  #recorded(
    situation: Situation,
    { state, writes }: Extract<ScenarioStep, { kind: 'recorded' }>,
  ): Situation | NoSuchState {
    const { part } = this.#calls;
    const memory = written(situation.memory, writes);
    const known = { ...situation.parts.get(part), ...state };
    const after = startingState(this.#model, this.#calls, { state: known, defaulted: [] }, memory);
    if (after instanceof NoSuchState) return after;
    return { parts: new Map([...situation.parts, [part, after]]), memory };
  }

  /** Why an operation cannot be called in a situation; `null` where it can. */
  #reasonNot(situation: Situation, operation: string): string | null {
    const scripted = this.#calls.operations[operation];
    if (scripted === undefined) throw new RecordingError(`there is no operation '${operation}'`);
    if (scripted.isOf?.(this.#model) === false) return `${this.#model.name} has no ${operation}`;
    if (scripted.on !== undefined && !situation.parts.has(scripted.on))
      return `no call before it has made a ${scripted.on}`;
    const phase = scripted.needs?.(this.#model) ?? null;
    if (phase === null) return null;
    try {
      run(this.#model, situation, (p) => this.#calls.start(p, this.#model, phase));
      return null;
    } catch (error) {
      if (error instanceof NoSuchState)
        return `${this.#model.name} relies on an ${phase} ${this.#calls.part}, and this one is not`;
      throw error;
    }
  }

  /** The situation after a call, and after what is called until it yields nothing. */
  #followed(outcome: Outcome, index: number, operation: string): Situation {
    const next = this.#calls.operations[operation]?.then;
    const part = next === undefined ? undefined : this.#calls.operations[next]?.on;
    if (next === undefined || part === undefined || !outcome.made.has(part)) return outcome.after;
    let [situation, isOver] = [outcome.after, false];
    for (let step = 0; step < MOST_FOLLOWING && !isOver; step += 1) {
      if (step < CHECKED_FOLLOWING)
        this.#checks.check(situation, `step ${step + 1} of the walk after ops[${index}]`, new Map(), part);
      const followed: Outcome = call(this.#model, situation, next, new JsonFields({}, 'args'));
      const about = { index, isFollowing: true, operation: next, args: {} };
      this.#steps.push(this.#told(situation, followed, about));
      situation = followed.after;
      isOver = followed.trap !== null || followed.isNothing || isError(followed.result);
    }
    const parts = new Map([...situation.parts].filter(([name]) => name !== part));
    return { ...situation, parts };
  }

  #told(
    before: Situation,
    { result, isNothing, trap, writes, after }: Outcome,
    about: Pick<TrialCall, 'index' | 'isFollowing' | 'operation' | 'args'>,
  ): TrialCall {
    const part = this.#calls.operations[about.operation]?.on ?? this.#calls.part;
    const shownPart = about.isFollowing ? part : this.#calls.part;
    const changed = changes(before.parts.get(shownPart), after.parts.get(shownPart));
    return { kind: 'call', ...about, result, isNothing, trap, changed, writes };
  }
}

/** Which fields a scenario gives, and which have their defaults. */
function originsOf(state: Fields, defaulted: readonly string[]): string {
  const given = Object.keys(state).filter((field) => !defaulted.includes(field));
  const rest = defaulted.map((field) => `${field} ${JSON.stringify(state[field])}`);
  const gives = `The scenario gives ${given.length === 0 ? 'no field' : given.join(', ')}`;
  return rest.length === 0 ? gives : `${gives}; by default: ${rest.join(', ')}`;
}

function isError(result: JsonValue): boolean {
  return typeof result === 'object' && result !== null && 'err' in result;
}

function changes(before: Fields = {}, after: Fields = {}): TrialCall['changed'] {
  const changed = Object.entries(after).flatMap(([name, now]) => {
    const was = before[name] ?? null;
    return was === now ? [] : [[name, [was, now] as const] as const];
  });
  return Object.fromEntries(changed);
}

function written(memory: ConcreteMemoryState, writes: readonly ByteRun[]): ConcreteMemoryState {
  const [regions, bytes] = [new RegionList(memory.regions), new Map(memory.bytes)];
  for (const run of writes) {
    const length = BigInt(run.bytes.length);
    if (regions.mappedFrom(run.address, length) < length)
      throw new RecordingError(`the bytes at ${hex(run.address)} are not all mapped`);
    run.bytes.forEach((byte, i) => bytes.set(run.address + BigInt(i), byte));
  }
  return { ...memory, bytes };
}

function shown({ address, bytes }: ByteRun) {
  return { addr: hex(address), hex: Buffer.from(bytes).toString('hex') };
}

import type { Domain } from '../domain/domain.ts';
import type { BoolOperand } from '../domain/word.ts';
import type { ProofContext } from './context.ts';
import { callSite, proof, type Proof } from './declare.ts';
import type { GhostValue } from './ghost-value.ts';
import { withNames } from './named-inputs.ts';
import { hostOf } from './run-host.ts';
import { sequences } from './sequences.ts';
import type { About } from './standing.ts';
import { checkInvariant } from './check-invariant.ts';
import {
  anyGhost,
  differs,
  followed,
  initialGhost,
  type Changing,
  type Followed,
  type GhostOf,
  type GhostSchema,
  type InitialGhost,
  type InstanceOf,
} from './ghost.ts';
import { kebabCase, type ArgsOf, type Lifecycle, type Maker, type ResultOf, type Step } from './lifecycle.ts';

/** One moment: ghost values, and what is seen of what they are about. */
export interface At<G extends GhostSchema, V> {
  readonly domain: Domain;
  readonly ghost: GhostOf<G>;
  readonly seen: V;
}

/** The moment before a call, with its arguments. */
export interface BeforeCall<G extends GhostSchema, V, Args> extends At<G, V> {
  readonly args: Args;
}

/** A call that has returned; `ghost` and `seen` as they were before it. */
export interface AfterCall<G extends GhostSchema, V, Args, Result> extends BeforeCall<G, V, Args> {
  readonly result: Result;
  /** What is seen of it now. */
  readonly after: V;
}

/** The other side has written memory; `ghost` and `seen` as they were before. */
export interface AfterWrites<G extends GhostSchema, V> extends At<G, V> {
  /** What is seen of it now. */
  readonly after: V;
}

/** What others are trusted to keep to, such as the code that calls the operations. */
export interface Assumption<G extends GhostSchema, V, Steps> {
  /** What holds whenever an operation is called. */
  readonly always?: (at: At<G, V>) => BoolOperand;
  /** What holds when this operation is called. */
  readonly when?: {
    readonly [K in keyof Steps]?: (at: BeforeCall<G, V, ArgsOf<Steps[K]>>) => BoolOperand;
  };
  /** What the other side leaves alone between two operations: how what is seen `after` it wrote relates to what was seen before. */
  readonly writes?: (at: AfterWrites<G, V>) => BoolOperand;
}

/** A condition that is part of an invariant, and what demands it. */
export interface Claim<G extends GhostSchema, V, Requirement extends string> extends About<Requirement> {
  readonly that: (at: At<G, V>) => BoolOperand;
}

/** How one operation changes ghost values; those that are left out stay. */
export type Update<G extends GhostSchema, V, S> = {
  readonly [F in Changing<G>]?: (at: AfterCall<Followed<G>, V, ArgsOf<S>, ResultOf<S>>) => GhostOf<G>[F];
};

export interface InvariantSpec<M, D, On, V, Steps, Makers, G extends GhostSchema, R extends string> {
  /** Its proofs have ids that begin so: `id/after-put-back`, `id/initially-make`. */
  readonly id: string;
  /** What the invariant says, in words. */
  readonly title: string;
  readonly requirements: readonly R[];
  readonly doesNotProve: string;
  /** What the invariant is about. */
  readonly of: Lifecycle<M, D, On, V, Steps, Makers>;
  /** Optional members that a model has to have for any of this. */
  readonly needs?: readonly string[];
  readonly ghost: G;
  /** By what it says in words; printed with each proof. */
  readonly environment?: Readonly<Record<string, Assumption<G, V, Steps>>>;
  /** The invariant, condition by condition, by what each says in words. Each is an assertion of this name. */
  readonly holds: Readonly<Record<string, Claim<G, V, R>>>;
  /**
   * Values of `each` ghosts at which the conditions are assumed, too, before an operation: those that it is about, such as the index
   * that it reads at.
   */
  readonly instances?: (at: At<G, V>) => readonly InstanceOf<G>[];
  /** What ghost values begin with, for each way to begin. */
  readonly initially: { readonly [K in keyof Makers]: InitialGhost<G> };
  /** What each operation does to ghost values; `{}` for none. */
  readonly after: { readonly [K in keyof Steps]: Update<G, V, Steps[K]> };
}

/** What follows from an invariant, as its proof says. */
export interface Consequence<M, On, G extends GhostSchema, V, Cover extends string, R extends string> {
  readonly id: string;
  readonly title: string;
  readonly requirements: readonly R[];
  readonly doesNotProve: string;
  /** Optional members that a model has to have. */
  readonly needs?: readonly string[];
  readonly covers: readonly Cover[];
  /** `on`: in any state in use in which the invariant holds. */
  readonly body: (p: ProofContext<Cover, R>, device: M, on: On, at: At<G, V>) => void;
}

/** An invariant, with the proofs that it holds for ever. */
export interface Invariant<M, On, G extends GhostSchema, V> {
  /** That it holds at the beginning, and that each operation and the other side keep it. Export them. */
  readonly proofs: readonly Proof[];
  /** Declares the proof of something that follows from the invariant, under the same assumptions. */
  readonly follows: <Cover extends string = never, R extends string = never>(
    consequence: Consequence<M, On, G, V, Cover, R>,
  ) => Proof;
}

/**
 * Declares an invariant over a part of a model and ghost values. It becomes one proof for each way to begin, one for each
 * operation, and one for what the other side writes: from any state in which the invariant holds, each leaves a state in which it holds.
 * Within an operation the other side does not act. Export its `proofs`.
 * An invariant that no state satisfies makes these proofs vacuous. Throws a `DeclarationError` where an operation or a
 * beginning is left out, and where a ghost value is never updated.
 */
export function invariant<M, D, On, V, Steps, Makers, const G extends GhostSchema, R extends string = never>(
  spec: InvariantSpec<M, D, On, V, Steps, Makers, G, R>,
): Invariant<M, On, G, V> {
  checkInvariant(spec);
  const location = callSite(new Error().stack);
  const { of, environment = {} } = spec;
  const assumptions = Object.entries(environment);
  // A finding names assertions, of which the body itself has no text.
  const names = Object.keys(spec.holds).map((name) => JSON.stringify(name));
  const placed = (made: Proof, needs: readonly string[] = []): Proof => ({
    ...made,
    ...{ location, needs: [...made.needs, ...(spec.needs ?? []), ...needs], text: () => names.join('\n') },
  });
  const stated = {
    requirements: spec.requirements,
    on: of.on,
  };
  const claim = (p: ProofContext<string, R>, at: At<G, V>): void => {
    hostOf(p).assertsOf(location, () => {
      for (const [name, { that, ...about }] of Object.entries(spec.holds)) p.assert(name, that(at), about);
    });
  };
  const assume = (p: ProofContext, at: At<G, V>): void => {
    for (const { always } of Object.values(environment)) if (always !== undefined) p.assume(always(at));
    const instances = [{}, ...(spec.instances?.(at) ?? [])];
    for (const instance of instances)
      for (const { that } of Object.values(spec.holds))
        p.assume(that({ ...at, ghost: { ...at.ghost, ...instance } }));
  };

  const told = (p: ProofContext, when: 'before' | 'after', step: string, at: At<G, V>): void =>
    hostOf(p).inductionAt({
      ...{ when, step, ghost: at.ghost },
      clauses: () => Object.entries<Claim<G, V, R>>(spec.holds).map(([name, { that }]) => [name, that(at)]),
    });

  const firsts = new Map(Object.entries<object>(spec.initially));
  const initially = Object.entries<Maker<M, On>>(of.makers).map(([name, maker]) => {
    const made = proof<M, D, string, R>({
      ...stated,
      id: `${spec.id}/initially-${kebabCase(name)}`,
      doesNotProve: spec.doesNotProve,
      title: `${spec.title}: at first, by ${kebabCase(name)}`,
      covers: ['it begins'],
      body: (p, device) => {
        const on = maker.make(p, device);
        if (on === undefined) return;
        const first = initialGhost(p, spec.ghost, firsts.get(name) ?? {});
        const at = { domain: p.domain, ghost: first, seen: of.seen(on) };
        claim(p, at);
        p.cover('it begins');
      },
    });
    return placed(made, maker.needs);
  });

  type AnyArgs = ArgsOf<Steps[keyof Steps]>;
  type AnyResult = ResultOf<Steps[keyof Steps]>;
  type OneUpdate = (at: AfterCall<Followed<G>, V, AnyArgs, AnyResult>) => GhostValue;
  const [allSteps, allUpdates] = [
    new Map(Object.entries(of.steps)),
    new Map(Object.entries<object>(spec.after)),
  ];
  // Which step it is only its name says, so its arguments and its result are of no known type here.
  const stepOf = (key: keyof Steps) =>
    allSteps.get(String(key)) as unknown as Step<M, On, AnyArgs, AnyResult>;
  const updatesOf = (key: keyof Steps) =>
    Object.entries(allUpdates.get(String(key)) ?? {}) as [string, OneUpdate][];
  /** Calls an operation with arbitrary arguments, as its callers are trusted to; `undefined` where nothing is called. */
  const perform = (p: ProofContext, device: M, key: keyof Steps, on: On, before: At<G, V>) => {
    const step = stepOf(key);
    const args = step.args(p);
    for (const { when } of Object.values(environment)) {
      const allows = when?.[key];
      if (allows !== undefined) p.assume(allows({ ...before, args }));
    }
    const done = step.run(device, on, args);
    if (done === undefined) return undefined;
    const call = {
      ...before,
      ...{ ghost: followed(spec.ghost, before.ghost), args, result: done.result, after: of.seen(done.on) },
    };
    const changed = updatesOf(key).map(([field, update]) => [field, update(call)] as const);
    const ghost: GhostOf<G> = { ...before.ghost, ...Object.fromEntries(changed) };
    const at: At<G, V> = { domain: p.domain, ghost, seen: call.after };
    return { on: done.on, call, at };
  };
  const firstMaker = Object.entries<Maker<M, On>>(of.makers).at(0);
  /** That a condition survives a sequence of operations from the first maker on. */
  const afterAll = (keys: readonly (keyof Steps & string)[], condition: string): Proof => {
    const claimed = spec.holds[condition];
    const [maker, first] = firstMaker ?? ['', undefined];
    const words = keys.map(kebabCase);
    return proof<M, D>({
      ...{ requirements: [], doesNotProve: spec.doesNotProve, covers: [], on: of.on },
      id: `${spec.id}/from-${[kebabCase(maker), ...words].join('-then-')}`,
      title: `${condition}: after ${words.join(', ')} from the start`,
      body: (p, device) => {
        let on = first?.make(p, device);
        if (on === undefined || claimed === undefined) return;
        let at: At<G, V> = {
          ...{ domain: p.domain, seen: of.seen(on) },
          ghost: initialGhost(p, spec.ghost, firsts.get(maker) ?? {}),
        };
        for (const [i, key] of keys.entries()) {
          for (const { always } of Object.values(environment)) if (always !== undefined) p.assume(always(at));
          const done = perform(withNames(p, `call${i + 1}`), device, key, on, at);
          if (done === undefined) return;
          ({ on, at } = done);
        }
        p.assert(condition, claimed.that(at));
      },
    });
  };
  const fromStart = (last: keyof Steps & string): Proof['fromStart'] => {
    // Checked to be names of steps.
    const consecutive = (of.consecutive ?? []) as readonly (keyof Steps & string)[];
    if (!consecutive.includes(last)) return undefined;
    return (model, condition) => {
      const has = (needs: readonly string[] = []): boolean =>
        model !== null && needs.every((member) => model.capabilities.includes(member));
      if (!has(firstMaker?.[1].needs)) return [];
      const known = consecutive.filter((key) => has(stepOf(key).needs));
      return sequences(known, last).map((keys) => ({
        operations: keys.length,
        proof: placed(afterAll(keys, condition)),
      }));
    };
  };

  const after = Object.keys(of.steps).map((name) => {
    const key = name as keyof Steps & string;
    const step = stepOf(key);
    const updates = updatesOf(key);
    const made = proof<M, D, string, R>({
      ...stated,
      id: `${spec.id}/after-${kebabCase(name)}`,
      doesNotProve: withAssumptions(spec.doesNotProve, [
        ...(step.assumes === undefined ? [] : [step.assumes]),
        ...assumptions.flatMap(([says, { always, when }]) =>
          always === undefined && when?.[key] === undefined ? [] : [says],
        ),
      ]),
      title: `${spec.title}: after ${kebabCase(name)} as before`,
      covers: ['it succeeds', ...updates.map(([field]) => changes(field))],
      body: (p, device) => {
        const on = step.start(p, device);
        const before = { domain: p.domain, ghost: anyGhost(p, spec.ghost), seen: of.seen(on) };
        assume(p, before);
        const done = perform(p, device, key, on, before);
        if (done === undefined) return;
        const { call, at } = done;
        told(p, 'before', kebabCase(name), before);
        told(p, 'after', kebabCase(name), at);
        claim(p, at);
        p.cover('it succeeds', !isFailure(call.result));
        for (const [field] of updates) {
          const [old, now] = [before.ghost[field], at.ghost[field]];
          if (old !== undefined && now !== undefined) p.cover(changes(field), differs(old, now));
        }
      },
    });
    const search = fromStart(key);
    return { ...placed(made, step.needs), ...(search !== undefined && { fromStart: search }) };
  });

  const { other } = of;
  const written = (other === null ? [] : [other]).map(({ name, start, writes }) => {
    const made = proof<M, D, string, R>({
      ...stated,
      id: `${spec.id}/after-${kebabCase(name)}-writes`,
      doesNotProve: withAssumptions(
        spec.doesNotProve,
        assumptions.flatMap(([says, { always, writes: leaves }]) =>
          always === undefined && leaves === undefined ? [] : [says],
        ),
      ),
      title: `${spec.title}: as before whatever the ${name} writes between two operations`,
      covers: ['it writes'],
      body: (p, device) => {
        const on = start(p, device);
        const before = { domain: p.domain, ghost: anyGhost(p, spec.ghost), seen: of.seen(on) };
        assume(p, before);
        writes(p, on);
        const now = { ...before, seen: of.seen(on) };
        for (const { always, writes: leaves } of Object.values(environment)) {
          if (always !== undefined) p.assume(always(now));
          if (leaves !== undefined) p.assume(leaves({ ...before, after: now.seen }));
        }
        claim(p, now);
        p.cover('it writes');
      },
    });
    return placed(made);
  });

  return {
    proofs: [...initially, ...after, ...written],
    follows: ({ body, needs, ...said }) => {
      const made = proof({
        ...said,
        on: of.on,
        // Each operation that led here was called as is assumed.
        doesNotProve: withAssumptions(
          said.doesNotProve,
          assumptions.map(([name]) => name),
        ),
        body: (p, device) => {
          const on = of.start(p, device);
          const at = { domain: p.domain, ghost: anyGhost(p, spec.ghost), seen: of.seen(on) };
          assume(p, at);
          body(p, device, on, at);
        },
      });
      return { ...placed(made, needs), location: callSite(new Error().stack), text: () => String(body) };
    },
  };
}

/** Whether an operation returned an error, as a `Result` has it. Any other result is a success. */
function isFailure(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'ok' in result && result.ok === false;
}

function changes(field: string): string {
  return `${field} changes`;
}

function withAssumptions(says: string, assumed: readonly string[]): string {
  return assumed.length === 0 ? says : `${says.replace(/\.$/, '')}. Assumed: ${assumed.join('; ')}.`;
}

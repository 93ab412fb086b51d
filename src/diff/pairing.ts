import type { Event } from '../memory/event.ts';
import type { ProofContext } from '../proof/context.ts';
import { proof, type Proof } from '../proof/declare.ts';
import { ModelKind, type Asked, type Model } from '../proof/model.ts';
import type { PairOptions, Pairing } from '../proof/pairing.ts';
import { SAME } from './aspects.ts';
import type { ComparedKind, ComparedOperation, Prepared, Sides } from './compared.ts';
import { unsharedInWords } from './fields-in-words.ts';
import { areSameAccesses } from './same-accesses.ts';
import { isSameData, isSameOutcome, type Outcome } from './same-result.ts';

/** What the two models of a pair declare. */
interface Declared<D> {
  readonly a: D;
  readonly b: D;
}

/** Of what an operation leaves behind: that decides whether two models are equal. */
const LEFT = { kind: 'must' } as const;

/** Of how it got there, which matters only to a side that looks at memory meanwhile. */
const ON_THE_WAY = { kind: 'promise' } as const;

/** How models of an interface are compared. */
export function pairingOf<M, D>(on: Asked<M, D>, kind: ComparedKind<D>): Pairing {
  return (a, b, options) => {
    const declared = { a: on.declared(a), b: on.declared(b) };
    const [nameA, nameB] = options.names;
    const bounds = [a, b].flatMap(({ bound }) =>
      bound == null ? [] : `${bound.what} beyond ${bound.limit}`,
    );
    const unshared = unsharedInWords(kind.parts(declared.a), kind.parts(declared.b), options);
    const doesNotProve = [unshared, ...new Set(bounds.map((bound) => `anything of ${bound}`))].join('. ');
    const pairs = new ModelKind<Sides<D>, Declared<D>>(`${on.name}/diff`, {
      bind: (both, run) => {
        for (const each of [both.a, both.b]) {
          kind.begin?.(each, run);
          run.namesParts(kind.parts(each));
        }
        return {
          a: { name: nameA, declared: both.a },
          b: { name: nameB, declared: both.b },
          run,
          isInUse: options.isInUse,
        };
      },
      // A proof names who lacks what it needs.
      members: () => [...memberNames(nameA, a), ...memberNames(nameB, b)],
      ownProofs: (asked) =>
        kind.operations
          .filter(({ isOf }) => isOf?.(declared.a, declared.b) ?? true)
          .map((operation) => comparison(asked, operation, options, doesNotProve)),
      ...(a.family !== null && { family: a.family }),
    });
    const source = `${nameA}: ${a.source}; ${nameB}: ${b.source}`;
    return pairs.implement({ name: `${nameA} and ${nameB}`, source }, declared);
  };
}

function memberNames(name: string, { capabilities }: Model): readonly string[] {
  return capabilities.map((member) => neededOf(name, member));
}

/** A member that one of two models is to have. */
function neededOf(name: string, member: string): string {
  return `${member} of ${name}`;
}

function comparison<D>(
  on: Asked<Sides<D>, Declared<D>>,
  operation: ComparedOperation<D>,
  { names, errors }: PairOptions,
  doesNotProve: string,
): Proof {
  const { id, needs } = operation;
  const made = proof({
    id: `${on.name}/${id}`,
    title: `${id} does the same in ${names.join(' and ')}`,
    requirements: [],
    doesNotProve,
    on,
    covers: [],
    body: (p, sides) => {
      const memory = p.memory();
      const { a, b, run } = sides;
      const before = memory.snapshot();
      const prepared = operation.prepare(sides, memory, p);
      const { host } = prepared;
      const hostBefore = host?.snapshot();
      run.actsFor(a.name);
      const first = called(p, prepared.a);
      if (first === null) return;
      const after = memory.snapshot();
      const hostAfter = host?.snapshot();
      run.rewind(memory, before);
      if (host !== undefined && hostBefore !== undefined) run.rewind(host, hostBefore);
      run.actsFor(b.name);
      const second = called(p, prepared.b);
      if (second === null) return;
      p.assert(SAME.result, isSameOutcome(run, first.outcome, second.outcome, errors), LEFT);
      // What a trap leaves of an object is nothing that anybody goes on with.
      if (first.outcome.trapped === null && second.outcome.trapped === null) {
        const same = prepared.a.parts.flatMap((part, i) => {
          const other = prepared.b.parts[i];
          return other === undefined ? [] : [run.areAlike(part, other)];
        });
        same.push(isSameData(run, prepared.a.leaves?.(), prepared.b.leaves?.()));
        p.assert(SAME.state, p.domain.bool(true).and(...same), LEFT);
      }
      const { dealings } = prepared.a;
      // A world that is left in another way is told by them.
      if (dealings !== undefined)
        p.assert(SAME.dealings, isSameData(run, dealings(), prepared.b.dealings?.()), LEFT);
      p.assertUnchanged(SAME.memory, after, memory.snapshot(), [], LEFT);
      if (host !== undefined && hostAfter !== undefined)
        p.assertUnchanged(SAME.host, hostAfter, host.snapshot(), [], LEFT);
      p.assert(SAME.accesses, areSameAccesses(p.domain, first.events, second.events), ON_THE_WAY);
    },
  });
  return { ...made, needs: needs.flatMap((member) => names.map((name) => neededOf(name, member))) };
}

/** What came of an operation, and the events of it; `null` where it may not be called. */
function called(
  p: ProofContext,
  { prelude, run }: Prepared,
): { readonly outcome: Outcome; readonly events: readonly Event[] } | null {
  if (prelude !== undefined) {
    const led = p.trapping(prelude);
    if (led.trapped !== null || !led.value) return null;
  }
  const { events: before } = p.events.now;
  const outcome = p.trapping(run);
  return { outcome, events: p.events.all.slice(before) };
}

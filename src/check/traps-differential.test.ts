import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../full.fixture.ts';
import { replay } from '../replay/replay.ts';
import type { ConcreteState } from '../context/concrete-state.ts';
import { explore } from '../explore/explore.ts';
import { GuidedRun } from '../explore/guided-run.ts';
import { PathEnd } from '../explore/errors.ts';
import type { Obligation } from '../explore/path.ts';
import type { Model } from '../proof/model.ts';
import type { Proof } from '../proof/declare.ts';
import { Evaluator } from '../term/evaluate.ts';
import { Terms } from '../term/terms.ts';
import { Subject } from './subject.ts';
import { randomProgram, swallowingProgram, workOf } from './random-host.fixture.ts';
import { nothingDeclared } from './nothing-declared.fixture.ts';
import { SymbolicContext } from '../context/symbolic-context.ts';
import { checkHost, hostOf, hostProof, okOf, type HostBody } from './traps.fixture.ts';

/** The values of each of the two inputs. */
const GREATEST = 4;
const VALUES = Array.from({ length: GREATEST + 1 }, (_, i) => BigInt(i));

/** Runs the operation on small words, and makes a claim that is false of some results. */
const runsOnce: HostBody = (p, machine) => {
  const [a, b] = [p.any.u16('a', { max: GREATEST }), p.any.u16('b', { max: GREATEST })];
  p.assert('not 2', okOf(machine.runOnce(a, b)).value.ne(2));
};

/** The same, and every trap is expected. */
const expectsTraps: HostBody = (p, machine) => {
  const [a, b] = [p.any.u16('a', { max: GREATEST }), p.any.u16('b', { max: GREATEST })];
  const done = p.trapping(() => machine.runOnce(a, b));
  p.assert(`trapped: ${done.trapped}`, false);
  if (done.trapped === null) p.assert('not 2', okOf(done.value).value.ne(2));
};

/** The names of the assertions that are broken for given values, sorted, as terms have it. */
function brokenOf(obligations: readonly Obligation[], a: bigint, b: bigint): readonly string[] {
  const evaluator = new Evaluator({
    int: (name) => (name === 'a' ? a : b),
    bool: () => false,
    byte: () => 0n,
    layout: () => 0n,
    mapped: () => false,
  });
  const broken = obligations
    .filter(({ premise, goal }) => premise.every((one) => evaluator.bool(one)) && !evaluator.bool(goal))
    .map(({ name }) => name);
  return [...new Set(broken)].sort();
}

/** All that a proof claims on terms, and again along its paths on terms that no rule has touched. */
function claimsOf(
  proof: Proof,
  model: Model,
): { claims: readonly Obligation[]; again: readonly Obligation[] } {
  const terms = new Terms();
  const { obligations, runs } = explore(
    (run) => new Subject(proof, model).run(new SymbolicContext(terms, run, nothingDeclared())),
    {
      terms,
      feasible: () => 'undecided',
    },
  );
  const plain = new Terms({ rewriting: false });
  const again = runs.flatMap((answers, path) => {
    const run = new GuidedRun(plain, path, answers);
    try {
      new Subject(proof, model).run(new SymbolicContext(plain, run, nothingDeclared()));
    } catch (error) {
      if (!(error instanceof PathEnd)) throw error;
    }
    return run.obligations;
  });
  return { claims: obligations, again };
}

const isOwn = (name: string): boolean => !/^(decision|contradiction|trap) \d/.test(name);

describe.each([
  ['whose traps are unexpected', runsOnce, swallowingProgram],
  ['whose traps are expected', expectsTraps, randomProgram],
])('a random operation %s', (_, body, programs) => {
  it('breaks on terms exactly what it breaks on numbers, in each state', () => {
    let trapped = 0;
    fc.assert(
      fc.property(programs, (program) => {
        const [proof, model] = [hostProof(body), hostOf(workOf(program))];
        const { claims, again } = claimsOf(proof, model);
        for (const a of VALUES) {
          for (const b of VALUES) {
            const state: ConcreteState = { inputs: new Map(Object.entries({ a, b })), memories: new Map() };
            const { violated, stopped } = replay(proof, model, state);
            expect(brokenOf(claims, a, b)).toEqual([...violated].sort());
            // What was settled on the way was settled rightly, and the rest is the same.
            expect(brokenOf(again, a, b).filter(isOwn)).toEqual([...violated].sort());
            if (stopped?.kind === 'trap' || violated.some((name) => /^trapped: [^n]/.test(name)))
              trapped += 1;
          }
        }
      }),
      { seed: 20261128, numRuns: runs(250) },
    );
    // Programs that hardly ever trap would show little.
    expect(trapped).toBeGreaterThan(runs(1000));
  });
});

describe('a random operation', () => {
  it('is refuted by the checker if it traps for some values, and only then', async () => {
    const verdicts = new Set<string>();
    await fc.assert(
      fc.asyncProperty(randomProgram, async (program) => {
        const body: HostBody = (p, machine) => {
          const [a, b] = [p.any.u16('a', { max: GREATEST }), p.any.u16('b', { max: GREATEST })];
          p.assert('a word', okOf(machine.runOnce(a, b)).value.le(65535));
        };
        const [proof, model] = [hostProof(body), hostOf(workOf(program))];
        const states = VALUES.flatMap((a) => VALUES.map((b) => new Map(Object.entries({ a, b }))));
        const traps = states.some((inputs) => {
          return replay(proof, model, { inputs, memories: new Map() }).stopped?.kind === 'trap';
        });
        const { verdict } = await checkHost(workOf(program), body);
        verdicts.add(verdict);
        expect(verdict).toBe(traps ? 'refuted' : 'proved');
      }),
      { seed: 20261129, numRuns: runs(40) },
    );
    expect(verdicts).toEqual(new Set(['proved', 'refuted']));
  });
});

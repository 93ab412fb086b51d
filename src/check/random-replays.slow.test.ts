import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { runs } from '../full.fixture.ts';
import { ConcreteContext } from '../context/concrete-context.ts';
import type { Bool, U64, Word } from '../domain/word.ts';
import type { Width } from '../domain/width.ts';
import { explore } from '../explore/explore.ts';
import { action, bulk, run, type Action, type InputName } from '../memory/symbolic-program.fixture.ts';
import type { ProofContext } from '../proof/context.ts';
import { hostOf } from '../proof/run-host.ts';
import type { Encoding } from '../prover/options.ts';
import type { CheckLimits, Solver } from '../solver/solver.ts';
import { startEmbeddedZ3 } from '../solver/z3-wasm.ts';
import { Terms } from '../term/terms.ts';
import { decode } from '../prover/decode.ts';
import { violation } from '../prover/discharge.ts';
import { Prover } from '../prover/prover.ts';
import { nothingDeclared } from './nothing-declared.fixture.ts';
import { SymbolicContext, type DeclaredInput } from '../context/symbolic-context.ts';

let solver: Solver;
beforeAll(async () => {
  solver = await startEmbeddedZ3();
});

const LAST = 2n ** 64n - 1n;

/** A program over two memories, and where it happens. */
interface Scene {
  readonly program: readonly Action[];
  /** Where the address `a` begins to be looked for. */
  readonly from: bigint;
  /** Bytes that words are claimed not to consist of. */
  readonly byte: bigint;
}

/** Claims of every value that a program makes known that it is no other: a solver finds one, and a replay has to. */
function claims(p: ProofContext<string>, { program, from, byte }: Scene): void {
  const memories = { memory: p.memory(), buffer: p.memory('buffer') };
  const a = p.any.u64('a', { min: from, max: from + 100n });
  const inputs: Readonly<Record<InputName, U64>> = {
    a,
    b: a.add(p.any.u64('distance', { max: 12 })),
    n: p.any.u64('n', { max: 9 }),
  };
  const before = memories.memory.snapshot();
  const words: Word<Width>[] = [];
  const bools: Bool[] = [];
  const reader = {
    word: (word: Word<Width>) => BigInt(words.push(word)),
    bool: (bool: Bool) => bools.push(bool) > 0,
  };
  const input = (name: InputName): U64 => inputs[name];
  run(program, p.domain, memories, input, reader, (to) => hostOf(p).rewind(memories.memory, to));
  words.forEach((word, i) => {
    const value = BigInt.asUintN(word.width, byte * 0x0101_0101_0101_0101n);
    p.assert(`word ${i}`, word.ne(p.domain.word(word.width, value)));
  });
  bools.forEach((bool, i) => {
    p.assert(`bool ${i}`, i % 2 === 0 ? bool : bool.not());
  });
  p.assertUnchanged('frame', before, memories.memory);
  p.assertUnchanged('frame, backwards', memories.memory.snapshot(), before);
}

/** Runs each state that a solver finds to break a claim; how many there were. */
function replayed(scene: Scene, encoding: Encoding): number {
  const terms = new Terms();
  const prover = new Prover(terms, () => solver, encoding);
  const inputs = new Map<string, DeclaredInput>();
  const memories = new Set<string>();
  const { obligations } = explore(
    (recorder) => {
      const context = new SymbolicContext(terms, recorder, nothingDeclared());
      claims(context, scene);
      for (const [name, input] of context.inputs) inputs.set(name, input);
      for (const name of [...context.memories.keys(), ...context.contents]) memories.add(name);
    },
    { terms, feasible: (conditions) => prover.feasible(conditions) },
  );
  let states = 0;
  for (const [broken, name] of new Map(obligations.map((claim) => [violation(prover, claim), claim.name]))) {
    const answer = prover.satisfy(broken, QUICK);
    if (answer.status !== 'sat') continue;
    const context = new ConcreteContext(decode(answer.witness, inputs, memories));
    claims(context, scene);
    expect(context.violated).toContain(name);
    states += 1;
  }
  return states;
}

/** What takes longer is not about replays. */
const QUICK: CheckLimits = { rlimit: 50_000 };

const START = { input: 'a', offset: 0n } as const;

const scenes = (maxLength: number): fc.Arbitrary<Scene> =>
  fc.record({
    program: fc
      .array(fc.oneof(bulk, action), { minLength: 1, maxLength })
      .map((program): readonly Action[] => [...program, { kind: 'peek', at: START, width: 16, offset: 0 }]),
    from: fc.constantFrom(0x1000n, LAST - 100n),
    byte: fc.bigInt(0n, 255n),
  });

describe('what a solver says of a program over memory', () => {
  test.each<[Encoding, number, number]>([
    ['int', 3, 12],
    ['bv', 2, 12],
  ])('should be what a replay does: %s', (encoding, length, all) => {
    const numRuns = runs(all);
    let states = 0;
    fc.assert(
      fc.property(scenes(length), (scene) => {
        states += replayed(scene, encoding);
      }),
      { seed: 20261128, numRuns },
    );
    expect(states).toBeGreaterThan(numRuns);
  });
});

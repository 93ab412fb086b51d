import { describe, expect, test } from 'vitest';
import { oneIn } from '../../../full.fixture.ts';
import { modelOf } from '../../../prover/decode.ts';
import { Prover } from '../../../prover/prover.ts';
import { startEmbeddedZ3 } from '../../../solver/z3-wasm.ts';
import { Terms } from '../../../term/terms.ts';
import { encode } from '../encode/encode.ts';
import { executionOf } from '../execution/execution.ts';
import { isApplicable, MEMORY_MODELS, type MemoryModel } from '../memory-models.ts';
import type { MemoryProgram } from '../program.ts';
import { sourcePrograms } from './fact-programs.fixture.ts';
import { factsOf, verdictsOf, type SmallProgram } from './notation.fixture.ts';
import { readLitmus } from './read.ts';
import { SMALL_PROGRAMS } from './small-programs.fixture.ts';
import { writeLitmus } from './write.ts';

const solver = await startEmbeddedZ3();

/** An execution with the outcome of a small program, as herd7 reads it. */
function written(name: string, program: SmallProgram, model: MemoryModel): string {
  const terms = new Terms();
  const facts = factsOf(program);
  const [source] = sourcePrograms(terms, facts, facts.condition);
  if (source === undefined) throw new Error('a program without a path');
  const answer = new Prover(terms, () => solver, 'int').satisfy(encode(terms, source, model).violation);
  if (answer.status !== 'sat') throw new Error(`${name} is not possible`);
  return writeLitmus(name, executionOf(terms, source, modelOf(answer.witness)));
}

function allowing(terms: Terms, program: MemoryProgram): readonly MemoryModel[] {
  const prover = new Prover(terms, () => solver, 'int');
  return MEMORY_MODELS.filter(
    (model) =>
      isApplicable(model, program.threads) &&
      prover.possible(encode(terms, program, model).violation) === 'sat',
  );
}

/** Small programs that some model allows, with the last one that does. */
const WEAK = Object.entries(SMALL_PROGRAMS).flatMap(([name, program]) => {
  const allowed = verdictsOf(program).filter(([, verdict]) => verdict === 'allowed');
  const last = allowed.at(-1)?.[0];
  return last === undefined ? [] : [{ name, program, last, allowed: allowed.map(([model]) => model) }];
});

describe('an execution in the litmus format', () => {
  test('should be a test in C', () => {
    const text = written(
      'SB+updates',
      SMALL_PROGRAMS['SB+updates'] ?? { code: '', outcome: '', verdicts: '' },
      'rc11',
    );

    expect(text).toMatchInlineSnapshot(`
      "C SB+updates
      (* x0 is x, x1 is y *)
      { [x0] = 0; [x1] = 0; }

      P0 (atomic_int* x0, atomic_int* x1) {
        int r0 = atomic_exchange_explicit(x0, 1, memory_order_relaxed);
        int r1 = atomic_load_explicit(x1, memory_order_relaxed);
      }

      P1 (atomic_int* x0, atomic_int* x1) {
        int r0 = atomic_exchange_explicit(x1, 1, memory_order_relaxed);
        int r1 = atomic_load_explicit(x0, memory_order_relaxed);
      }

      exists (0:r0=0 /\\ 0:r1=0 /\\ 1:r0=0 /\\ 1:r1=0)
      "
    `);
  });

  test.each(oneIn(8, WEAK))(
    'should have the verdicts of $name when it is read',
    ({ name, program, last, allowed }) => {
      const terms = new Terms();

      const found = allowing(terms, readLitmus(terms, written(name, program, last)));

      expect(found).toContain(last);
      expect(allowed).toEqual(expect.arrayContaining([...(hasDependencies(program) ? [] : found)]));
    },
  );

  test('should be refused where it is no test of this kind', () => {
    const text = written('SB', SMALL_PROGRAMS['SB'] ?? { code: '', outcome: '', verdicts: '' }, 'tso');

    expect(() => readLitmus(new Terms(), text.replace('C SB', 'X86 SB'))).toThrow(SyntaxError);
    expect(() =>
      readLitmus(new Terms(), text.replace('memory_order_relaxed', 'memory_order_consume')),
    ).toThrow('unknown memory order consume');
    expect(() => readLitmus(new Terms(), text.replace('int r0', 'char r0'))).toThrow(
      'cannot read the statement',
    );
    expect(() => readLitmus(new Terms(), text.replace('exists (', 'exists (1=1 \\/ '))).toThrow(SyntaxError);
  });
});

/** The format has none, so that more is allowed. */
function hasDependencies({ code }: SmallProgram): boolean {
  return /(addr|data|ctrl) /.test(code);
}

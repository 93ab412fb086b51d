import { Subject } from '../../src/check/subject.ts';
import { attempt } from '../../src/check/attempt.ts';
import { startSolver } from '../../src/prover/solvers.ts';
import { nativeSolver, nativeVersion } from '../../src/solver/native.ts';
import type { CheckLimits, Solver } from '../../src/solver/solver.ts';
import type { Case } from './cases.ts';
import { median, repeated, timed } from './clock.ts';
import type { Row, Table } from './table.ts';

interface Question {
  readonly text: string;
  readonly symbols: readonly string[];
  readonly limits: CheckLimits;
}

/** How long the embedded Z3 takes over the questions of each proof, and a native one, question by question. */
export async function nativeTable(cases: readonly Case[]): Promise<Table> {
  const embedded = await startSolver('wasm');
  const version = nativeVersion('z3');
  const title = `The same questions to the embedded Z3 and to a native one (${embedded.name}, z3 ${version ?? '-'}), ms`;
  const columns: Row = ['proof', 'questions', 'embedded', 'native', 'ratio', 'less start', 'ratio'];
  if (version === undefined)
    return { title, note: 'z3 is not installed: nothing to compare with.', columns, rows: [] };
  const native = nativeSolver('z3');
  const start = median(repeated(5, () => timed(() => native.check('', [], {}))));
  const rows = cases.map(({ name, proof, model }): Row => {
    const questions: Question[] = [];
    attempt(new Subject(proof, model), { encoding: 'int', solver: () => recording(embedded, questions) });
    const [fast, slow] = [total(embedded, questions), total(native, questions)];
    const own = Math.max(0, slow - start * questions.length);
    return [name, questions.length, fast, slow, ratio(fast, slow), own, ratio(fast, own)];
  });
  const note = `Warm, medians of 3, summed. A native Z3 is started for each question: ${start.toFixed(1)} ms, left out under "less start".`;
  return { title, note, columns, rows };
}

function total(solver: Solver, questions: readonly Question[]): number {
  const times = questions.map(({ text, symbols, limits }) =>
    median(repeated(3, () => timed(() => solver.check(text, symbols, limits)))),
  );
  return times.reduce((sum, time) => sum + time, 0);
}

function ratio(a: number, b: number): number | string {
  return b > 0 ? a / b : '-';
}

/** A solver that also takes down what it is asked. */
function recording(solver: Solver, questions: Question[]): Solver {
  return {
    name: solver.name,
    check: (text, symbols, limits) => {
      questions.push({ text, symbols, limits });
      return solver.check(text, symbols, limits);
    },
  };
}

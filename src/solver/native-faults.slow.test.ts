import { expect, test } from 'vitest';
import { fakeSolver } from './fake-solver.fixture.ts';
import { nativeSolver } from './native.ts';
import { SolverError, type Answer } from './solver.ts';

/** What is made of a z3 that does `work` with a question. */
function ask(work: string, symbols: readonly string[] = [], timeoutMs = 600_000): Answer {
  fakeSolver('z3', 'Z3 version 9.9.9', work);
  return nativeSolver('z3').check('(declare-const a Int)', symbols, { timeoutMs });
}

test('should believe one that answers', () => {
  expect(ask('cat > /dev/null; echo unsat')).toEqual({ status: 'unsat' });
  expect(ask('cat > /dev/null; echo sat; echo "((a 7))"', ['a'])).toEqual({
    status: 'sat',
    model: new Map([['a', 7n]]),
  });
});

test.each([
  ['garbage', "cat > /dev/null; printf '\\001\\377 garbage\\n'"],
  ['almost an answer', 'cat > /dev/null; echo unsatisfiable'],
  ['an error before the answer', 'cat > /dev/null; echo \'(error "line 1")\'; echo unsat'],
  ['an answer after chatter', 'cat > /dev/null; echo hello; echo unsat'],
])('should believe nothing of %s', (_, work) => {
  expect(() => ask(work)).toThrow(SolverError);
});

test('should show of garbage what is text', () => {
  expect(() => ask("cat > /dev/null; printf '\\033[2J\\001garbage\\n'")).toThrow(/: \?\[2J\?garbage$/);
});

test.each([
  ['garbage for a model', 'echo sat; echo "((a banana))"'],
  ['half a model', 'echo sat; echo "((a 7"'],
  ['a model of something else', 'echo sat; echo "((b 7))"'],
])('should not believe sat with %s', (_, work) => {
  expect(() => ask(`cat > /dev/null; ${work}`, ['a'])).toThrow(SolverError);
});

test.each([
  ['says nothing', 'cat > /dev/null'],
  ['dies before it answers', 'kill -SEGV $$'],
  ['dies after it has answered', 'cat > /dev/null; echo unsat; kill -SEGV $$'],
  ['does not end', 'cat > /dev/null; exec sleep 60'],
  ['answers and does not end', 'cat > /dev/null; echo unsat; exec sleep 60'],
  [
    'does not want to be stopped',
    "trap '' TERM INT; cat > /dev/null; while :; do sleep 1 > /dev/null 2>&1; done",
  ],
])('should have no answer from one that %s', (_, work) => {
  expect(ask(work, [], 500).status).toBe('unknown');
});

test('should not take a command that says no version for a solver', () => {
  fakeSolver('z3', 'banana', 'echo unsat');
  expect(() => nativeSolver('z3')).toThrow('z3 is not on PATH');
});

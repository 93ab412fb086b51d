import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { collector } from '../runner/project.fixture.ts';
import { canStep, stepThrough } from './step-through.ts';

const PAGES = [['the state'], ['step one'], ['step two']];

const terminal = () => ({
  stdin: Object.assign(new PassThrough(), { isTTY: true }),
  stdout: Object.assign(collector(), { isTTY: true }),
  ...{ stderr: collector(), cwd: '.', env: {} },
});

/** What is shown, page by page, where these lines are answered. */
async function shown(...answers: readonly string[]): Promise<readonly string[]> {
  const io = terminal();
  io.stdin.end(answers.map((answer) => `${answer}\n`).join(''));
  await stepThrough(PAGES, io);
  return io.stdout.text().match(/the state|step one|step two/g) ?? [];
}

describe('stepping through a counterexample', () => {
  test('should go on with an empty line or n, and be done behind the last', async () => {
    expect(await shown('', 'n', '', '', 'b')).toEqual(['the state', 'step one', 'step two']);
  });

  test('should go back with b, and not in front of the first', async () => {
    expect(await shown('b', '', 'b', 'q')).toEqual(['the state', 'the state', 'step one', 'the state']);
  });

  test('should stop with q, and where the input ends', async () => {
    expect(await shown('', 'q', '')).toEqual(['the state', 'step one']);
    expect(await shown('')).toEqual(['the state', 'step one']);
  });

  test('should say what there is where it does not know the answer', async () => {
    const io = terminal();
    io.stdin.end('what?\n');
    await stepThrough(PAGES, io);

    expect(io.stdout.text()).toBe(
      'the state\n\n0 of 2 steps (Enter: on, b: back, q: quit): Enter: on, b: back, q: quit: \n',
    );
  });

  test('should need a terminal on both sides', () => {
    const io = terminal();

    expect(canStep(io)).toBe(true);
    expect(canStep({ ...io, stdin: new PassThrough() })).toBe(false);
    expect(canStep({ ...io, stdout: collector() })).toBe(false);
  });
});

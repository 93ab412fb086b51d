import { expect, test } from 'vitest';
import { PrettyReporter } from './pretty.ts';
import { Progress, type Clock } from './progress.ts';
import { report, result } from './result.fixture.ts';
import { canRedraw, styleFor } from './style.ts';

/** A terminal that understands what is written to it, and time that passes when it is told to. */
class World implements Clock {
  readonly lines: string[] = [''];
  time = 0;
  size = { columns: 60, rows: 24 };
  #tick = (): void => {};
  isTicking = false;

  now(): number {
    return this.time;
  }

  every(_: number, tick: () => void): () => void {
    this.#tick = tick;
    this.isTicking = true;
    return () => (this.isTicking = false);
  }

  pass(milliseconds: number): void {
    this.time += milliseconds;
    this.#tick();
  }

  write(text: string): void {
    // eslint-disable-next-line no-control-regex -- up and clear
    for (const [, up, line, end] of text.matchAll(/\u001b\[(\d+)A\u001b\[J|([^\n\u001b]*)(\n?)/g)) {
      if (up !== undefined) this.lines.splice(-Number(up) - 1, Infinity, '');
      else {
        this.lines.push((this.lines.pop() ?? '') + (line ?? ''));
        if (end !== '') this.lines.push('');
      }
    }
  }
}

function reporterIn(world: World): PrettyReporter {
  const write = (text: string): void => world.write(text);
  const style = styleFor({ columns: world.size.columns, env: {}, color: false });
  return new PrettyReporter(style, write, new Progress({ write, size: () => world.size }, style, world));
}

test('should show how far it is and what is running for how long, below the results', () => {
  const world = new World();
  const reporter = reporterIn(world);
  const asked = [result({ id: 'a' }), result({ id: 'b', model: null }), result({ id: 'c' })];

  reporter.start(asked);
  for (const each of asked.slice(0, 2)) reporter.running(each);
  world.pass(1500);

  expect(world.lines).toEqual(['0 of 3  1.5 s', '    1.5 s  a on rust-vmm', '    1.5 s  b', '']);

  reporter.result(result({ id: 'a' }));
  reporter.running(result({ id: 'c' }));
  world.pass(10_000);

  expect(world.lines.map((line) => line.replace(/^proved.*/, 'the result'))).toEqual([
    'the result',
    '    6 paths, 24 obligations (20 by rewriting)',
    '    does not prove: that the driver sees the element before',
    '    the index',
    '1 of 3  1 proved  11.5 s',
    '   11.5 s  b',
    '   10.0 s  c on rust-vmm',
    '',
  ]);
});

test('should let others write to the terminal, above what is drawn and where nothing is', () => {
  const world = new World();
  const write = (text: string): void => world.write(text);
  const progress = new Progress(
    { write, size: () => world.size },
    styleFor({ columns: 60, env: {}, color: false }),
    world,
  );

  progress.aside(() => write('before\n'));
  progress.start(1);
  progress.running(result({ id: 'a' }));
  progress.aside(() => write('while\n'));
  progress.aside(() => write('again\n'));
  expect(world.lines).toEqual(['before', 'while', 'again', '0 of 1  0.0 s', '    0.0 s  a on rust-vmm', '']);

  progress.end();
  progress.aside(() => write('after\n'));
  expect(world.lines).toEqual(['before', 'while', 'again', 'after', '']);
});

test('should leave nothing behind, and stop drawing, when the run is over', () => {
  const world = new World();
  const reporter = reporterIn(world);

  reporter.start([result({})]);
  reporter.running(result({}));
  reporter.end(report([]));

  expect(world.lines).toEqual(['', '0 proofs in 1 min 5 s', '']);
  expect(world.isTicking).toBe(false);
});

test('should fit a small terminal', () => {
  const world = new World();
  const reporter = reporterIn(world);
  world.size = { columns: 20, rows: 8 };

  reporter.start([]);
  for (let i = 0; i < 6; i += 1) reporter.running(result({ id: `proof/${i}` }));

  expect(world.lines).toEqual([
    '0 of 0  0.0 s',
    '    0.0 s  proof...',
    '    0.0 s  proof...',
    '    0.0 s  proof...',
    '  and 3 more',
    '',
  ]);
});

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { TERM: 'dumb' }, false],
  [true, { CI: 'true' }, false],
  [true, { CI: 'false' }, true],
  [true, { CI: '' }, true],
  [true, { NO_COLOR: '1' }, true],
  [false, { FORCE_COLOR: '1' }, false],
])('should, with a terminal: %j and %j, redraw: %j', (isTerminal, env, expected) => {
  expect(canRedraw(isTerminal, env)).toBe(expected);
});

import { expect, test } from 'vitest';
import { Progress } from '../report/progress.ts';
import { styleFor } from '../report/style.ts';
import { collector } from '../runner/project.fixture.ts';
import { besideProgress, progressOn } from './live-terminal.ts';
import type { Output } from '../session/io.ts';

function terminal(): Output & { readonly text: () => string } {
  return Object.assign(collector(), { isTTY: true, columns: 60, rows: 20 });
}

const STYLE = styleFor({ columns: 60, env: {}, color: false });
const STILL = { now: () => 0, every: () => () => {} };

test('should write whole lines only, above what is drawn', () => {
  const output = terminal();
  const screen = {
    write: (text: string) => void output.write(text),
    size: () => ({ columns: 60, rows: 20 }),
  };
  const progress = new Progress(screen, STYLE, STILL);
  const { output: beside, flush } = besideProgress(output, progress);
  progress.start(1);
  progress.running({ id: 'a', model: null });
  const drawn = output.text();

  beside.write('one ');
  expect(output.text()).toBe(drawn);
  beside.write(Buffer.from('line \u00e9\nand ').subarray(0, 6));
  beside.write(Buffer.from('line \u00e9\nand ').subarray(6));
  beside.write('m');
  progress.end();
  flush();
  beside.write('ore');

  expect(output.text().split('\u001b[2A\u001b[J')).toEqual([drawn, `one line \u00e9\n${drawn}`, 'and more']);
});

test.each([
  [['pretty'], {}, true],
  [['pretty', 'json'], {}, true],
  [['json'], {}, false],
  [['pretty'], { CI: '1' }, false],
] as const)('should, with the reporters %j and %j, draw: %j', (reporter, env, isDrawn) => {
  const io = { stdout: terminal(), stderr: terminal(), cwd: '/', env };

  expect(progressOn({ reporter, color: true }, io) !== null).toBe(isDrawn);
});

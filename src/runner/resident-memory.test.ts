import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { expect, onTestFinished, test } from 'vitest';
import { CAN_MEASURE_MEMORY, measureMemory, parseProcesses, treesOf } from './resident-memory.ts';

test('should add up a process and all that it started', () => {
  const processes = parseProcesses('  1  0  10\n 20  1  30\n 300 20 5\n 21 1 7\nrubbish\n');

  expect(treesOf([20, 1, 99], processes)).toEqual(
    new Map([
      [1, 52 * 1024],
      [20, 35 * 1024],
    ]),
  );
});

test.skipIf(!CAN_MEASURE_MEMORY)(
  'should count what a child holds, and leave out what is not there',
  async () => {
    const script = "globalThis.held = Buffer.alloc(2e8, 1); console.log('held');";
    const child = spawn(process.execPath, ['-e', `${script} setInterval(() => {}, 1000);`]);
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child.stdout, 'data');

    const measured = await measureMemory([process.pid, child.pid ?? 0, 2 ** 30]);

    expect([...measured.keys()].toSorted()).toEqual([process.pid, child.pid ?? 0].toSorted());
    expect(measured.get(child.pid ?? 0)).toBeGreaterThan(2e8);
    expect(measured.get(process.pid)).toBeGreaterThan(2e8);
  },
);

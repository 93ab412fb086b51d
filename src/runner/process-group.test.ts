import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { HAS_PROCESS_GROUPS, killGroup } from './process-group.ts';

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test.runIf(HAS_PROCESS_GROUPS)('should end what a process has started along with it', async () => {
  // The shell prints the pid of its child, then waits for it, as a worker waits for a native solver.
  const leader = spawn('sh', ['-c', 'sleep 600 & echo $!; wait'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [output]: unknown[] = await once(leader.stdout, 'data');
  const child = Number(String(output));
  expect(isAlive(child)).toBe(true);

  killGroup(leader.pid ?? NaN);

  await once(leader, 'close');
  await expect.poll(() => isAlive(child), { timeout: 300_000 }).toBe(false);
});

test('should not mind a group that is gone', () => {
  expect(() => killGroup(2 ** 22 + 1)).not.toThrow();
});

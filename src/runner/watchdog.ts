import { Worker } from 'node:worker_threads';

// A thread of its own, since a proof that spins keeps this one from hearing that the parent is gone.
const WATCH = `
  const { workerData: ppid } = require('node:worker_threads');
  const { pid } = process;
  const alive = () => {
    try { return process.ppid === ppid && process.kill(ppid, 0); } catch { return false; }
  };
  const group = process.platform === 'win32' ? pid : -pid;
  setInterval(() => { if (!alive()) process.kill(group, 'SIGKILL'); }, 500);
`;

/** Makes this process end when the process that forked it does, whatever it is busy with. */
export function endWithParent(): void {
  process.on('disconnect', () => process.exit(1));
  // The parent's id is taken here and now: by the time the thread runs the parent may be gone.
  new Worker(WATCH, { eval: true, execArgv: [], workerData: process.ppid }).unref();
}

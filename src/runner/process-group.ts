import process from 'node:process';

/** Whether processes can be ended together with all that they started. */
export const HAS_PROCESS_GROUPS = process.platform !== 'win32';

/** Ends a process that leads a group, and everything in the group: a native solver that it was waiting for, too. */
export function killGroup(leader: number): void {
  try {
    process.kill(HAS_PROCESS_GROUPS ? -leader : leader, 'SIGKILL');
  } catch {
    // No process is left in it.
  }
}

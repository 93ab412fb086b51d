import type { Fault } from '../link/program.ts';

/** A file cannot be evaluated for a reason that was found before any of it ran. */
export class LinkError extends Error {
  override readonly name = 'LinkError';
  readonly path: string;
  readonly fault: Fault;

  /** `path` is that of the file with the fault. */
  constructor(path: string, fault: Fault) {
    super(fault.message);
    this.path = path;
    this.fault = fault;
  }
}

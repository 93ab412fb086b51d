import { ModelKind, type ProofContext, type TrapKind } from '../../index.ts';

interface Host {
  run<T>(work: () => T): T;
}

const hosts = new ModelKind<Host>('host of a statement');
const host = hosts.implement({ name: 'host', source: 'a statement' }, { run: (work) => work() });

/** Does work as the operation `run` of a model: there alone something may trap. */
export function inCall<T>(p: ProofContext<string>, work: () => T): T {
  return hosts.of(host, p).run(work);
}

/** The assertion that each call makes of each way to trap that it has. */
export function traps(kind: TrapKind): string {
  return `the host does not trap: ${kind}, run`;
}

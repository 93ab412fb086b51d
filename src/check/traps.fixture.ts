import {
  ModelKind,
  ok,
  proof,
  type Domain,
  type Proof,
  type ProofContext,
  type Result,
  type U16,
} from '../index.ts';
import { DEFAULT_CHECK_OPTIONS, type CheckOptions } from '../prover/options.ts';
import type { Model } from '../proof/model.ts';
import type { ProofResult } from '../result/verdict.ts';
import { checkProof } from './check.ts';

/** One operation on two words, as a model that may trap has it. */
export type Work = (domain: Domain, a: U16, b: U16) => U16;

/** What a host with one operation offers. */
export interface Host {
  runOnce(domain: Domain, a: U16, b: U16): Result<U16, never>;
}

interface Machine {
  runOnce(a: U16, b: U16): Result<U16, never>;
}

export const hosts = new ModelKind<Host>('host');

/** A model whose operation does this work. */
export function hostOf(work: Work): Model {
  return hosts.implement(
    { name: 'host', source: 'a test' },
    { runOnce: (domain, a, b) => ok(work(domain, a, b)) },
  );
}

/** What the body of a proof of a host states. */
export type HostBody = (p: ProofContext<string>, machine: Machine) => void;

/** The name of the assertion that the operation does not trap so. */
export const noTrap = (kind: string): string => `the host does not trap: ${kind}, run_once`;

/** A proof of hosts. */
export function hostProof(body: HostBody, covers: readonly string[] = []): Proof {
  return proof({
    id: 'test/host',
    title: 'a host of a test',
    requirements: [],
    doesNotProve: 'anything else',
    on: hosts,
    covers,
    body: (p, host) => body(p, { runOnce: (a, b) => host.runOnce(p.domain, a, b) }),
  });
}

/** Runs the operation on any two words, and makes a claim about every state. */
export const runsOnce: HostBody = (p, machine) => {
  const { value } = okOf(machine.runOnce(p.any.u16('a'), p.any.u16('b')));
  p.assert('a word', value.eq(value));
};

/** What the checker says of a proof of a host with this operation. */
export function checkHost(
  work: Work,
  body: HostBody = runsOnce,
  { covers = [], ...options }: Partial<CheckOptions> & { readonly covers?: readonly string[] } = {},
): Promise<ProofResult> {
  return checkProof(hostProof(body, covers), hostOf(work), { ...DEFAULT_CHECK_OPTIONS, ...options });
}

/** A result that cannot fail. */
export function okOf<T>(result: Result<T, never>): { readonly value: T } {
  if (!result.ok) throw new Error('no such error');
  return result;
}

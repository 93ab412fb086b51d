import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Proof } from 'ringproof';
import { proofsAmong } from '../src/proof/declare.ts';

/** Every proof that a file under this folder exports, in order of file name. */
export async function allProofs(): Promise<readonly Proof[]> {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });
  const proofs: Proof[] = [];
  for (const file of files.filter((name) => name.endsWith('.proof.ts')).sort()) {
    const exported: unknown = await import(pathToFileURL(join(import.meta.dirname, file)).href);
    proofs.push(...proofsAmong(Object.values(exported ?? {})));
  }
  return proofs;
}

/** The proofs about the device side of split queues, those included that no shipped model has what they need for. */
export async function everySplitDeviceProof(): Promise<readonly Proof[]> {
  return (await allProofs()).filter(({ family }) => family === 'split-device');
}

/** The proofs that can be asked of a model of the device side of a split queue which has all that the shipped ones have. */
export async function splitDeviceProofs(): Promise<readonly Proof[]> {
  const ofFixtures = ['negotiatesIndirect', 'checksOrder'];
  return (await everySplitDeviceProof()).filter(
    ({ needs }) => !needs.some((one) => ofFixtures.includes(one)),
  );
}

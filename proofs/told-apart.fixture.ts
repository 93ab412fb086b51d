import type { Model } from 'ringproof';
import { checkProof } from '../src/check/check.ts';
import { pairIn } from '../src/diff/pair-in.ts';
import { DEFAULT_CHECK_OPTIONS } from '../src/prover/options.ts';

/**
 * The first operation that tells a model from another one, and the first assertion of its comparison that breaks; `null` where all
 * operations that both have are proved equal. Throws an `Error` where one is neither.
 */
export async function toldApart(a: Model, b: Model): Promise<readonly [string, string] | null> {
  const side = (model: Model) => ({ from: model.name, exports: { model }, name: null });
  const options = { errors: 'kind', isInUse: false } as const;
  const pair = pairIn(side(a), side(b), options, () => a);
  const both = pair.ownProofs.filter(({ needs }) => needs.every((each) => pair.capabilities.includes(each)));
  for (const proof of both) {
    const { verdict, assertions, failure } = await checkProof(proof, pair, DEFAULT_CHECK_OPTIONS);
    const broken = assertions.find((one) => one.verdict === 'refuted');
    if (broken !== undefined) return [proof.id, broken.name];
    if (verdict !== 'proved') throw new Error(`${proof.id} is ${verdict}: ${failure?.message ?? ''}`);
  }
  return null;
}

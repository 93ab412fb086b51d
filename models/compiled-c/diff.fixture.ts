import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bool, pairIn, type Model } from 'ringproof';
import { compiledDevice, compiledLike, splitDevice } from 'ringproof/virtio/split';
import { checkProof } from '../../src/check/check.ts';
import { aspectOf } from '../../src/diff/aspects.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** The queue in C, as its model file declares it. */
export const COMPILED_C: Model = splitDevice.implement(
  { name: 'compiled-c', source: 'queue.wasm' },
  compiledDevice(
    { path: 'queue.wasm', base64: readFileSync(`${folder}queue.wasm`, 'base64') },
    {
      queueFields: { addedAll: bool() },
      walkFields: { isFull: bool() },
      walkInvariant: (state) => state.isFull.implies(state.bytes.eq(0)),
    },
  ),
);

/**
 * What differs between a model and another one, or another build of the same code, by operation; another verdict in its place. What is
 * equal is left out.
 */
export async function differences(
  one: Model,
  other: Model | string,
  operations: readonly string[] | null = null,
): Promise<Readonly<Record<string, string>>> {
  const pair = pairIn(
    { from: 'one', exports: { one }, name: null },
    typeof other === 'string'
      ? { from: other, name: 'other', code: { path: other, base64: readFileSync(other, 'base64') } }
      : { from: 'other', exports: { other }, name: null },
    { errors: 'kind', isInUse: false },
    compiledLike,
  );
  const found: Record<string, string> = {};
  for (const proof of pair.ownProofs) {
    const operation = proof.id.split('/').at(-1) ?? '';
    if (proof.needs.some((member) => !pair.capabilities.includes(member))) continue;
    if (operations?.includes(operation) === false) continue;
    const { verdict, failure, assertions } = await checkProof(proof, pair, DEFAULT_CHECK_OPTIONS);
    const broken = assertions.filter((each) => each.verdict === 'refuted').map(({ name }) => aspectOf(name));
    if (verdict === 'refuted') found[operation] = broken.join(', ');
    else if (verdict !== 'proved') found[operation] = `${verdict}: ${failure?.message ?? ''}`;
  }
  return found;
}

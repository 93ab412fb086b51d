import { describe, expect, test } from 'vitest';
import { IS_FULL, oneIn } from '../full.fixture.ts';
import type { Model } from '../index.ts';
import { splitDeviceProofs } from '../../proofs/all.fixture.ts';
import { brokenModel } from '../../proofs/broken-device.fixture.ts';
import { BROKEN_ELEMENT } from '../../proofs/broken-element.fixture.ts';
import { BROKEN_NOTIFICATION } from '../../proofs/broken-notification.fixture.ts';
import { BROKEN_AVAILABLE } from '../../proofs/broken-available.fixture.ts';
import { BROKEN_STEPS } from '../../proofs/broken-steps.fixture.ts';
import { linewiseModel } from '../../proofs/linewise.fixture.ts';
import { REQUIREMENTS } from '../../proofs/requirements.ts';
import { checkProof } from '../check/check.ts';
import { DEFAULT_CHECK_OPTIONS, type SolverName } from '../prover/options.ts';
import type { ProofResult } from '../result/verdict.ts';
import { nativeVersion } from '../solver/native.ts';
import { tellStory } from './story.ts';

const CASES = [
  ['split/add-used-order', 'the slot does not wrap'],
  ['split/add-used-order', 'elements are 4 bytes apart'],
  ['split/add-used', 'the head may be the size'],
  ['split/add-used', 'len and id are swapped'],
  ['split/add-used', 'the element is written again in the next slot'],
  ['split/add-used', 'next_used does not advance'],
  ['split/add-used-order', 'idx is stored relaxed'],
  ['split/used-notification', 'the 1 is not subtracted'],
  ['split/used-notification', 'the event is compared without the wrap of the index'],
  ['split/used-notification', 'there is no fence'],
  ['split/pop', 'the entry is that of another slot'],
] as const;

const proofs = await splitDeviceProofs();

const LINEWISE = [...BROKEN_ELEMENT, ...BROKEN_STEPS, ...BROKEN_NOTIFICATION];

function modelThat(what: string): Model {
  const linewise = LINEWISE.find((broken) => broken.what === what);
  if (linewise !== undefined) return linewiseModel(linewise.lines);
  const operation = BROKEN_AVAILABLE.find((broken) => broken.what === what);
  if (operation === undefined) throw new Error(`no model is broken so that ${what}`);
  return brokenModel(operation);
}

function refute(id: string, what: string, solver: SolverName): Promise<ProofResult> {
  const proof = proofs.find((candidate) => candidate.id === id);
  if (proof === undefined) throw new Error(`no proof has the id '${id}'`);
  return checkProof(proof, modelThat(what), { ...DEFAULT_CHECK_OPTIONS, solver });
}

function storyOf({ counterexample, requirements }: ProofResult): string {
  if (counterexample === null) throw new Error('no counterexample');
  const cited = requirements.map((id) => ({ id, ...REQUIREMENTS[id] }));
  return `${tellStory(counterexample, { requirements: cited }).join('\n')}\n`;
}

describe('the story of a queue with one line wrong', () => {
  test.each(oneIn(4, CASES))('should be as it was, on 80 columns and in ASCII: %s, %s', async (id, what) => {
    const story = storyOf(await refute(id, what, 'wasm'));

    expect(Math.max(...story.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    // eslint-disable-next-line no-control-regex -- that is what ASCII is
    expect(story).toMatch(/^[\x00-\x7f]*$/);
    // Where lines stand in the models and proofs is no part of a story.
    const placed = story.replace(/(\.ts):\d+/g, '$1:LINE');
    await expect(placed).toMatchFileSnapshot(`./stories/${what.replace(/\W+/g, '-')}.txt`);
  });

  test.runIf(IS_FULL && nativeVersion('z3') !== undefined).each(CASES)(
    'should be the same whichever solver found it: %s, %s',
    async (id, what) => {
      expect(storyOf(await refute(id, what, 'z3'))).toBe(storyOf(await refute(id, what, 'wasm')));
    },
  );
});

import { thrownInWords } from '../domain/misuse.ts';
import type { Proof } from '../proof/declare.ts';
import type { Model } from '../proof/model.ts';
import { inputFaults } from './input-faults.ts';
import { stateOf, type SavedStart } from './rebuild.ts';
import { replay } from './replay.ts';

/**
 * The names of the assertions of a proof that do not hold where a saved counterexample starts, in order: for tests that keep a
 * fault fixed. Throws an `Error` if the start violates the proof's assumptions, lacks inputs or has inputs of another kind, and
 * if the body throws.
 */
export function brokenAssertions(proof: Proof, model: Model | null, start: SavedStart): readonly string[] {
  const { violated, stopped, context } = replay(proof, model, stateOf(start));
  const faults = inputFaults(context, 'own fields');
  if (faults.length > 0) {
    throw new Error(
      `the inputs of this start do not fit the proof '${proof.id}': ${faults.join('; ')}. Write the test again from a new counterexample`,
    );
  }
  if (stopped === null || violated.length > 0) return violated;
  const asked = `the proof '${proof.id}'${model === null ? '' : ` on '${model.name}'`}`;
  if (stopped.kind === 'assumption')
    throw new Error(`this start violates the assumptions of ${asked}: ${reasonOf(stopped.error)}`);
  throw new Error(
    `${asked} throws from this start: ${stopped.error instanceof Error ? String(stopped.error) : thrownInWords(stopped.error)}`,
    { cause: stopped.error },
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

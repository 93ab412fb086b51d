import type { Model, Proof } from 'ringproof';
import { checkProof } from '../../src/check/check.ts';
import { asExpected } from '../../src/result/expectation.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';
import { median } from '../bench/clock.ts';

/** What a proof came to on one model. */
export interface Measured {
  readonly proof: Proof;
  readonly model: Model | null;
  readonly verdict: string;
  /** Whether that is what was expected, a finding being expected to be refuted. */
  readonly isExpected: boolean;
  /** Milliseconds, warm: the median of the runs after a first one. */
  readonly time: number;
}

const RUNS = 3;

/** Runs each proof on each model that it can be asked of, in this process and one after the other. */
export async function measureAll(
  proofs: readonly Proof[],
  models: readonly Model[],
  report: (measured: Measured) => void,
): Promise<readonly Measured[]> {
  const all: Measured[] = [];
  for (const proof of proofs) {
    for (const model of proof.family === null ? [null] : models.filter((one) => canBeAsked(proof, one))) {
      const measured = await measure(proof, model);
      report(measured);
      all.push(measured);
    }
  }
  return all;
}

function canBeAsked({ family, needs }: Proof, { kind, capabilities }: Model): boolean {
  return kind === family && needs.every((name) => capabilities.includes(name));
}

async function measure(proof: Proof, model: Model | null): Promise<Measured> {
  const result = await checkProof(proof, model, DEFAULT_CHECK_OPTIONS);
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++)
    times.push((await checkProof(proof, model, DEFAULT_CHECK_OPTIONS)).timeMs);
  return { proof, model, verdict: result.verdict, isExpected: asExpected(result), time: median(times) };
}

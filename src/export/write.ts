import type { Model } from '../proof/model.ts';
import type { Counterexample } from '../result/verdict.ts';
import { cFixture } from './c-fixture.ts';
import type { Written } from './comment.ts';
import { recordedCase } from './recorded-case.ts';
import type { Form } from './forms.ts';
import { rustTest } from './rust-test.ts';
import { vitestTest, type Exported } from './vitest.ts';
import { WriteError } from './write-error.ts';

/** A replayed counterexample, with all that a written form of it mentions. */
export interface ToWrite {
  readonly about: Written;
  readonly counterexample: Counterexample;
  readonly model: Model | null;
  readonly proofExport: Exported;
  readonly modelExport: Exported | null;
}

/** A counterexample in one of its forms, as text. Throws a `WriteError` that says why it cannot be. */
export function write(
  form: Form,
  { about, counterexample, model, proofExport, modelExport }: ToWrite,
): string {
  if (form === 'vitest') return vitestTest(about, counterexample, proofExport, modelExport);
  const adapter = model?.conformance;
  if (adapter === undefined) {
    const which = model === null ? 'a proof about no model' : `the model '${model.name}'`;
    throw new WriteError(
      `${which} has no conformance adapter, which says how recorded operations are run; name a model that has one with --model`,
    );
  }
  const recorded = recordedCase(counterexample, adapter);
  switch (form) {
    case 'json':
      return `${JSON.stringify(recorded.recorded)}\n`;
    case 'rust':
      return rustTest(about, recorded);
    case 'c':
      return cFixture(about, recorded);
  }
}

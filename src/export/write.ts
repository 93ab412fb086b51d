import type { ConformanceAdapter } from '../conform/adapter.ts';
import type { Counterexample } from '../proof/counterexample.ts';
import type { Written } from '../proof/family.ts';
import type { Model } from '../proof/model.ts';
import { WriteError } from '../proof/write-error.ts';
import { vitestTest, type Exported } from './vitest.ts';

/** A replayed counterexample, with all that a written form of it mentions. */
export interface ToWrite {
  readonly about: Written;
  readonly counterexample: Counterexample;
  readonly model: Model | null;
  readonly proofExport: Exported;
  readonly modelExport: Exported | null;
}

/** The form that every counterexample can be written in. */
const VITEST = 'vitest';

/** What counterexamples of a model can be written as: `vitest`, and what the family of the model has exporters for. */
export function formsOf(model: Model | null): readonly string[] {
  return [VITEST, ...Object.keys(model?.family?.exporters ?? {})];
}

/** A counterexample in one of its forms, as text. Throws a `WriteError` that says why it cannot be. */
export function write(
  form: string,
  { about, counterexample, model, proofExport, modelExport }: ToWrite,
): string {
  if (form === VITEST) return vitestTest(about, counterexample, proofExport, modelExport);
  const exporters = model?.family?.exporters ?? {};
  const exporter = Object.hasOwn(exporters, form) ? exporters[form] : undefined;
  if (exporter === undefined) throw new WriteError(noSuchForm(model));
  return exporter({ about, counterexample, adapter: () => adapterOf(model) });
}

function adapterOf(model: Model | null): ConformanceAdapter {
  const adapter = model?.conformance;
  if (adapter === undefined) {
    throw new WriteError(
      `the model '${model?.name}' has no conformance adapter, which says how recorded operations are run; name a model that has one with --model`,
    );
  }
  return adapter;
}

function noSuchForm(model: Model | null): string {
  const of = model === null ? 'a proof about no model' : `a model of '${model.kind}'`;
  return `counterexamples of ${of} can be written as ${formsOf(model).join(', ')}`;
}

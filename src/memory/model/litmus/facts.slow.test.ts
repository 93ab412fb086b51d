import { describe, expect, test } from 'vitest';
import { MEMORY_MODELS, type MemoryModel } from '../memory-models.ts';
import { changed, LEFT_OUT } from './changes.fixture.ts';
import { litmusFacts, type LitmusFacts, type Verdict } from './facts.fixture.ts';
import { Litmus } from './verdict.fixture.ts';

const published = litmusFacts('litmus.json');
const computed = litmusFacts('litmus-cross.json');
const all = [...(published ?? []), ...(computed ?? [])];
if (all.length === 0) console.log('litmus facts: 0 of 892 tests run, as they are not beside the project');

const told = (facts: LitmusFacts): readonly (readonly [MemoryModel, Verdict])[] =>
  MEMORY_MODELS.flatMap((model): readonly (readonly [MemoryModel, Verdict])[] => {
    const verdict = facts.expected?.[model] ?? facts.computed?.[model];
    return verdict === undefined ? [] : [[model, verdict]];
  });

/** What may explain that a test allows more here: what it needs, and how updates are compiled. */
function reasons(facts: LitmusFacts): readonly string[] {
  return [
    ...(facts.needs ?? []),
    ...(facts.expected === undefined ? ['amo-acquire-release', 'amo-single-operation'] : []),
  ];
}

/** Whether a rule that is left out on purpose, or several, make the verdict the one that is told. */
function isExplained(facts: LitmusFacts, model: MemoryModel): boolean {
  // The longer release sequence of the paper is no rule of C++20.
  if (model === 'rc11') return reasons(facts).includes('release-sequence-2017');
  const extra = reasons(facts).flatMap((reason) => LEFT_OUT[reason] ?? []);
  return extra.length > 0 && new Litmus(facts, model, { extra }).verdict(facts.condition) === 'forbidden';
}

describe.skipIf(all.length === 0)('litmus tests with known verdicts', () => {
  test('should have the verdicts that are told, or allow more for a reason that is known', () => {
    const wrong: unknown[] = [];
    let explained = 0;
    for (const facts of all) {
      for (const [model, verdict] of told(facts)) {
        const found = new Litmus(facts, model).checkedVerdict(facts.condition);
        if (found === verdict) continue;
        if (found === 'allowed' && isExplained(facts, model)) explained += 1;
        else wrong.push([facts.id, model, found]);
      }
    }

    expect(wrong).toEqual([]);
    expect(explained).toBeLessThanOrEqual(20);
  });

  test('should change with every rule that is dropped or added', () => {
    const missed: unknown[] = [];
    for (const facts of published ?? []) {
      for (const name of facts.turnsOn ?? []) {
        const [model, verdict] = Object.entries(facts.expected ?? {})[0] ?? [];
        const other = changed(facts, name);
        if (other === null || model === undefined) continue;
        // Keys of the record are models.
        const found = new Litmus(other.facts, model as MemoryModel, other.change).verdict(facts.condition);
        if (found === verdict) missed.push([facts.id, name]);
      }
    }

    expect(missed).toEqual([]);
  });
});

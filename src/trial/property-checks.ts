import { findingOf, wellFormed } from '../proof/finding.ts';
import type { Proof } from '../proof/declare.ts';
import type { Model } from '../proof/model.ts';
import { checkProperty, type PropertyOutcome } from './check-property.ts';
import type { Break, ModelTrial, PropertyCounts } from './model-trial.ts';
import type { InputValues, Situation } from './situation.ts';

/** What became of a property so far. */
interface Tally {
  starts: number;
  isFailed: boolean;
  isNotAbout: boolean;
  /** Why it was skipped last. */
  skipped: string | null;
}

/** The properties that are checked on a model along the way. */
export class PropertyChecks {
  readonly #model: Model;
  readonly #tallies: ReadonlyMap<Proof, Tally>;
  readonly #broken = new Map<string, Break>();
  readonly #failures: { readonly proof: Proof; readonly error: unknown }[] = [];

  constructor(model: Model, proofs: readonly Proof[]) {
    this.#model = model;
    this.#tallies = new Map(
      proofs.map((proof) => [proof, { starts: 0, isFailed: false, isNotAbout: false, skipped: null }]),
    );
  }

  /**
   * Checks the properties in a situation. `before` says where it is, `args` are the values of the next call. `lastMade`: only
   * properties that start with this part, which the situation before this one did not have.
   */
  check(situation: Situation, before: string, args: InputValues, lastMade?: string): void {
    for (const [proof, tally] of this.#tallies) {
      // A property that threw, or waits for another part, is not run again.
      if (tally.isFailed || (tally.skipped !== null && !startsWith(tally.skipped, situation))) continue;
      if (lastMade !== undefined && tally.skipped !== reasonOf(lastMade)) continue;
      this.#add(proof, tally, checkProperty(proof, this.#model, situation, args), before);
    }
  }

  get results(): Pick<ModelTrial, 'properties' | 'broken' | 'failures'> {
    return { properties: this.#counts(), broken: [...this.#broken.values()], failures: this.#failures };
  }

  #add(proof: Proof, tally: Tally, outcome: PropertyOutcome, before: string): void {
    switch (outcome.kind) {
      case 'skipped':
        tally.skipped = outcome.reason;
        return;
      case 'not about':
        tally.isNotAbout = true;
        return;
      case 'failed':
        tally.isFailed = true;
        this.#failures.push({ proof, error: outcome.error });
        return;
      case 'checked':
        tally.starts += outcome.starts;
        for (const broken of outcome.broken) {
          const key = JSON.stringify([proof.id, broken.assertion]);
          if (this.#broken.has(key)) continue;
          const isExpected = this.#isFinding(proof, broken.assertion);
          this.#broken.set(key, { ...broken, proof, before, isExpected });
        }
    }
  }

  #isFinding({ id }: Proof, assertion: string): boolean {
    const finding = findingOf(this.#model, id);
    return finding !== null && wellFormed(finding).breaks.includes(assertion);
  }

  #counts(): PropertyCounts {
    const tallies = [...this.#tallies];
    const skipped = new Map<string, string[]>();
    for (const [{ id }, { starts, isNotAbout, isFailed, skipped: reason }] of tallies) {
      if (starts > 0 || isNotAbout || isFailed || reason === null) continue;
      skipped.set(reason, [...(skipped.get(reason) ?? []), id]);
    }
    return {
      ids: tallies.filter(([, { starts }]) => starts > 0).map(([{ id }]) => id),
      starts: tallies.reduce((sum, [, { starts }]) => sum + starts, 0),
      notAbout: tallies.filter(([, { starts, isNotAbout }]) => starts === 0 && isNotAbout).length,
      skipped,
    };
  }
}

const ANY = 'it starts with any ';

/** Why a property that starts with this part is skipped where there is none. */
function reasonOf(part: string): string {
  return ANY + part;
}

function startsWith(reason: string, { parts }: Situation): boolean {
  return reason.startsWith(ANY) && parts.has(reason.slice(ANY.length));
}

import { rmSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { writeAtomically } from '../cache/atomic-write.ts';
import { counterexampleFile } from '../replay/saved-file.ts';
import { MEMORY_MODELS } from '../proof/ordered.ts';
import type { ComparedSides } from '../replay/saved-shape.ts';
import type { ProofResult } from '../result/verdict.ts';
import { nameOf, type Asked } from '../report/reporter.ts';

/** Where counterexamples are written in the folder of `--output`. */
export const COUNTEREXAMPLES_FOLDER = 'counterexamples';

/** Where bad orders of accesses are written as litmus tests in that folder. */
export const LITMUS_FOLDER = 'litmus';

/** The counterexamples of a run in files, each for `ringproof replay`. */
export class CounterexampleFiles {
  readonly #output: string;
  readonly #cwd: string;
  readonly #compared: ComparedSides | null;
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();

  /** `output` is a folder, from `cwd`. `compared`: the models that a comparison is of; `null` of proofs. */
  constructor(output: string, cwd: string, compared: ComparedSides | null = null) {
    this.#output = output;
    this.#cwd = cwd;
    this.#compared = compared;
  }

  /** Says what is asked, in an order that is the same from run to run: names are given in that order. */
  start(asked: readonly Asked[]): void {
    for (const each of asked) this.#nameOf(each);
  }

  /**
   * Writes the counterexample of a refutation, and gives the result that names the file. What an earlier run has left of a proof
   * that is proved now is removed: it is a counterexample to nothing. Throws what the file system throws.
   */
  keep(result: ProofResult): ProofResult {
    const file = join(this.#output, COUNTEREXAMPLES_FOLDER, this.#nameOf(result));
    const path = resolve(this.#cwd, file);
    const { id, model, verdict, counterexample } = result;
    if (verdict === 'proved') rmSync(path, { force: true });
    if (verdict === 'proved' || verdict === 'refuted') this.#keepLitmus(result);
    if (verdict !== 'refuted' || counterexample === null) return result;
    writeAtomically(path, counterexampleFile(id, model, counterexample, this.#compared));
    return { ...result, counterexampleFile: file.split(sep).join('/') };
  }

  /** A litmus test for each memory model that allows what is shown, and none for others. */
  #keepLitmus(result: ProofResult): void {
    const stem = this.#nameOf(result).replace(/\.json$/, '');
    const orders = result.counterexample?.orders ?? [];
    for (const model of MEMORY_MODELS) {
      const path = resolve(this.#cwd, this.#output, LITMUS_FOLDER, `${stem}.${model}.litmus`);
      const found = orders.find(({ memoryModel }) => memoryModel === model);
      if (found === undefined) rmSync(path, { force: true });
      else writeAtomically(path, found.litmus);
    }
  }

  /** "split-add-used.rust-vmm.json"; with a number where another proof of the run is called so already. */
  #nameOf(asked: Asked): string {
    const known = this.#names.get(nameOf(asked));
    if (known !== undefined) return known;
    const { id, model } = asked;
    const stem = [id, ...(model === null ? [] : [model])].map(forFile).join('.');
    let name = `${stem}.json`;
    // Some file systems take capitals for small letters.
    for (let n = 2; this.#taken.has(name.toLowerCase()); n++) name = `${stem}.${n}.json`;
    this.#taken.add(name.toLowerCase());
    this.#names.set(nameOf(asked), name);
    return name;
  }
}

/** File systems take names of 255 bytes. */
const LONGEST_PART = 100;

/** A part of a file's name; a dash for every character that some file system or shell makes something else of. */
export function forFile(name: string): string {
  return name.replace(/[^\w.-]/g, '-').slice(0, LONGEST_PART);
}

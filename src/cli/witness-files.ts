import { join, resolve, sep } from 'node:path';
import { writeAtomically } from '../cache/atomic-write.ts';
import { witnessFile, type SavedWitness } from '../replay/saved-file.ts';
import { forFile } from './counterexample-files.ts';

/** Where witnesses are written in the folder of `--output`. */
export const WITNESSES_FOLDER = 'witnesses';

/** Witnesses of covers in files, each for `ringproof replay`. */
export class WitnessFiles {
  readonly #output: string;
  readonly #cwd: string;
  readonly #taken = new Set<string>();

  /** `output` is a folder, from `cwd`. */
  constructor(output: string, cwd: string) {
    this.#output = output;
    this.#cwd = cwd;
  }

  /** Writes a witness, and says to which file, from the working directory. Throws what the file system throws. */
  keep(witness: SavedWitness): string {
    const { proof, model, cover } = witness;
    const stem = [proof, ...(model === null ? [] : [model]), cover].map(forFile).join('.');
    let name = `${stem}.json`;
    // Covers may differ in what no file's name can have, and some file systems take capitals for small letters.
    for (let n = 2; this.#taken.has(name.toLowerCase()); n++) name = `${stem}.${n}.json`;
    this.#taken.add(name.toLowerCase());
    const file = join(this.#output, WITNESSES_FOLDER, name);
    writeAtomically(resolve(this.#cwd, file), witnessFile(witness));
    return file.split(sep).join('/');
  }
}

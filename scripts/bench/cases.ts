import { fileURLToPath, pathToFileURL } from 'node:url';
import { glob } from 'tinyglobby';
import { proofsAmong, type Proof } from '../../src/proof/declare.ts';
import { isModel, type Model } from '../../src/proof/model.ts';

/** The folder of the project. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A proof on one of the models that it is asked of. */
export interface Case {
  readonly name: string;
  readonly proof: Proof;
  readonly model: Model | null;
}

/** Every proof of the project on every model of its interface. */
export async function allCases(): Promise<readonly Case[]> {
  const proofs = proofsAmong(await exportsOf('proofs/**/*.proof.ts'));
  const models = (await exportsOf('models/**/index.ts')).filter(isModel);
  return proofs
    .toSorted((a, b) => a.id.localeCompare(b.id))
    .flatMap((proof): readonly Case[] =>
      proof.family === null
        ? [{ name: proof.id, proof, model: null }]
        : models
            .filter((model) => model.kind === proof.family && has(model, proof.needs))
            .map((model) => ({ name: `${proof.id} (${model.name})`, proof, model })),
    );
}

function has({ capabilities }: Model, needs: readonly string[]): boolean {
  return needs.every((name) => capabilities.includes(name));
}

/** The case of this name, or of the first name that begins so. */
export async function caseNamed(name: string): Promise<Case> {
  const found = (await allCases()).find((one) => one.name === name || one.proof.id === name);
  if (found === undefined) throw new RangeError(`there is no proof '${name}'`);
  return found;
}

async function exportsOf(pattern: string): Promise<readonly unknown[]> {
  const files = await glob(pattern, { cwd: ROOT, absolute: true });
  const modules = await Promise.all(
    files.toSorted().map((file) => import(pathToFileURL(file).href) as Promise<object>),
  );
  return modules.flatMap((module) => Object.values(module) as readonly unknown[]);
}

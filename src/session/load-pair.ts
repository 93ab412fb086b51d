import { resolve } from 'node:path';
import { evaluatorOf } from '../load/evaluate/evaluator-of.ts';
import { loadFailure } from '../load/load-error.ts';
import { isModel } from '../proof/model.ts';
import type { CliIo } from './io.ts';
import type { Loaded } from './load-exports.ts';
import { PAIR_FILE, pairText, type PairedFiles } from './pair-file.ts';
import { UsageError } from './usage-error.ts';

/**
 * Two models as one, and the comparison of one operation of them, loaded into this process. Throws a `UsageError` where one of the
 * models is not there any more, or has no such operation.
 */
export async function loadPair(files: PairedFiles, id: string, { cwd }: Pick<CliIo, 'cwd'>): Promise<Loaded> {
  const path = resolve(cwd, PAIR_FILE);
  const exported = await importPair(files, path, cwd);
  const [name, model] = Object.entries(exported).find(([, value]) => isModel(value)) ?? [];
  if (name === undefined || !isModel(model)) throw new TypeError('the pair is no model');
  const proof = model.ownProofs.find((each) => each.id === id);
  if (proof === undefined) throw new UsageError(`there is no comparison '${id}' of ${model.name}`);
  const missing = proof.needs.filter((member) => !model.capabilities.includes(member));
  if (missing.length > 0) throw new UsageError(`'${id}' needs ${missing.join(', ')}, which is not there`);
  const at = { module: PAIR_FILE, specifier: `./${PAIR_FILE}` };
  return { proof: { ...at, name: id, value: proof }, model: { ...at, name, value: model } };
}

async function importPair(files: PairedFiles, path: string, cwd: string): Promise<object> {
  try {
    const evaluator = await evaluatorOf([{ path }], cwd, new Map([[path, pairText(files)]]));
    return await evaluator.import(path);
  } catch (error) {
    const { message } = loadFailure(error, PAIR_FILE, cwd);
    const both = `${files.a.from} and ${files.b.from}`;
    throw new UsageError(`${both} cannot be compared any more: ${message.replace(/^\w+Error: /, '')}`, {
      cause: error,
    });
  }
}

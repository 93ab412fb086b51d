import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PACKAGE_ROOT } from '../load/shipped.ts';
import { UsageError } from '../session/usage-error.ts';
import { HANDLER_START } from '../virtio/handler/start-files.ts';
import { PROOFS_OF_MEMBER, SPLIT_START, type ModelStart } from '../virtio/split/start-files.ts';

/** The families that `init` can begin a model of, by name. */
export const FAMILIES: Readonly<Record<string, ModelStart>> = {
  split: SPLIT_START,
  handler: HANDLER_START,
};

/** Languages that there is a recorder for. */
export const LANGUAGES = ['c', 'rust'] as const;

export type Language = (typeof LANGUAGES)[number];

/** A file of a new project. */
export interface NewFile {
  /** From the project's folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** The files of a new model, which is a whole queue already: what it does has to become what the user's queue does. */
export function modelFiles(start: ModelStart, name: string): readonly NewFile[] {
  return start.files.map((file) => {
    const text = readFileSync(join(PACKAGE_ROOT, start.model, file), 'utf8');
    const renamed = withNames(text, start, name);
    return { path: `models/${name}/${file}`, text: file === 'index.ts' ? withProofs(renamed) : renamed };
  });
}

/** The recorder for a language, which goes beside the unit tests of the user's queue. Throws a `UsageError` where there is none. */
export function recorderFile(start: ModelStart, language: Language): NewFile {
  const path = start.recorders[language];
  if (path === undefined)
    throw new UsageError(
      'there are no recorders for models of this family; leave --language out, or give none',
    );
  return { path: `recorder/${basename(path)}`, text: readFileSync(join(PACKAGE_ROOT, path), 'utf8') };
}

function withNames(text: string, { names }: ModelStart, name: string): string {
  const words = name.split(/[-_]/).filter((word) => word !== '');
  const pascal = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const camel = pascal.charAt(0).toLowerCase() + pascal.slice(1);
  return names.reduce((renamed, [from, to]) => {
    const wanted = to.replaceAll('{camel}', camel).replaceAll('{pascal}', pascal).replaceAll('{name}', name);
    return renamed.replace(from, wanted);
  }, text);
}

/** Says at each member of the interface which proofs are asked for its sake. */
function withProofs(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const [, indentation = '', member = ''] = /^( +)(\w+): /.exec(line) ?? [];
      const known = Object.hasOwn(PROOFS_OF_MEMBER, member) ? PROOFS_OF_MEMBER[member] : undefined;
      if (known === undefined) return [line];
      const how = known.isOptional ? 'Optional. With it: ' : '';
      return [`${indentation}// ${how}${known.proofs.join(', ')}`, line];
    })
    .join('\n');
}

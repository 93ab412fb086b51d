import { basename } from 'node:path';
import type { ErrorsAs } from '../proof/pairing.ts';

/** Something to compare, as a file of the project: compiled code, or a model that a module exports. */
export interface PairedFile {
  /** As the command line names it. */
  readonly from: string;
  /** From the working directory, with forward slashes. */
  readonly path: string;
  /** The model's name; `null` for whichever the file exports. */
  readonly name: string | null;
  /** Name of the interface that it is a model of; of any where left out. */
  readonly kind?: string;
  readonly isCompiled: boolean;
}

/** Two files to compare, and in what. */
export interface PairedFiles {
  readonly a: PairedFile;
  readonly b: PairedFile;
  /** What compiled files are declared like; `null` for the other side. */
  readonly like: PairedFile | null;
  readonly errors: ErrorsAs;
  readonly isInUse: boolean;
}

/** The name that the module has which stands for two models: there is no such file. */
export const PAIR_FILE = 'ringproof.diff.ts';

/** The text of the module that stands for two models, as if it stood in the working directory. */
export function pairText({ a, b, like, errors, isInUse }: PairedFiles): string {
  const all = [['a', a], ['b', b], ...(like === null ? [] : [['like', like] as const])] as const;
  const options = [
    `errors: ${JSON.stringify(errors)}`,
    `isInUse: ${isInUse}`,
    ...(like === null ? [] : [`like: ${comparedText('like', like)}`]),
  ];
  return [
    "import { pairIn } from 'ringproof';",
    "import { compiledLike } from 'ringproof/virtio/split';",
    ...all.map(([name, file]) => importText(name, file)),
    `export const pair = pairIn(${comparedText('a', a)}, ${comparedText('b', b)}, { ${options.join(', ')} }, compiledLike);`,
    '',
  ].join('\n');
}

/** The line of a module in the working directory that imports another file. */
export function importText(
  name: string,
  { path, isCompiled }: Pick<PairedFile, 'path' | 'isCompiled'>,
): string {
  const specifier = JSON.stringify(path.startsWith('../') || path.startsWith('/') ? path : `./${path}`);
  return isCompiled ? `import ${name} from ${specifier};` : `import * as ${name} from ${specifier};`;
}

function comparedText(variable: string, { from, path, name, kind, isCompiled }: PairedFile): string {
  if (!isCompiled) {
    const ofKind = kind === undefined ? '' : `, kind: ${JSON.stringify(kind)}`;
    return `{ from: ${JSON.stringify(from)}, exports: ${variable}, name: ${JSON.stringify(name)}${ofKind} }`;
  }
  const called = JSON.stringify(name ?? basename(path).replace(/\.wasm$/, ''));
  return `{ from: ${JSON.stringify(from)}, code: ${variable}, name: ${called} }`;
}

import { extname } from 'node:path';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { parse, type Program as Tree } from 'acorn';
import type { Loader, Message, TransformFailure, TransformOptions } from 'esbuild';
import { rewriteState } from '../hermetic/rewrite.ts';
import { markPlaces } from '../reach/mark-places.ts';
import type { TextPlace } from '../reach/place.ts';
import { Edits } from '../truth/edits.ts';
import { ESBUILD_SUPPORTED, rewriteTruth } from '../truth/rewrite.ts';
import { inspect } from './inspect.ts';
import type { Fault, Transformed } from './program.ts';

const LOADERS: Readonly<Record<string, Loader>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.cts': 'ts',
  '.tsx': 'tsx',
  '.jsx': 'jsx',
  '.js': 'js',
  '.mjs': 'js',
  '.cjs': 'js',
  '.json': 'json',
};

/** Extensions of files that are never CommonJS. */
const ES_MODULES = /^\.(m?tsx?|mjs)$/;

/** Nothing but these and the text decides what comes out: no `tsconfig.json` is looked at. */
const OPTIONS = {
  format: 'cjs',
  target: 'es2023',
  platform: 'neutral',
  supported: ESBUILD_SUPPORTED,
  charset: 'utf8',
  sourcemap: 'external',
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'silent',
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: true } },
} as const satisfies TransformOptions;

/** Turns the text of a file, of which only the extension matters, into one that can be evaluated. */
export async function transformSource(path: string, source: string): Promise<Transformed> {
  return (await transformMarked(path, source, false)).transformed;
}

/** A transformed file, and the places in it whose entry it reports. */
export interface Marked {
  readonly transformed: Transformed;
  readonly places: readonly TextPlace[];
}

/** The same. `isMarked`: the text reports each function and branch that it enters. */
export async function transformMarked(path: string, source: string, isMarked: boolean): Promise<Marked> {
  const extension = extname(path);
  const loader = LOADERS[extension];
  if (loader === undefined) {
    const message = `Cannot import a file that ends in '${extension}'`;
    return unmarked(
      failed(fault(message, null, 'Import TypeScript, JavaScript, JSON or WebAssembly (.wasm).')),
    );
  }
  const { transform } = await import('esbuild');
  try {
    const { code, map, warnings } = await transform(source, {
      ...OPTIONS,
      loader,
      sourcefile: `module${extension}`,
    });
    return finish(code, map, warnings, ES_MODULES.test(extension), isMarked);
  } catch (error) {
    if (!isTransformFailure(error)) throw error;
    return unmarked(failed(syntaxFault(error.errors)));
  }
}

function unmarked(transformed: Transformed): Marked {
  return { transformed, places: [] };
}

function parsed(code: string): Tree {
  return parse(code, { ecmaVersion: 'latest', sourceType: 'script', allowReturnOutsideFunction: true });
}

function finish(
  code: string,
  map: string,
  warnings: readonly Message[],
  isEsModule: boolean,
  isMarked: boolean,
): Marked {
  const meta = warnings.find(({ id }) => id === 'empty-import-meta');
  if (meta !== undefined) return unmarked(failed(fault(META, meta.location, META_HINT)));
  const tree = parsed(code);
  const { imports, exports, dynamicImport, preludeEnd } = inspect(tree, isEsModule);
  if (dynamicImport !== null) {
    const before = code.slice(0, dynamicImport).split('\n');
    const place = { line: before.length, column: before.at(-1)?.length ?? 0 };
    const { line, column } = originalPositionFor(new TraceMap(map), place);
    return unmarked(failed(fault(DYNAMIC, line === null ? null : { line, column }, DYNAMIC_HINT)));
  }
  const preludeLines = preludeEnd === 0 ? 0 : code.slice(0, preludeEnd).split('\n').length;
  const marked = isMarked ? marksIn(code, tree, map, preludeEnd) : null;
  const state = marked === null ? rewriteState(code, tree) : rewriteState(marked.code, parsed(marked.code));
  const truth = rewriteTruth(state.code);
  const maps = [truth.map, state.map, ...(marked === null ? [] : [marked.map])];
  const transformed = {
    ...{ code: truth.code, maps: [...maps.map((each) => JSON.stringify(each)), map], preludeLines },
    ...{ imports, exports, fault: null },
  };
  return { transformed, places: marked?.places ?? [] };
}

/** The code with calls that report what it enters. */
function marksIn(code: string, tree: Tree, map: string, preludeEnd: number) {
  const toFile = new TraceMap(map);
  const starts = lineStarts(code);
  const edits = new Edits(code);
  const places = markPlaces(tree, edits, preludeEnd, (offset) => {
    const above = starts.findLastIndex((start) => start <= offset);
    const at = { line: above + 1, column: offset - (starts[above] ?? 0) };
    const { line, column } = originalPositionFor(toFile, at);
    // Columns of maps are counted from 0.
    return line === null ? null : { line, column: column + 1 };
  });
  return { ...edits.finish('code.js'), places };
}

/** Offsets at which the lines of a text begin. */
function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

const META = 'import.meta is not available in proofs and models, whose verdicts depend on their text alone';
const META_HINT = 'Remove it; data of a file of your own is imported from TypeScript or JSON.';
const DYNAMIC =
  'import() is not available in proofs and models: all their text is read before any of it runs';
const DYNAMIC_HINT = "Import it at the top of the file: import { name } from './file.ts'.";
const AWAIT = 'await outside of a function is not available in proofs and models';
const AWAIT_HINT = 'Remove await: a proof or a model waits for nothing while it is loaded.';

function syntaxFault(errors: readonly Message[]): Fault {
  const [first, ...others] = errors.map(({ text, location }) => ({
    text: /top-level await/i.test(text) ? AWAIT : `syntax error: ${text}`,
    location,
  }));
  const details = others.map(({ text, location }) => {
    const place = location === null ? '' : `${location.line}:${location.column + 1}: `;
    return place + text;
  });
  const isAwait = first?.text === AWAIT;
  const hint = isAwait ? AWAIT_HINT : 'Fix it there; npx tsc --noEmit finds the same.';
  return { ...fault(first?.text ?? 'syntax error', first?.location ?? null, hint), details };
}

/** `place` counts columns from 0. */
function fault(message: string, place: { line: number; column: number } | null, hint: string): Fault {
  const [line, column] = place === null ? [null, null] : [place.line, place.column + 1];
  return { message, line, column, details: [], hint };
}

/** The result for a file that cannot be evaluated. */
export function failed(why: Fault): Transformed {
  return { code: '', maps: [], preludeLines: 0, imports: [], exports: null, fault: why };
}

function isTransformFailure(error: unknown): error is TransformFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}

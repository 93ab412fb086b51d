import { readFileSync } from 'node:fs';
import { digest } from '../../cache/entry.ts';
import { RUNS_FROM_SOURCE } from '../own-files.ts';
import { shippedPath } from '../shipped.ts';
import type { Transformed } from './program.ts';

/** What a file was turned into when the tool was built, and a digest of the text that it had then. */
export interface BuiltTransform {
  readonly digest: string;
  readonly transformed: Transformed;
}

/** Written by the build, for all files that come with the tool, by their path in the package. */
export const BUILT_TRANSFORMS = new URL('../../shipped/transforms.json', import.meta.url);

let built: Readonly<Record<string, BuiltTransform>> | null = null;

/** What the build has turned a file that comes with the tool into; `undefined` where it has another text, or is none. */
export function builtTransform(path: string, source: string): Transformed | undefined {
  // The build may be of another state of the sources.
  if (RUNS_FROM_SOURCE) return undefined;
  const shipped = shippedPath(path);
  if (shipped === null) return undefined;
  built ??= readBuilt();
  const found = Object.hasOwn(built, shipped) ? built[shipped] : undefined;
  return found?.digest === digest(source) ? found.transformed : undefined;
}

function readBuilt(): Readonly<Record<string, BuiltTransform>> {
  try {
    // A part of the package, as the tool's own modules are.
    return JSON.parse(readFileSync(BUILT_TRANSFORMS, 'utf8')) as Readonly<Record<string, BuiltTransform>>;
  } catch {
    // Whatever is missing is made again.
    return {};
  }
}

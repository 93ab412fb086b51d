import { realpathSync } from 'node:fs';
import type { InitializeHook, ResolveHook } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

let entry = '';

/** Called by Node with the URL of the package's public entry. */
export const initialize: InitializeHook<string> = (url) => {
  entry = url;
};

/**
 * Makes `ringproof` mean the running tool, wherever it is installed, so that proofs and the engine share one instance
 * of every module; and TypeScript files ES modules, also in a folder whose `package.json` does not say so.
 */
export const resolve: ResolveHook = (specifier, context, nextResolve) => {
  const own = ownEntry(specifier);
  if (own !== null) return { url: own, format: 'module', shortCircuit: true };
  const url = typeScriptFile(specifier, context.parentURL);
  return url === null ? nextResolve(specifier, context) : { url, format: 'module', shortCircuit: true };
};

/** The URL of the tool's entry of this name: `ringproof`, or `ringproof/virtio/split`, whose folder is named so. */
function ownEntry(specifier: string): string | null {
  if (specifier === 'ringproof') return entry;
  const [, folder] = /^ringproof\/([a-z/-]+)$/.exec(specifier) ?? [];
  return folder === undefined ? null : new URL(`${folder}/${entry.replace(/^.*\//, '')}`, entry).href;
}

/** The file that a relative path or URL with the extension `.ts` stands for; `null` where there is none. */
function typeScriptFile(specifier: string, parent: string | undefined): string | null {
  if (!/^(file:|\.\.?\/).*\.ts$/.test(specifier)) return null;
  try {
    return pathToFileURL(realpathSync(fileURLToPath(new URL(specifier, parent)))).href;
  } catch {
    // Whoever comes next says what is wrong with it.
    return null;
  }
}

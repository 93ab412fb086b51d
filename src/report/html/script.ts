import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

/** The page's script in one piece, for a script element. It is made when it is asked for first. */
export function pageScript(): string {
  return (script ??= bundle());
}

let script: string | undefined;

function bundle(): string {
  // The tool runs from its sources, or built: what is bundled is what belongs to it.
  const suffix = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL(`../../page/main.${suffix}`, import.meta.url))],
    ...{ bundle: true, minify: true, write: false, format: 'iife', charset: 'ascii', logLevel: 'silent' },
    target: 'es2023',
  });
  // A script element ends where its end tag stands, even within a string.
  return (outputFiles[0]?.text ?? '').trim().replaceAll('</script', '<\\/script');
}

/** A source for a content security policy that lets just this text be run. */
export function policySource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

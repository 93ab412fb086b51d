import { register as registerHook } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ownFile, RUNS_FROM_SOURCE } from './own-files.ts';

let enabled: Promise<void> | null = null;

/** Imports a TypeScript file of the user's, given by a path, into this process. */
export async function importFile(path: string): Promise<Readonly<Record<string, unknown>>> {
  enabled ??= enable();
  await enabled;
  const exports: unknown = await import(pathToFileURL(resolve(path)).href);
  // A module namespace is an object of values of any type; that much is certain.
  return exports as Readonly<Record<string, unknown>>;
}

/** Frames in a stack: those of the checker come before those of the user's code that called it. */
const STACK_FRAMES = 50;

async function enable(): Promise<void> {
  Error.stackTraceLimit = Math.max(Error.stackTraceLimit, STACK_FRAMES);
  // Sources run under a TypeScript loader already, and a second one would transform its output again.
  if (!RUNS_FROM_SOURCE) (await import('tsx/esm/api')).register();
  registerHook(ownFile('./resolve-hook').href, { data: ownFile('../index').href });
}

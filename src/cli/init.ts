import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { makeFolder } from '../cache/atomic-write.ts';
import { EXIT } from '../report/exit-code.ts';
import { templates } from './init-templates.ts';
import type { CliIo } from '../session/io.ts';
import { UsageError } from '../session/usage-error.ts';
import { toolVersion } from '../session/version.ts';

/**
 * `ringproof init`: writes a small model, a proof of it and a workflow that runs it into a folder, which may be a project
 * already; resolves to the exit code. Overwrites nothing: throws a `UsageError`, and writes nothing, where a file is
 * there already, or in a clone of the tool.
 */
export async function initCommand(folder: string, io: CliIo): Promise<number> {
  const root = resolve(io.cwd, folder);
  const clone = cloneAround(root);
  if (clone !== null) {
    throw new UsageError(
      `nothing was written, since ${clone} is a clone of ringproof itself, with models and proofs of its own; ` +
        'name a folder outside of it: ringproof init <dir>',
    );
  }
  const all = templates(toolVersion());
  const isThere = (path: string): boolean => existsSync(join(root, path));
  const inTheWay = all.filter(({ path, isOptional }) => !isOptional && isThere(path));
  if (inTheWay.length > 0) {
    const paths = inTheWay.map(({ path }) => `  ${path}`).join('\n');
    throw new UsageError(`nothing was written, since these files are there already:\n${paths}`);
  }
  const news = all.filter(({ path }) => !isThere(path));
  for (const { path, text } of news) await write(join(root, path), text);
  const isNewProject = news.some(({ path }) => path === 'package.json');
  const install = isNewProject ? 'npm install' : 'npm install --save-dev ringproof';
  const enter = folder === '.' ? [] : [`cd ${folder}`];
  const steps = [...enter, install, 'npx ringproof prove'].map((step) => `  ${step}`);
  const lines = [...news.map(({ path }) => `wrote ${path}`), '', 'Now:', ...steps];
  io.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return EXIT.expected;
}

/** The folder, or the one around it, that holds the tool's own sources; `null` where none does. */
function cloneAround(folder: string): string | null {
  if (isClone(folder)) return folder;
  const above = dirname(folder);
  return above === folder ? null : cloneAround(above);
}

function isClone(folder: string): boolean {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const isTool = typeof manifest === 'object' && manifest !== null && 'name' in manifest;
    return isTool && manifest.name === 'ringproof' && existsSync(join(folder, 'src/cli/init.ts'));
  } catch {
    return false;
  }
}

async function write(path: string, text: string): Promise<void> {
  try {
    makeFolder(dirname(path));
    // Should it have come about in the meantime: nothing is overwritten.
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(
      `${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

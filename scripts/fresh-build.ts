import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Has the digest of what was built last. */
const STAMP = join(ROOT, 'node_modules/.cache/ringproof/built');

/** Tests of commands run the build: builds again where the sources are others than those that were built last. */
export default function freshBuild(project: TestProject): void {
  buildIfStale();
  // Of `vitest watch`.
  project.onTestsRerun(() => Promise.resolve(buildIfStale()));
}

function buildIfStale(): void {
  const digest = sourceDigest();
  const built =
    existsSync(STAMP) && existsSync(join(ROOT, 'dist/cli/main.js')) && readFileSync(STAMP, 'utf8');
  if (built === digest) return;
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit' });
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, digest);
}

function sourceDigest(): string {
  const hash = createHash('sha256');
  const files = ['src', 'models', 'proofs', 'scripts'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const isBuilt = (file: string): boolean => /\.(ts|json)$/.test(file) && !/\.(test|fixture)\./.test(file);
  for (const file of ['package.json', 'tsconfig.json', ...files.filter(isBuilt).sort()])
    hash.update(`${file}\n`).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

/** Turns the properties and models that come with the tool into what is evaluated, once for all who install it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { glob } from 'tinyglobby';
import { digest } from '../../src/cache/entry.ts';
import { writeAtomically } from '../../src/cache/atomic-write.ts';
import type { BuiltTransform } from '../../src/load/link/shipped-transforms.ts';
import { transformSource } from '../../src/load/link/transform.ts';
import { PACKAGE_ROOT, SHIPPED_FOLDERS } from '../../src/load/shipped.ts';

const OUTPUT = fileURLToPath(new URL('../../dist/shipped/transforms.json', import.meta.url));

async function builtTransform(path: string): Promise<readonly [string, BuiltTransform]> {
  const source = readFileSync(join(PACKAGE_ROOT, path), 'utf8');
  return [path, { digest: digest(source), transformed: await transformSource(path, source) }];
}

const files = await glob(
  SHIPPED_FOLDERS.map((folder) => `${folder}/**/*.ts`),
  { cwd: PACKAGE_ROOT, ignore: ['**/*.test.ts', '**/*.fixture.ts'] },
);
const built = await Promise.all(files.sort().map(builtTransform));
writeAtomically(OUTPUT, JSON.stringify(Object.fromEntries(built)));

import { digest } from '../cache/entry.ts';
import { resultsFolder } from '../cache/folder.ts';
import { KeptValues } from '../cache/kept-values.ts';
import { catalogueOf, type Catalogue } from '../load/catalogue.ts';
import { CONTENTS } from '../load/contents-shape.ts';
import type { UserFile } from '../load/discover.ts';
import { programDigest } from '../load/link/files-of.ts';
import type { Program } from '../load/link/program.ts';
import { LOAD_LIMIT_MS, loadCatalogue, loadFiles } from '../runner/load-catalogue.ts';
import type { WorkerPool } from '../runner/pool.ts';
import type { CliIo } from './io.ts';
import { toolDigest } from './known-results.ts';
import type { RunSettings } from './settings.ts';

/** What of the settings of a run loading depends on. */
export type LoadSettings = Pick<RunSettings, 'deadline' | 'cache' | 'isCacheWritable'>;

/**
 * What files of a program export, as a worker finds it by evaluating them; or as one found it before, where the texts of the whole program,
 * the files that were asked for and the tool are what they were then. Where something could not be loaded, all is loaded again. What
 * files print while they are loaded is not kept.
 */
export async function catalogueFor(
  pool: WorkerPool,
  files: readonly UserFile[],
  program: Program,
  { deadline, cache, isCacheWritable }: LoadSettings,
  io: Pick<CliIo, 'cwd' | 'env' | 'engine'>,
): Promise<Catalogue> {
  const load = (): Promise<Catalogue> => loadCatalogue(pool, files, program, LOAD_LIMIT_MS, deadline);
  if (cache === null || pool.remote !== null || io.engine !== undefined) return load();
  const key = keyOf(files, program, io);
  if (key === undefined) return load();
  const store = new KeptValues(resultsFolder(cache), CONTENTS);
  pool.program = program;
  const known = store.find(key);
  if (known !== undefined) return catalogueOf(known);
  const contents = await loadFiles(pool, files, LOAD_LIMIT_MS, deadline);
  const isWhole = contents.length === files.length && contents.every(({ failures }) => failures.length === 0);
  if (isWhole && isCacheWritable) store.keep(key, contents);
  return catalogueOf(contents);
}

/** A digest of all that loading can depend on; `undefined` where some of the files cannot be evaluated. */
function keyOf(
  files: readonly UserFile[],
  program: Program,
  { cwd, env }: Pick<CliIo, 'cwd' | 'env'>,
): string | undefined {
  const texts = programDigest(program, cwd);
  if (texts === undefined) return undefined;
  const asked = files.map(({ path, exports, isShipped }) => [path, exports, isShipped]);
  return digest(
    JSON.stringify(['ringproof catalogue 1', toolDigest(), env['NODE_OPTIONS'] ?? '', asked, texts]),
  );
}

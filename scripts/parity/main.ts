/** Writes proofs/PARITY.md: what harnesses of other projects prove and cost, and what the proofs here do. */
import { writeFile } from 'node:fs/promises';
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { glob } from 'tinyglobby';
import { HARNESSES } from '../../proofs/harnesses.ts';
import { proofsAmong } from '../../src/proof/declare.ts';
import { isModel } from '../../src/proof/model.ts';
import { measureAll } from './measure.ts';
import { parityPage, type Machine } from './page.ts';
import { parityRows } from './rows.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGE = fileURLToPath(new URL('../../proofs/PARITY.md', import.meta.url));

async function exportsOf(pattern: string): Promise<readonly unknown[]> {
  const files = await glob(pattern, { cwd: ROOT, absolute: true });
  const modules = await Promise.all(
    files.toSorted().map((file) => import(pathToFileURL(file).href) as Promise<object>),
  );
  return modules.flatMap((module) => Object.values(module) as readonly unknown[]);
}

function machine(): Machine {
  const [processor] = cpus();
  return {
    processor: processor?.model.trim() ?? 'unknown processor',
    threads: cpus().length,
    memory: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${arch()}`,
    node: process.versions.node,
    load: loadavg()[0] ?? 0,
  };
}

const facts = machine();
const rows = parityRows(HARNESSES, proofsAmong(await exportsOf('proofs/**/*.proof.ts')));
const cited = [...new Set(rows.flatMap(({ proofs }) => proofs))].toSorted((a, b) => (a.id < b.id ? -1 : 1));
const measured = await measureAll(cited, (await exportsOf('models/**/index.ts')).filter(isModel), (one) => {
  console.log(`${one.verdict.padEnd(9)} ${one.proof.id} ${one.model?.name ?? ''} ${Math.round(one.time)} ms`);
});
const config = await resolveConfig(PAGE);
await writeFile(PAGE, await format(parityPage(rows, measured, facts), { ...config, parser: 'markdown' }));
if (measured.some(({ isExpected }) => !isExpected)) process.exitCode = 1;
process.exit();

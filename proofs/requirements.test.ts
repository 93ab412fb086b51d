import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { isProof } from '../src/proof/declare.ts';
import { REQUIREMENTS } from './requirements.ts';

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });

it('every requirement that a proof cites is known, and every known one is cited', async () => {
  const cited = new Set<string>();
  for (const file of files.filter((name) => name.endsWith('.proof.ts'))) {
    const exported: unknown = await import(pathToFileURL(join(import.meta.dirname, file)).href);
    for (const value of Object.values(exported ?? {})) {
      if (isProof(value)) for (const id of value.requirements) cited.add(id);
    }
  }
  expect([...cited].sort()).toEqual(Object.keys(REQUIREMENTS).sort());
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PUBLISHED, schemaText } from './published.ts';

const ROOT = new URL('../../', import.meta.url);

const schemas = PUBLISHED.map(
  (published) => [published.file, JSON.parse(schemaText(published)) as Schema] as const,
);

interface Schema {
  readonly title: string;
  readonly $defs?: Readonly<Record<string, { readonly description?: string }>>;
}

test.each(schemas)('should be what %s says; if not, run npm run schemas', (file, schema) => {
  expect(JSON.parse(readFileSync(new URL(file, ROOT), 'utf8'))).toEqual(schema);
});

test.each(schemas)('should have a name for all that %s refers to', (_, { $defs = {} }) => {
  // What has none is numbered.
  expect(Object.keys($defs).filter((name) => /^\d+$/.test(name))).toEqual([]);
});

test.each(PUBLISHED)('should publish $file in the package, under its name', ({ file }) => {
  const manifest = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as Manifest;
  const name = file.slice(file.lastIndexOf('/') + 1);

  expect(manifest.exports[`./${name}`]).toBe(`./${file}`);
  expect(manifest.files).toContain(file);
});

interface Manifest {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly files: readonly string[];
}

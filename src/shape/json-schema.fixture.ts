import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

const ROOT = new URL('../../', import.meta.url);

const compiled = new Map<string, ValidateFunction>();

/** What a published schema has against a document; `file` is its path from the root of the repository. */
export function complaintsOf(file: string, document: unknown): readonly unknown[] {
  const validate = compiled.get(file) ?? compile(file);
  compiled.set(file, validate);
  validate(document);
  return validate.errors ?? [];
}

function compile(file: string): ValidateFunction {
  const schema: unknown = JSON.parse(readFileSync(new URL(file, ROOT), 'utf8'));
  return new Ajv2020().compile(Object(schema));
}

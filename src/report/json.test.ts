import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { jsonDocument } from './json.ts';
import { EVERYTHING, report, result } from './result.fixture.ts';

const ABOUT = { version: '1.2.3', pathPrefix: '' };

test('should be one document, with the documented fields only', () => {
  const plain = result({});
  const withMore = { ...plain, secret: 'of the engine' };

  const text = jsonDocument(report([withMore]), ABOUT);

  expect(JSON.parse(text)).toEqual({
    tool: 'ringproof',
    version: '1.2.3',
    summary: {
      proved: 1,
      refuted: 0,
      vacuous: 0,
      timeout: 0,
      'out-of-memory': 0,
      unknown: 0,
      error: 0,
      findings: 0,
    },
    proofs: [plain],
    loadFailures: [],
    notRun: [],
    notApplicable: [],
  });
});

/** What the published schema has against a document. */
function complaints(document: unknown): readonly unknown[] {
  const url = new URL('./report.schema.json', import.meta.url);
  const schema: unknown = JSON.parse(readFileSync(url, 'utf8'));
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(Object(schema));
  validate(document);
  return validate.errors ?? [];
}

test('should keep to the published schema, whatever happens in a run', () => {
  expect(complaints(JSON.parse(jsonDocument(EVERYTHING, ABOUT)))).toEqual([]);
});

test.each([
  ['verdict', 'perhaps'],
  ['timeMs', -1],
  ['covers', [{ name: 'wraps' }]],
  ['counterexample', { inputs: {} }],
  ['unheardOf', 1],
])('should not keep to the schema with a field %s of %j', (field, value) => {
  const document = JSON.parse(jsonDocument(report([{ ...result({}) }]), ABOUT)) as { proofs: object[] };
  const proofs = document.proofs.map((proof) => ({ ...proof, [field]: value }));

  expect(complaints({ ...document, proofs })).not.toEqual([]);
});

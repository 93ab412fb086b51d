import { expect, test } from 'vitest';
import { faultIn } from '../shape/check.ts';
import { complaintsOf } from '../shape/json-schema.fixture.ts';
import { REPORT_DOCUMENT } from './document-shape.ts';
import { jsonDocument } from './json.ts';
import { EVERYTHING, REFUTED_IN_STEPS, report, result } from './result.fixture.ts';

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
    proofs: [{ ...plain, counterexampleFile: null }],
    loadFailures: [],
    notRun: [],
    notApplicable: [],
    excluded: [],
    contract: null,
  });
});

/** What the published schema has against a document, and what the shape has: the same. */
function complaints(document: unknown): readonly unknown[] {
  const found = complaintsOf('src/report/report.schema.json', document);
  expect(faultIn(REPORT_DOCUMENT, document) === null).toBe(found.length === 0);
  return found;
}

test('should keep to the published schema, whatever happens in a run', () => {
  expect(complaints(JSON.parse(jsonDocument(EVERYTHING, ABOUT)))).toEqual([]);
});

test('should keep to the published schema with every kind of step, and name the file of the counterexample', () => {
  const document: unknown = JSON.parse(jsonDocument(report([REFUTED_IN_STEPS]), ABOUT));
  const { counterexample, counterexampleFile } = REFUTED_IN_STEPS;

  expect(complaints(document)).toEqual([]);
  expect(document).toMatchObject({ proofs: [{ counterexample, counterexampleFile }] });
});

/** The document of a refutation with one step more. */
function withStep(step: object): unknown {
  const { counterexample } = REFUTED_IN_STEPS;
  return JSON.parse(
    JSON.stringify(JSON.parse(jsonDocument(report([REFUTED_IN_STEPS]), ABOUT)), (name, value: unknown) =>
      name === 'steps' ? [...(counterexample?.steps ?? []), step] : value,
    ),
  );
}

const TRAP = { kind: 'trap', operation: 'add_used', trap: 'panic', what: null, at: null };

test.each([TRAP, { ...TRAP, what: 'why', at: { file: 'a.ts', line: 1, text: 'x.rem(y)' } }])(
  'should keep to the schema with a call that traps: %j',
  (step) => expect(complaints(withStep(step))).toEqual([]),
);

test.each([
  { kind: 'jump' },
  { ...TRAP, trap: 'a kind that there is not' },
  { kind: 'trap', operation: 'add_used', trap: 'panic' },
  { kind: 'note' },
  { kind: 'fence', memory: 'guest', ordering: null },
  { kind: 'assertion', name: 'x', holds: true, requirement: null, more: 1 },
  { kind: 'assertion', name: 'x', holds: true },
])('should not keep to the schema with a step %j', (step) => {
  expect(complaints(withStep(step))).not.toEqual([]);
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

import { DOMParser } from '@xmldom/xmldom';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { ANSWERED, BINDING } from './answered.fixture.ts';
import { duvetReport } from './duvet.ts';
import { needsJson } from './needs.ts';
import { evidenceId, recordOf } from './record.ts';
import { reqif } from './reqif.ts';

const EVIDENCE = { rows: ANSWERED.rows, binding: BINDING };

test('should bind an answer to commit, solver, query, assumptions and what is not proved', () => {
  const [cell, finding] = ANSWERED.rows[0]?.cells ?? [];
  if (cell === undefined || finding === undefined) throw new Error('there is no cell');

  expect(recordOf(cell, BINDING)).toEqual({
    ...{ model: 'spec', answer: 'proved', reason: '', assertions: ['split/add-used: len is first'] },
    ...{ commit: 'c0ffee', tool: 'ringproof 1.2.3', solvers: ['z3 4.15.2 (wasm)'] },
    queries: ['split/add-used: digest-of-split/add-used'],
    assumptions: ['split/add-used: len: every value', 'split/add-used: a.proof.ts:3: p.assume(x)'],
    doesNotProve: ['split/add-used: more'],
    places: ['proofs/split/add-used.proof.ts:7'],
  });
  expect(recordOf(finding, { ...BINDING, isChanged: true })).toMatchObject({
    ...{ commit: 'c0ffee with changes', solvers: ['none, rewriting decided all'] },
    assumptions: ['split/add-used: not found out within the limits'],
  });
});

test('should make ids that tools for requirements take', () => {
  expect(evidenceId('EV', 'split.used.device.must-order', 'rust-vmm')).toBe(
    'EV__SPLIT_USED_DEVICE_MUST_ORDER__RUST_VMM',
  );
});

/** What the format of needs.json asks of a file, as its documentation has it. */
const NEEDS_FORMAT = {
  type: 'object',
  required: ['current_version', 'project', 'versions'],
  properties: {
    created: { type: 'string' },
    current_version: { type: 'string' },
    project: { type: 'string' },
    versions: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['needs', 'needs_amount'],
        properties: {
          created: { type: 'string' },
          creator: { type: 'object' },
          needs_amount: { type: 'integer' },
          needs: {
            type: 'object',
            propertyNames: { pattern: '^[A-Z0-9_]{5,}$' },
            additionalProperties: {
              type: 'object',
              required: ['id', 'title', 'type', 'status'],
              properties: {
                ...{ id: { type: 'string' }, title: { type: 'string' }, content: { type: 'string' } },
                links: { type: 'array', items: { type: 'string' } },
                tags: { type: 'array', items: { type: 'string' } },
              },
            },
          },
        },
      },
    },
  },
};

interface Needs {
  readonly current_version: string;
  readonly versions: Readonly<
    Record<string, { readonly needs_amount: number; readonly needs: Readonly<Record<string, Need>> }>
  >;
}

type Need = Readonly<Record<string, unknown>> & { readonly links: readonly string[] };

test('should write needs.json with a need for each requirement and answer, linked', () => {
  const document = JSON.parse(needsJson(EVIDENCE)) as Needs;

  expect(new Ajv().validate(NEEDS_FORMAT, document)).toBe(true);
  const { needs = {}, needs_amount } = document.versions[document.current_version] ?? {};
  expect(needs_amount).toBe(4 + 7);
  expect(Object.keys(needs)).toHaveLength(4 + 7);
  for (const [id, need] of Object.entries(needs)) {
    expect(need['id']).toBe(id);
    expect(need.links.filter((link) => !Object.hasOwn(needs, link))).toEqual([]);
  }
  expect(needs['EV__SPLIT_USED_DEVICE_MUST_ORDER__SPEC']).toMatchObject({
    ...{ type: 'evidence', status: 'proved', links: ['REQ__SPLIT_USED_DEVICE_MUST_ORDER'] },
    ...{ commit: 'c0ffee', solver: 'z3 4.15.2 (wasm)', does_not_prove: 'split/add-used: more' },
    query: 'split/add-used: digest-of-split/add-used',
    assumptions: 'split/add-used: len: every value\nsplit/add-used: a.proof.ts:3: p.assume(x)',
  });
});

test('should write ReqIF in which every reference is to an element that is there', () => {
  const text = reqif(EVIDENCE);
  const problems: string[] = [];
  const parser = new DOMParser({ onError: (_, message) => void problems.push(message) });
  const root = parser.parseFromString(text, 'text/xml').documentElement;
  const all = [...(root?.getElementsByTagName('*') ?? [])];
  const ids = all.flatMap((element) => element.getAttribute('IDENTIFIER') ?? []);
  const references = all.filter(({ tagName }) => tagName.endsWith('-REF'));

  expect(problems).toEqual([]);
  expect(root?.namespaceURI).toBe('http://www.omg.org/spec/ReqIF/20110401/reqif.xsd');
  expect(
    [...(root?.childNodes ?? [])].flatMap((node) => (node.nodeType === 1 ? [node.nodeName] : [])),
  ).toEqual(['THE-HEADER', 'CORE-CONTENT']);
  expect(new Set(ids).size).toBe(ids.length);
  // Identifiers are names of XML.
  expect(ids.filter((id) => !/^[A-Za-z_][\w.-]*$/.test(id))).toEqual([]);
  expect(references.length).toBeGreaterThan(50);
  expect(references.map(({ textContent }) => textContent).filter((id) => !ids.includes(id ?? ''))).toEqual(
    [],
  );
  // All but the header says when it was changed.
  const timed = all.filter(
    (element) => element.hasAttribute('IDENTIFIER') && element.tagName !== 'REQ-IF-HEADER',
  );
  expect(timed.filter((element) => !element.hasAttribute('LAST-CHANGE'))).toEqual([]);
});

test('should write into ReqIF what an answer is bound to', () => {
  const root = new DOMParser().parseFromString(reqif(EVIDENCE), 'text/xml').documentElement;
  const object = [...(root?.getElementsByTagName('SPEC-OBJECT') ?? [])].find(
    (element) => element.getAttribute('IDENTIFIER') === 'EV__SPLIT_USED_DEVICE_MUST_ORDER__MINE',
  );
  const values = [...(object?.getElementsByTagName('ATTRIBUTE-VALUE-STRING') ?? [])].map((value) => [
    value.getElementsByTagName('ATTRIBUTE-DEFINITION-STRING-REF')[0]?.textContent,
    value.getAttribute('THE-VALUE'),
  ]);

  expect(Object.fromEntries(values)).toEqual({
    AD_EVIDENCE_MODEL: 'mine',
    AD_EVIDENCE_ANSWER: 'finding',
    AD_EVIDENCE_REASON: 'It is "off" by <one> | two.',
    AD_EVIDENCE_ASSERTIONS: 'split/add-used: len is first',
    AD_EVIDENCE_COMMIT: 'c0ffee',
    AD_EVIDENCE_TOOL: 'ringproof 1.2.3',
    AD_EVIDENCE_SOLVER: 'none, rewriting decided all',
    AD_EVIDENCE_QUERY: 'split/add-used: digest-of-split/add-used',
    AD_EVIDENCE_ASSUMPTIONS: 'split/add-used: not found out within the limits',
    AD_EVIDENCE_DOESNOTPROVE: 'split/add-used: that the driver sees the element before the index',
    AD_EVIDENCE_PROOFS: 'proofs/split/add-used.proof.ts:7',
  });
});

interface Duvet {
  readonly specifications: Readonly<
    Record<
      string,
      { readonly requirements: readonly number[]; readonly sections: readonly { readonly id: string }[] }
    >
  >;
  readonly annotations: readonly {
    readonly source: string;
    readonly target_path: string;
    readonly target_section: string;
    readonly type: string;
    readonly level: string;
    readonly line?: number;
  }[];
  readonly statuses: Readonly<Record<string, { readonly related: readonly number[] }>>;
  readonly evidence: Readonly<Record<string, { readonly commit: string }>>;
}

test('should write a report in the form of duvet’s, in which numbers are those of annotations', () => {
  const { specifications, annotations, statuses, evidence } = JSON.parse(duvetReport(EVIDENCE)) as Duvet;
  const [[path, { requirements, sections }] = ['', { requirements: [], sections: [] }]] =
    Object.entries(specifications);

  expect(annotations).toHaveLength(4 + 7);
  expect(requirements.map((number) => annotations[number]?.type)).toEqual(['SPEC', 'SPEC', 'SPEC', 'SPEC']);
  expect(Object.keys(statuses)).toEqual([...requirements].sort((a, b) => a - b).map(String));
  expect(statuses['0']).toEqual({ spec: 1, implication: 1, todo: 1, related: [1, 2] });
  for (const { target_path, target_section, level } of annotations) {
    expect(target_path).toBe(path);
    expect(sections.map(({ id }) => id)).toContain(target_section);
    expect(['MUST', 'SHOULD', 'MAY']).toContain(level);
  }
  expect(annotations[1]).toMatchObject({
    source: 'proofs/split/add-used.proof.ts',
    line: 7,
    type: 'IMPLICATION',
  });
  expect(evidence['1']?.commit).toBe('c0ffee');
});

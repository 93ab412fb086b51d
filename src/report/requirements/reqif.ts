import { toXml, type Element } from '../xml.ts';
import { evidenceId, recordOf, type Binding, type BoundEvidence } from './record.ts';

const NAMESPACE = 'http://www.omg.org/spec/ReqIF/20110401/reqif.xsd';

/** Longest text that an attribute may have. */
const MOST_CHARACTERS = 1_000_000;

type Attributes = Readonly<Record<string, string>>;

const TEXT_TYPE = 'DT_TEXT';

/** The attributes of requirements, and those of the answers to them. */
const REQUIREMENT_FIELDS = ['id', 'section', 'level', 'role', 'ring', 'text'] as const;
const EVIDENCE_FIELDS = [
  ...['model', 'answer', 'reason', 'assertions', 'commit', 'tool', 'solver', 'query'],
  ...['assumptions', 'doesNotProve', 'proofs'],
] as const;

/**
 * The answers as ReqIF: a spec object for each requirement and for each answer, a relation from the answer to its requirement, and a
 * specification that lists the answers below their requirements.
 */
export function reqif({ rows, binding }: BoundEvidence): string {
  const changed = { 'LAST-CHANGE': binding.created };
  const objects: Element[] = [];
  const relations: Element[] = [];
  const tree = rows.map(({ entry, cells }) => {
    const id = evidenceId('REQ', entry.id);
    objects.push(
      object('REQUIREMENT', id, entry.id, { ...entry, ring: entry.ring ?? '' }, REQUIREMENT_FIELDS, changed),
    );
    const children = cells.map((cell) => {
      const record = recordOf(cell, binding);
      const own = evidenceId('EV', entry.id, record.model);
      const fields = {
        ...{ ...record, assertions: joined(record.assertions), solver: joined(record.solvers) },
        ...{ query: joined(record.queries), assumptions: joined(record.assumptions) },
        ...{ doesNotProve: joined(record.doesNotProve), proofs: joined(record.places) },
      };
      objects.push(
        object('EVIDENCE', own, `${entry.id} on ${record.model}`, fields, EVIDENCE_FIELDS, changed),
      );
      relations.push({
        '@': { IDENTIFIER: `${own}__ANSWERS`, ...changed },
        TYPE: { 'SPEC-RELATION-TYPE-REF': 'ST_ANSWERS' },
        SOURCE: { 'SPEC-OBJECT-REF': own },
        TARGET: { 'SPEC-OBJECT-REF': id },
      });
      return node(own, [], changed);
    });
    return node(id, children, changed);
  });
  const content = {
    DATATYPES: {
      'DATATYPE-DEFINITION-STRING': {
        '@': { IDENTIFIER: TEXT_TYPE, 'LONG-NAME': 'text', 'MAX-LENGTH': MOST_CHARACTERS, ...changed },
      },
    },
    'SPEC-TYPES': {
      'SPEC-OBJECT-TYPE': [
        objectType('REQUIREMENT', REQUIREMENT_FIELDS, changed),
        objectType('EVIDENCE', EVIDENCE_FIELDS, changed),
      ],
      'SPEC-RELATION-TYPE': { '@': { IDENTIFIER: 'ST_ANSWERS', 'LONG-NAME': 'answers', ...changed } },
      'SPECIFICATION-TYPE': { '@': { IDENTIFIER: 'ST_LEDGER', 'LONG-NAME': 'ledger', ...changed } },
    },
    'SPEC-OBJECTS': { 'SPEC-OBJECT': objects },
    'SPEC-RELATIONS': { 'SPEC-RELATION': relations },
    SPECIFICATIONS: {
      SPECIFICATION: {
        '@': { IDENTIFIER: 'LEDGER', 'LONG-NAME': binding.project, ...changed },
        TYPE: { 'SPECIFICATION-TYPE-REF': 'ST_LEDGER' },
        CHILDREN: { 'SPEC-HIERARCHY': tree },
      },
    },
  };
  return toXml({
    'REQ-IF': {
      '@': { xmlns: NAMESPACE },
      'THE-HEADER': { 'REQ-IF-HEADER': header(binding) },
      'CORE-CONTENT': { 'REQ-IF-CONTENT': content },
    },
  });
}

function header({ version, created, project, commit }: Binding): Element {
  return {
    '@': { IDENTIFIER: 'HEADER' },
    COMMENT: commit === null ? 'not in a repository' : `of commit ${commit}`,
    'CREATION-TIME': created,
    'REPOSITORY-ID': commit ?? 'none',
    'REQ-IF-TOOL-ID': `ringproof ${version}`,
    'REQ-IF-VERSION': '1.0',
    'SOURCE-TOOL-ID': `ringproof ${version}`,
    TITLE: project,
  };
}

function objectType(kind: string, fields: readonly string[], changed: Attributes): Element {
  return {
    '@': { IDENTIFIER: `ST_${kind}`, 'LONG-NAME': kind.toLowerCase(), ...changed },
    'SPEC-ATTRIBUTES': {
      'ATTRIBUTE-DEFINITION-STRING': fields.map((name) => ({
        '@': { IDENTIFIER: attributeId(kind, name), 'LONG-NAME': name, ...changed },
        TYPE: { 'DATATYPE-DEFINITION-STRING-REF': TEXT_TYPE },
      })),
    },
  };
}

function object<Name extends string>(
  kind: string,
  id: string,
  name: string,
  values: Readonly<Record<Name, string>>,
  fields: readonly Name[],
  changed: Attributes,
): Element {
  return {
    '@': { IDENTIFIER: id, 'LONG-NAME': name, ...changed },
    TYPE: { 'SPEC-OBJECT-TYPE-REF': `ST_${kind}` },
    VALUES: {
      'ATTRIBUTE-VALUE-STRING': fields.map((field) => ({
        '@': { 'THE-VALUE': values[field] },
        DEFINITION: { 'ATTRIBUTE-DEFINITION-STRING-REF': attributeId(kind, field) },
      })),
    },
  };
}

function node(id: string, children: readonly Element[], changed: Attributes): Element {
  return {
    '@': { IDENTIFIER: `${id}__NODE`, ...changed },
    OBJECT: { 'SPEC-OBJECT-REF': id },
    ...(children.length === 0 ? {} : { CHILDREN: { 'SPEC-HIERARCHY': children } }),
  };
}

function attributeId(kind: string, name: string): string {
  return `AD_${kind}_${name.toUpperCase()}`;
}

/** Several texts as one, which an attribute keeps: line breaks would become blanks. */
function joined(texts: readonly string[]): string {
  return texts.map((text) => text.replace(/\s*\n\s*/g, ' ')).join(' | ');
}

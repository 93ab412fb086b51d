import { SPECIFICATION } from './specification.ts';
import { recordOf, type BoundEvidence, type EvidenceRecord } from './record.ts';

/** What an annotation of a kind counts as, in the statuses. */
const COUNTED = {
  SPEC: 'spec',
  TEST: 'test',
  EXCEPTION: 'exception',
  TODO: 'todo',
  IMPLICATION: 'implication',
} as const;

type AnnotationType = keyof typeof COUNTED;

/** How an answer is annotated: a proof implies its sentence; what is out of reach or not applicable is an exception to it. */
const TYPES: Readonly<Record<EvidenceRecord['answer'], AnnotationType>> = {
  proved: 'IMPLICATION',
  allowed: 'IMPLICATION',
  finding: 'TODO',
  open: 'TODO',
  'not-applicable': 'EXCEPTION',
  'out-of-reach': 'EXCEPTION',
};

const LEVELS: Readonly<Record<string, string>> = {
  MUST: 'MUST',
  'MUST NOT': 'MUST',
  SHOULD: 'SHOULD',
  'SHOULD NOT': 'SHOULD',
  MAY: 'MAY',
};

/**
 * The answers as a report in the form of duvet's: the ledger is the specification, since its text is ours to repeat. An annotation SPEC for
 * each requirement, and one for each answer; the statuses say by the number of the requirement how many of each there are. `evidence`
 * holds what the form has no place for.
 */
export function duvetReport({ rows, binding }: BoundEvidence): string {
  const annotations: object[] = [];
  const evidence: Record<string, EvidenceRecord> = {};
  const statuses: Record<string, object> = {};
  const sections = new Map<string, { id: string; title: string; lines: string[]; requirements: number[] }>();
  for (const { entry, cells } of rows) {
    const spec = annotations.length;
    const target = { target_path: SPECIFICATION, target_section: `section-${entry.section}` };
    const level = LEVELS[entry.level];
    annotations.push({ source: SPECIFICATION, ...target, type: 'SPEC', level, comment: entry.text });
    const counts: Partial<Record<(typeof COUNTED)[AnnotationType], number>> = { spec: 1 };
    const related: number[] = [];
    for (const cell of cells) {
      const record = recordOf(cell, binding);
      const type = TYPES[record.answer];
      const [file = SPECIFICATION, line = ''] = (record.places[0] ?? '').split(/:(?=\d+$)/);
      related.push(annotations.length);
      evidence[String(annotations.length)] = record;
      counts[COUNTED[type]] = (counts[COUNTED[type]] ?? 0) + 1;
      annotations.push({
        source: file === '' ? SPECIFICATION : file,
        ...target,
        ...(line === '' ? {} : { line: Number(line) }),
        ...{
          type,
          level,
          comment: commentOf(record),
          feature: record.model,
          tags: [entry.id, record.answer],
        },
      });
    }
    statuses[String(spec)] = { ...counts, related };
    const section = sections.get(entry.section) ?? {
      ...{ id: target.target_section, title: `Section ${entry.section}` },
      ...{ lines: [], requirements: [] },
    };
    section.lines.push(entry.text);
    section.requirements.push(spec);
    sections.set(entry.section, section);
  }
  const document = {
    specifications: {
      [SPECIFICATION]: {
        ...{ title: binding.project, format: 'markdown' },
        requirements: [...sections.values()].flatMap(({ requirements }) => requirements),
        sections: [...sections.values()],
      },
    },
    ...{ annotations, statuses, refs: [], evidence },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function commentOf({ answer, reason, assertions }: EvidenceRecord): string {
  const what = assertions.length === 0 ? '' : `: ${assertions.join('; ')}`;
  return `${answer}${what}${reason === '' ? '' : ` (${reason})`}`;
}

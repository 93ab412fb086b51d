import { evidenceId, recordOf, type BoundEvidence } from './record.ts';

/**
 * The answers as a needs.json: a need of type `req` for each requirement, and one of type `evidence`, linked to it, for each answer.
 */
export function needsJson({ rows, binding }: BoundEvidence): string {
  const { version, created, project } = binding;
  const needs = rows.flatMap(({ entry, cells }) => {
    const id = evidenceId('REQ', entry.id);
    const requirement = {
      ...{ id, type: 'req', type_name: 'Requirement', title: entry.id, content: entry.text },
      ...{ status: entry.level, tags: [entry.role, ...(entry.ring === undefined ? [] : [entry.ring])] },
      ...{ links: [], section: entry.section, level: entry.level },
    };
    const evidence = cells.map((cell) => {
      const record = recordOf(cell, binding);
      return {
        id: evidenceId('EV', entry.id, record.model),
        ...{ type: 'evidence', type_name: 'Evidence', title: `${entry.id} on ${record.model}` },
        ...{ content: record.reason, status: record.answer, tags: [record.model], links: [id] },
        ...{ model: record.model, commit: record.commit, tool: record.tool },
        ...lines(record),
      };
    });
    return [requirement, ...evidence];
  });
  const document = {
    ...{ created, current_version: version, project },
    versions: {
      [version]: {
        created,
        creator: { program: 'ringproof', version },
        needs: Object.fromEntries(needs.map((need) => [need.id, need])),
        needs_amount: needs.length,
      },
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Fields of several lines, as text: extra options of a need are text. */
function lines(record: ReturnType<typeof recordOf>): Readonly<Record<string, string>> {
  return {
    assertions: record.assertions.join('\n'),
    solver: record.solvers.join('\n'),
    query: record.queries.join('\n'),
    assumptions: record.assumptions.join('\n'),
    does_not_prove: record.doesNotProve.join('\n'),
    proofs: record.places.join('\n'),
  };
}

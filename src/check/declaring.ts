import type { Finding } from '../proof/finding.ts';
import type { Subject } from './subject.ts';

/** What of a proof hints depend on. */
export type Asked = Pick<Subject, 'id' | 'modelName' | 'isOwn' | 'isShipped' | 'finding'>;

/** What to write into the configuration file, so that a proof is not checked on its model any more. */
export function exclusionText({ id, modelName }: Asked): string {
  const model = modelName === null ? '' : `"model": ${JSON.stringify(modelName)}, `;
  return `  "exclude": [{ "proof": ${JSON.stringify(id)}, ${model}"reason": "..." }]`;
}

/** Hints that end in text to copy, which starts with blanks and is not wrapped. */
export function excludeHint(asked: Asked): string {
  return `If it does not concern this model, exclude it in ringproof.config.json:\n${exclusionText(asked)}`;
}

/** A hint to declare covers as out of reach; `null` where no finding can be declared. */
export function unreachedHint(
  { id, modelName, isOwn, finding }: Asked,
  covers: readonly string[],
): string | null {
  if (modelName === null || isOwn) return null;
  const intro = 'If the model has no such state, say so in';
  if (finding !== null) {
    const all = [...new Set([...(finding.unreached ?? []), ...covers])];
    return `${intro} the finding:\n  unreached: ${listed(all)},`;
  }
  const text = findingText({ breaks: [], unreached: covers });
  return `${intro} its findings:\n  ${quoted(id)}: ${text},`;
}

/** A hint to declare a trap that is right, for one proof or for all that it breaks; `null` as above. */
export function trapHint({ id, modelName, isOwn, finding }: Asked, assertion: string): string | null {
  if (modelName === null || isOwn) return null;
  if (finding !== null)
    return `If the real queue traps here, add it to breaks of the finding:\n  ${quoted(assertion)}`;
  return [
    'If the real queue traps here, declare a finding. A constant serves all proofs that the trap breaks:',
    `  const trap: Finding = ${findingText({ breaks: [assertion], affects: 'host' })};`,
    `  ${quoted(id)}: trap,`,
  ].join('\n');
}

function findingText({ breaks, unreached, affects }: Partial<Finding> & Pick<Finding, 'breaks'>): string {
  const fields = [
    `breaks: ${listed(breaks)}`,
    ...(unreached === undefined ? [] : [`unreached: ${listed(unreached)}`]),
    "reason: '...'",
    ...(affects === undefined ? [] : [`affects: ${quoted(affects)}`]),
    "reference: '...'",
  ];
  return `{ ${fields.join(', ')} }`;
}

function listed(names: readonly string[]): string {
  return `[${names.map(quoted).join(', ')}]`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

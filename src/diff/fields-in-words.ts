import { commonFields } from '../proof/alike.ts';
import type { PairOptions } from '../proof/pairing.ts';
import type { Part } from '../proof/part.ts';
import { snakeCase } from '../proof/snake-case.ts';

type Parts = Readonly<Record<string, Part<unknown, unknown> | undefined>>;

/** What a comparison of two models leaves out: states, and fields that only one of them has. */
export function unsharedInWords(a: Parts, b: Parts, { names }: PairOptions): string {
  const [nameA, nameB] = names;
  const alone: string[] = [];
  const byName: string[] = [];
  for (const [name, first] of Object.entries(a)) {
    const second = b[name];
    if (first === undefined || second === undefined) continue;
    const common = commonFields(first, second);
    for (const [model, fields] of [
      [nameA, common.first],
      [nameB, common.second],
    ] as const)
      if (fields.length > 0) alone.push(`${fields.map(snakeCase).join(', ')} of the ${name} of ${model}`);
    if (common.byName.length > 0) byName.push(`${common.byName.map(snakeCase).join(', ')} of the ${name}`);
  }
  return [
    'anything of states that only one of the two can be in',
    ...(alone.length === 0
      ? []
      : [`fields of one alone are not compared and have any value at the start: ${alone.join('; ')}`]),
    ...(byName.length === 0
      ? []
      : [`private fields of one name are taken for the same: ${byName.join('; ')}`]),
  ].join('. ');
}

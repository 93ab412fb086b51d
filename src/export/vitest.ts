import type { SavedStart } from '../replay/rebuild.ts';
import type { Written } from '../proof/family.ts';
import { aboutLines } from './comment.ts';

/** A value that a module of the user's exports. */
export interface Exported {
  /** What the module is imported by, from the folder of the project: a relative path, or an entry of the tool's package. */
  readonly specifier: string;
  /** Name of the export. */
  readonly name: string;
}

/** A vitest test that fails as long as the assertion is broken. It is to be saved in the folder of the project. */
export function vitestTest(
  about: Written,
  { inputs, memory }: SavedStart,
  proof: Exported,
  model: Exported | null,
): string {
  const start = JSON.stringify({ inputs, memory }, null, 2);
  const title = JSON.stringify(
    `${about.proof}${about.model === null ? '' : ` on ${about.model}`}: ${about.assertion}`,
  );
  return [
    ...aboutLines(about, '// '),
    '// Save it in the folder of the project as <name>.test.ts.',
    "import { brokenAssertions } from 'ringproof';",
    "import { expect, test } from 'vitest';",
    `import { ${named(proof, 'theProof')} } from '${proof.specifier}';`,
    ...(model === null ? [] : [`import { ${named(model, 'theModel')} } from '${model.specifier}';`]),
    '',
    `const START = ${start};`,
    '',
    `test(${title}, () => {`,
    `  expect(brokenAssertions(theProof, ${model === null ? 'null' : 'theModel'}, START)).toEqual([]);`,
    '});',
    '',
  ].join('\n');
}

function named({ name }: Exported, as: string): string {
  return `${name} as ${as}`;
}

import type { ModelEntry } from '../load/catalogue.ts';
import type { NotCompared } from '../session/pair-plan.ts';
import { toolVersion } from '../session/version.ts';
import { fieldsOf } from '../shape/check.ts';
import type { Of } from '../shape/shape.ts';
import type { ComparedAs, Comparison } from './diff-comparison.ts';
import { DIFF_DOCUMENT } from './diff-shape.ts';

/** What a comparison came to, for programs. */
export function diffDocument(
  { name, source }: ModelEntry,
  comparisons: readonly Comparison[],
  notCompared: readonly NotCompared[],
  doesNotCompare: string | null,
): Of<typeof DIFF_DOCUMENT> {
  const of = (wanted: ComparedAs): number => comparisons.filter(({ verdict }) => verdict === wanted).length;
  const document = {
    tool: 'ringproof',
    version: toolVersion(),
    ...{ models: name, source, doesNotCompare },
    operations: comparisons.map(({ operation, failure, title: _, timeMs, ...rest }) => ({
      name: operation,
      ...rest,
      timeMs,
      failure,
    })),
    notCompared: notCompared.map(({ operation, reason }) => ({ name: operation, reason })),
    summary: {
      ...{ equal: of('equal'), different: of('different'), undecided: of('undecided') },
      ...{ noState: of('no-state'), error: of('error'), notCompared: notCompared.length },
    },
  } as const;
  return fieldsOf(DIFF_DOCUMENT, document);
}

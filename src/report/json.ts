import { fieldsOf } from '../shape/check.ts';
import type { Of } from '../shape/shape.ts';
import { REPORT_DOCUMENT } from './document-shape.ts';
import type { About, Report } from './reporter.ts';
import { summarise } from './summary.ts';

/** The document of `--reporter json`; `report.schema.json` says the same for programs. */
export type JsonReport = Of<typeof REPORT_DOCUMENT>;

/** A run as one JSON document: the documented fields, in the documented order, and no others. */
export function jsonDocument({ results, ...run }: Report, { version }: About): string {
  const document: JsonReport = {
    tool: 'ringproof',
    version,
    summary: summarise(results),
    proofs: results.map((result) => ({ counterexampleFile: null, ...result })),
    ...run,
  };
  return `${JSON.stringify(fieldsOf(REPORT_DOCUMENT, document), null, 2)}\n`;
}

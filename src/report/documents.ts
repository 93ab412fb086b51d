import type { DocumentName } from './document-names.ts';
import { htmlDocument } from './html/document.ts';
import { jsonDocument } from './json.ts';
import { junitDocument } from './junit.ts';
import { markdownDocument } from './markdown.ts';
import type { About, Report } from './reporter.ts';
import { sarifDocument } from './sarif.ts';

/** How each document is made of a run. */
export const RENDER: Readonly<Record<DocumentName, (report: Report, about: About) => string>> = {
  json: jsonDocument,
  junit: junitDocument,
  sarif: sarifDocument,
  markdown: markdownDocument,
  html: htmlDocument,
};

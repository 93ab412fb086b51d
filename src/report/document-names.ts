/** The reports that are written in one piece when a run is over, and what each is called in the folder of `--output`. */
export const DOCUMENT_FILES = {
  json: 'ringproof.json',
  junit: 'ringproof.junit.xml',
  sarif: 'ringproof.sarif',
  markdown: 'ringproof.md',
  html: 'ringproof.html',
} as const;

export type DocumentName = keyof typeof DOCUMENT_FILES;

export function isDocumentName(name: string): name is DocumentName {
  return Object.hasOwn(DOCUMENT_FILES, name);
}

export const DOCUMENT_NAMES: readonly DocumentName[] = Object.keys(DOCUMENT_FILES).filter(isDocumentName);

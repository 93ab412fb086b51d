/** The documents of `ringproof requirements`, and what each is called in the folder of `--output`. */
export const REQUIREMENT_FILES = {
  json: 'requirements.json',
  markdown: 'requirements.md',
  html: 'requirements.html',
  needs: 'needs.json',
  reqif: 'requirements.reqif',
  duvet: 'duvet.json',
} as const;

export type RequirementDocument = keyof typeof REQUIREMENT_FILES;

/** Output formats of requirements. */
export const REQUIREMENT_FORMATS = ['pretty', 'json', 'markdown', 'html', 'needs', 'reqif', 'duvet'] as const;

export type RequirementFormat = (typeof REQUIREMENT_FORMATS)[number];

export function isRequirementDocument(name: RequirementFormat): name is RequirementDocument {
  return name !== 'pretty';
}

/** Those that are evidence, and bind each answer to what it rests on. */
export const EVIDENCE_DOCUMENTS: readonly RequirementFormat[] = ['needs', 'reqif', 'duvet'];

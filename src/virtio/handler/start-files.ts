import type { ModelStart } from '../split/start-files.ts';

/** Where the first model of a handler comes from, and what is put into it. */
export const HANDLER_START = {
  model: 'models/handler-reference',
  files: ['index.ts', 'handler.ts', 'findings.ts'],
  names: [
    [/\breferenceHandler\b/g, '{camel}'],
    [/\bReferenceHandler\b/g, '{pascal}'],
    [
      /name: 'handler-reference', source: '[^']*'/g,
      "name: '{name}', source: 'put here what it models: project, file, commit'",
    ],
    [/\/\*\* A handler that breaks nothing[^\n]*/g, '/** The handler, as properties are asked of it. */'],
    [
      /\/\*\* What the handler is known to break[^\n]*/g,
      '/** What the handler is known to break, by proof id. A finding hides nothing else. */',
    ],
  ],
  recorders: {},
} as const satisfies ModelStart;

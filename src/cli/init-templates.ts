import type { NewFile } from './init-model.ts';

/** A file that a project of its own may have already: then it keeps it. */
export interface ProjectFile extends NewFile {
  /** Else it must not be there yet. */
  readonly isOptional: boolean;
}

/**
 * The files around a model: a workflow, unless the model has one of its own, and what makes a folder a project. `version` is the
 * tool's own.
 */
export function projectFiles(version: string, hasWorkflow = false): readonly ProjectFile[] {
  return [
    ...(hasWorkflow ? [] : [{ path: '.github/workflows/ringproof.yml', text: workflow(), isOptional: true }]),
    { path: 'package.json', text: manifest(version), isOptional: true },
    { path: 'tsconfig.json', text: TSCONFIG, isOptional: true },
  ];
}

/** What a workflow is about: everything, or one model that is built before. */
export interface Job {
  /** The model's name. */
  readonly model?: string;
  /** The commands that build it, one a step. */
  readonly build?: readonly string[];
  /** How long a proof, and all of the job, may take. */
  readonly timeout?: string;
  readonly minutes?: number;
}

/** The text of a workflow for GitHub Actions. */
export function workflow({ model = '', build = [], timeout = '60s', minutes = 20 }: Job = {}): string {
  const name = model === '' ? 'ringproof' : `ringproof ${model}`;
  const prove = model === '' ? 'prove' : `prove --model ${model}`;
  const steps = [...build, 'npm install', `npx ringproof ${prove} --timeout ${timeout} ${REPORTERS}`];
  return `name: ${name}
on:
  push:
    branches: [main]
  pull_request:

jobs:
  prove:
    runs-on: ubuntu-latest
    timeout-minutes: ${minutes}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
${steps.map((command) => `      - run: ${command}\n`).join('')}`;
}

const REPORTERS = '--reporter pretty,github,markdown';

const TSCONFIG = `{
  "compilerOptions": {
    "target": "es2023",
    "lib": ["es2023"],
    "module": "nodenext",
    "types": [],
    "strict": true,
    "noEmit": true,
    "skipLibCheck": true,
    "allowImportingTsExtensions": true
  },
  "include": ["models", "proofs"]
}
`;

function manifest(version: string): string {
  const content = {
    private: true,
    type: 'module',
    scripts: { prove: 'ringproof prove', typecheck: 'tsc' },
    devDependencies: { ringproof: `^${version}`, typescript: '>=6' },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

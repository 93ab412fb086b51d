import type { NewFile } from './init-model.ts';

/** A file that a project of its own may have already: then it keeps it. */
export interface ProjectFile extends NewFile {
  /** Else it must not be there yet. */
  readonly isOptional: boolean;
}

/** The files around a model: a workflow, and what makes a folder a project. `version` is the tool's own. */
export function projectFiles(version: string): readonly ProjectFile[] {
  return [
    { path: '.github/workflows/ringproof.yml', text: WORKFLOW, isOptional: true },
    { path: 'package.json', text: manifest(version), isOptional: true },
    { path: 'tsconfig.json', text: TSCONFIG, isOptional: true },
  ];
}

const WORKFLOW = `name: ringproof
on:
  push:
    branches: [main]
  pull_request:

jobs:
  prove:
    runs-on: ubuntu-latest
    timeout-minutes: 20
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm install
      - run: npx ringproof prove --timeout 60s --reporter pretty,github,markdown
`;

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

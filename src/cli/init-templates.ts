import type { StartFile } from '../proof/family.ts';
import { SPLIT_START } from '../virtio/split/start-files.ts';

/** A file that `ringproof init` writes. */
export interface Template extends StartFile {
  /** A project that has such a file keeps its own; else it must not be there yet. */
  readonly isOptional: boolean;
}

/** The files of a small project that is proved at once; `version` is the tool's own. */
export function templates(version: string): readonly Template[] {
  return [
    ...SPLIT_START.map((file) => ({ ...file, isOptional: false })),
    { path: '.github/workflows/ringproof.yml', text: WORKFLOW, isOptional: false },
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
    "module": "nodenext",
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
    scripts: { prove: 'ringproof prove' },
    devDependencies: { ringproof: `^${version}` },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

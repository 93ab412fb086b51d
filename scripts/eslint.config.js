import eslint from '@eslint/js';
import { globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * What each folder of src may import from the others, itself always included. Imports go one way: a name to the right
 * never stands to the left of one that it imports.
 */
const MAY_IMPORT = {
  term: [],
  domain: ['term'],
  memory: ['domain', 'term'],
  explore: ['domain', 'memory', 'term'],
  compiled: ['domain', 'memory', 'text'],
  solver: ['term'],
  text: [],
  shape: ['text'],
  cache: ['solver', 'shape'],
  conform: ['domain', 'memory', 'shape', 'text'],
  proof: ['domain', 'memory', 'conform', 'shape', 'text'],
  result: ['proof', 'domain', 'shape'],
  requirement: ['result', 'proof', 'shape', 'text'],
  context: ['result', 'proof', 'explore', 'memory', 'domain', 'term', 'text'],
  diff: ['proof', 'memory', 'domain', 'text'],
  prover: ['context', 'cache', 'solver', 'explore', 'proof', 'memory', 'term'],
  replay: ['context', 'result', 'proof', 'conform', 'memory', 'domain', 'shape', 'text'],
  trial: ['replay', 'context', 'result', 'proof', 'conform', 'memory', 'domain', 'text'],
  story: ['replay', 'context', 'result', 'proof', 'domain'],
  export: ['story', 'replay', 'context', 'result', 'conform', 'proof', 'memory', 'domain', 'text'],
  virtio: ['export', 'context', 'compiled', 'conform', 'diff', 'proof', 'memory', 'domain', 'shape', 'text'],
  shrink: ['prover', 'context', 'proof', 'solver', 'memory', 'domain', 'term'],
  check: [
    'shrink',
    'replay',
    'prover',
    'context',
    'result',
    'cache',
    'solver',
    'explore',
    'proof',
    'memory',
    'domain',
    'term',
  ],
  load: ['requirement', 'result', 'cache', 'proof', 'domain', 'shape', 'text'],
  mutant: ['load', 'cache', 'compiled', 'domain'],
  runner: ['load', 'check', 'prover', 'result', 'cache', 'solver', 'proof', 'text'],
  page: ['story', 'result'],
  report: ['requirement', 'page', 'export', 'story', 'replay', 'result', 'proof', 'shape', 'text'],
  session: [
    'requirement',
    'report',
    'runner',
    'load',
    'virtio',
    'prover',
    'result',
    'cache',
    'solver',
    'proof',
    'shape',
    'text',
  ],
  queue: ['session', 'runner', 'load', 'prover', 'result', 'cache', 'solver', 'shape', 'text'],
  cli: [
    'mutant',
    'queue',
    'requirement',
    'session',
    'diff',
    'report',
    'runner',
    'load',
    'virtio',
    'export',
    'story',
    'trial',
    'replay',
    'check',
    'prover',
    'result',
    'conform',
    'proof',
    'cache',
    'solver',
    'shape',
    'text',
  ],
  vitest: ['session', 'report', 'runner', 'result', 'proof'],
};

const FOLDERS = Object.keys(MAY_IMPORT);

const importRules = Object.entries(MAY_IMPORT).map(([folder, allowed]) => {
  const forbidden = FOLDERS.filter((name) => name !== folder && !allowed.includes(name));
  return {
    files: [`src/${folder}/**/*.ts`],
    ignores: ['**/*.test.ts', '**/*.fixture.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(\\.\\./)+(${[...forbidden, 'index', 'models', 'proofs'].join('|')})(/|\\.ts)`,
              message: `src/${folder} may import from ${['itself', ...allowed].join(', ')} only.`,
            },
          ],
        },
      ],
    },
  };
});

export default tseslint.config(
  globalIgnores(['dist', 'coverage']),
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['scripts/*.js'] },
        tsconfigRootDir: `${import.meta.dirname}/..`,
      },
    },
  },
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Numbers and bigints read well in messages.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // An index signature is read with brackets, so that what may be missing looks it.
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/no-empty-function': ['error', { allow: ['arrowFunctions', 'methods'] }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // It looks at the types of every assignment. There are only the enums of Z3: `erasableSyntaxOnly` allows no others.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
    },
  },
  { files: ['src/solver/**/*.ts'], rules: { '@typescript-eslint/no-unsafe-enum-assignment': 'error' } },
  ...importRules,
  {
    // Models and proofs are written as a user writes them: with the public entry and each other.
    files: ['models/**/*.ts', 'proofs/**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.fixture.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '/src/', message: "Import from 'ringproof' or 'ringproof/virtio/split'." }] },
      ],
    },
  },
  // Matchers of the test runner are typed `any`.
  { files: ['**/*.test.ts'], rules: { '@typescript-eslint/no-unsafe-assignment': 'off' } },
  { files: ['scripts/*.js'], extends: [tseslint.configs.disableTypeChecked] },
);

import { describe, expect, test } from 'vitest';
import { LANGUAGES } from './init-model.ts';
import { compiledFiles } from './init-compiled.ts';

describe.each(LANGUAGES)('the files of a compiled queue in %s', (language) => {
  const files = compiledFiles(language, 'my-queue');
  const textOf = (name: string): string => files.find(({ path }) => path.endsWith(name))?.text ?? '';

  test('should be in the folder of the model, beside a workflow, and each once', () => {
    const paths = files.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    for (const { path, isOptional } of files)
      expect(path).toMatch(
        isOptional ? /^ringproof\.config\.json$/ : /^(models\/my-queue|\.github\/workflows)\/[^/]+$/,
      );
  });

  test('should declare a model of the name that was given', () => {
    expect(textOf('index.ts')).toContain(
      "export const myQueue = splitDevice.implement(\n  { name: 'my-queue'",
    );
    expect(textOf('index.ts')).toContain("import code from './queue.wasm'");
    // The module is built before it is proved.
    const steps = [...textOf('ringproof-my-queue.yml').matchAll(/- run: (.*)/g)].map(([, run]) => run);
    expect(steps.slice(1)).toEqual([
      'make -C models/my-queue',
      'npm install',
      'npx ringproof prove --model my-queue --timeout 5m --reporter pretty,github,markdown',
    ]);
  });

  test('should find the kit in the same folder', () => {
    for (const { text } of files) expect(text).not.toContain('RINGPROOF_KITS');
    expect(textOf('Makefile')).toContain('queue.wasm:');
  });
});

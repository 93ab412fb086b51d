import { describe, expect, test } from 'vitest';
import { LANGUAGES } from './init-model.ts';
import { compiledFiles } from './init-compiled.ts';

describe.each(LANGUAGES)('the files of a compiled queue in %s', (language) => {
  const files = compiledFiles(language, 'my-queue');
  const textOf = (name: string): string => files.find(({ path }) => path.endsWith(name))?.text ?? '';

  test('should be in the folder of the model, beside a workflow, and each once', () => {
    const paths = files.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of paths) expect(path).toMatch(/^(models\/my-queue|\.github\/workflows)\/[^/]+$/);
  });

  test('should declare a model of the name that was given', () => {
    expect(textOf('index.ts')).toContain(
      "export const myQueue = splitDevice.implement(\n  { name: 'my-queue'",
    );
    expect(textOf('index.ts')).toContain("import code from './queue.wasm'");
    expect(textOf('ringproof-my-queue.yml')).toContain('make -C models/my-queue');
  });

  test('should find the kit in the same folder', () => {
    for (const { text } of files) expect(text).not.toContain('RINGPROOF_KITS');
    expect(textOf('Makefile')).toContain('queue.wasm:');
  });
});

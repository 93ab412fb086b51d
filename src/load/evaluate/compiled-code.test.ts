import { expect, test } from 'vitest';
import { folderOfCode } from '../../domain/code-folders.ts';
import { evaluatedProject } from './evaluated.fixture.ts';

test('should know the folder of compiled code, and not let models read it', async () => {
  const project = await evaluatedProject({
    'model.ts': "import code from './queue.wasm'; export { code }; export const folder = code.folder;",
    'queue.wasm': 'ab',
  });
  const { code, folder } = await project.import('model.ts');

  expect(folder).toBeUndefined();
  // Hidden properties included.
  expect(code instanceof Object && Object.getOwnPropertyNames(code)).toEqual(['path', 'base64']);
  expect(JSON.stringify(code)).not.toContain(project.cwd);
  expect(code instanceof Object && folderOfCode(code)).toBe(project.cwd);
});

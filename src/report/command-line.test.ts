import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { commandLine } from './command-line.ts';

test('should leave plain words as they are', () => {
  expect(commandLine('ringproof', 'replay', 'out/a-b.c.json')).toBe('ringproof replay out/a-b.c.json');
});

test.skipIf(process.platform === 'win32')('should be read by a shell as the words that it is made of', () => {
  const words = ['a b', "it's", '$HOME', '`x`', '*', '<odd>|_name_', 'a\\b', '~', '', '!!', '#'];

  const out = execFileSync('sh', ['-c', `printf '%s\\n' ${commandLine(...words)}`], { encoding: 'utf8' });

  expect(out.split('\n').slice(0, -1)).toEqual(words);
});

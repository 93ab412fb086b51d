import { expect, test } from 'vitest';
import { frameOf } from './stack-frame.ts';

test.each([
  ['    at f (/home/me/a.ts:3:29)', 'f', '/home/me/a.ts'],
  ['    at /home/me/a.ts:3:29', '', '/home/me/a.ts'],
  ['    at async file:///home/me/a%20b.ts?tsx=1:3:29', '', 'file:///home/me/a%20b.ts?tsx=1'],
  ['    at async f (/home/me/my work/a.ts:3:29)', 'f', '/home/me/my work/a.ts'],
  ['    at /home/me/my work/a.ts:3:29', '', '/home/me/my work/a.ts'],
  ['    at new Queue (/home/me/work (old)/a.ts:3:29)', 'new Queue', '/home/me/work (old)/a.ts'],
  ['    at /home/me/work (old)/a.ts:3:29', '', '/home/me/work (old)/a.ts'],
  ['    at f (C:\\my work\\a.ts:3:29)', 'f', 'C:\\my work\\a.ts'],
])('should read %j', (line, name, file) => {
  expect(frameOf(line)).toEqual({ name, file, line: 3, column: 29 });
});

test.each(['Error: at first', '    at f (native)', '    at Array.map (<anonymous>)', ''])(
  'should read no place in %j',
  (line) => {
    expect(frameOf(line)).toBeNull();
  },
);

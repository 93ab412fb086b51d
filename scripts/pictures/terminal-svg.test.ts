import { expect, test } from 'vitest';
import { terminalSvg } from './terminal-svg.ts';

const textsOf = (svg: string): readonly string[] =>
  [...svg.matchAll(/<text\s([^>]*)>\s*([^<]*?)\s*<\/text/g)].map(([, how = '', text = '']) =>
    [text, ...['fill', 'font-weight'].filter((name) => how.includes(`${name}=`))].join(' '),
  );

test('should show each piece of a line in its colour, and escape it', () => {
  const svg = terminalSvg('ringproof prove', '\u001b[31m\u001b[1ma < b\u001b[22m c\u001b[39m\n  d');

  expect(textsOf(svg)).toEqual(['$', 'ringproof prove', 'a &lt; b fill font-weight', 'c fill', 'd']);
});

test('should wrap prose that is longer than the terminal is wide, as far to the right as it begins', () => {
  const svg = terminalSvg('x', `    ${'word '.repeat(30)}`);
  const [, , first, second] = [...svg.matchAll(/<text\s*x="([^"]*)"/g)].map(([, x]) => x);

  expect(textsOf(svg)).toHaveLength(4);
  expect(second).toBe(first);
});

/** An S-expression: an atom as it is written (quoted symbols with their bars), or a list. */
export type SExpression = string | readonly SExpression[];

// Sticky: it stops where nothing matches.
const TOKEN = /\s+|;[^\n]*|([()]|\|[^|]*\||"(?:[^"]|"")*"|[^\s()|";]+)/gy;

/** The S-expressions of a text. Throws a `SyntaxError` at an unbalanced parenthesis. */
export function parseSExpressions(text: string): readonly SExpression[] {
  const stack: SExpression[][] = [[]];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    end = match.index + match[0].length;
    const [, token] = match;
    if (token === undefined) continue;
    if (token === '(') stack.push([]);
    else if (token === ')') {
      const list = stack.pop();
      const parent = stack.at(-1);
      if (list === undefined || parent === undefined)
        throw new SyntaxError('unbalanced ) in the output of a solver');
      parent.push(list);
    } else stack.at(-1)?.push(token);
  }
  if (end < text.length) throw new SyntaxError(`not an S-expression: ${text.slice(end, end + 40)}`);
  const [top, ...open] = stack;
  if (top === undefined || open.length > 0) throw new SyntaxError('unbalanced ( in the output of a solver');
  return top;
}

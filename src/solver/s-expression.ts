/** An S-expression: an atom as it is written (quoted symbols with their bars), or a list. */
export type SExpression = string | readonly SExpression[];

const TOKEN = /\s+|;[^\n]*|([()]|\|[^|]*\||"(?:[^"]|"")*"|[^\s()|";]+)/gy;

/** The S-expressions of a text. Throws a `SyntaxError` at an unbalanced parenthesis. */
export function parseSExpressions(text: string): readonly SExpression[] {
  const stack: SExpression[][] = [[]];
  for (const [, token] of text.matchAll(TOKEN)) {
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
  const [top, ...open] = stack;
  if (top === undefined || open.length > 0) throw new SyntaxError('unbalanced ( in the output of a solver');
  return top;
}

/** A string or template in a piece of program text, with its quotes. */
const LITERAL = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[^])*`/g;

/**
 * Whether a function's text has a string that is this name, or a template that may produce it. What functions it calls have,
 * it does not see.
 */
export function mayName(text: string, name: string): boolean {
  return [...text.matchAll(LITERAL)].some(([literal]) => {
    const inside = unescaped(literal.slice(1, -1));
    if (!literal.startsWith('`')) return inside === name;
    const parts = inside.split(/\$\{[^{}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    // A template of values only may produce any text.
    return parts.some((part) => part.trim() !== '') && new RegExp(`^${parts.join('.*')}$`, 's').test(name);
  });
}

function unescaped(text: string): string {
  return text
    .replace(/\\u\{([\da-f]+)\}|\\u([\da-f]{4})|\\x([\da-f]{2})/gi, (_, ...groups: unknown[]) => {
      const digits = groups.slice(0, 3).find((group) => typeof group === 'string');
      return String.fromCodePoint(Number.parseInt(String(digits), 16));
    })
    .replace(/\\(['"`\\])/g, '$1');
}

import { fileURLToPath } from 'node:url';
import type { SourceLine } from '../proof/counterexample.ts';
import type { SourcePosition } from '../proof/stack-frame.ts';
import { codeSpot, linesIn } from '../result/code-spot.ts';

/** A line of the user's code with its text, where that can be read. */
export function sourceLine({ file, line }: SourcePosition, cwd = process.cwd()): SourceLine {
  const spot = codeSpot(pathOf(file), line, null, cwd);
  return { file: spot.file, line, text: spot.text.trim() };
}

/** The line of a clause, given where its declaration begins: the first from there on that has its name. Else where it begins. */
export function clauseLine({ file, line }: SourcePosition, name: string): SourceLine {
  const literals = [`'${name}'`, `"${name}"`, `\`${name}\``, `${name}:`];
  const after = linesIn(pathOf(file))
    .slice(line - 1)
    .findIndex((text) => literals.some((literal) => text.includes(literal)));
  return sourceLine({ file, line: line + Math.max(after, 0) });
}

function pathOf(file: string): string {
  return file.startsWith('file:') ? fileURLToPath(file) : file;
}

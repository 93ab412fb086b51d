import { fileURLToPath } from 'node:url';
import { codeSpot } from '../result/code-spot.ts';
import type { SourceLine } from '../proof/counterexample.ts';
import type { SourcePosition } from '../proof/stack-frame.ts';

/** A line of the user's code with its text, where that can be read. */
export function sourceLine({ file, line }: SourcePosition, cwd = process.cwd()): SourceLine {
  const spot = codeSpot(file.startsWith('file:') ? fileURLToPath(file) : file, line, null, cwd);
  return { file: spot.file, line, text: spot.text.trim() };
}

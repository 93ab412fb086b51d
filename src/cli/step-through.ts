import { createInterface } from 'node:readline';
import type { CliIo, Input } from '../session/io.ts';

type Terminal = CliIo & { readonly stdin: Input };

const KEYS = 'Enter: on, b: back, q: quit';

/** Whether steps can be shown one by one: both sides are a terminal. */
export function canStep(io: CliIo): io is Terminal {
  return io.stdin?.isTTY === true && io.stdout.isTTY === true;
}

/**
 * Shows pages one after the other, as lines of input ask for: an empty one, or "n", for the next, "b" for the one before, "q" for
 * none any more. Done after the last page, on quit, and when the input ends.
 */
export async function stepThrough(
  pages: readonly (readonly string[])[],
  { stdin, stdout }: Terminal,
): Promise<void> {
  const last = pages.length - 1;
  let at = 0;
  const show = (): void => {
    const page = pages[at] ?? [];
    stdout.write(
      `${page.join('\n')}\n\n${at} of ${last} steps (${at < last ? KEYS : 'Enter: done, b: back'}): `,
    );
  };
  const answers = createInterface({ input: stdin });
  show();
  for await (const line of answers) {
    const answer = line.trim().toLowerCase();
    if (answer === 'q' || (at === last && (answer === '' || answer === 'n'))) break;
    if (answer === '' || answer === 'n') at += 1;
    else if (answer === 'b') at = Math.max(0, at - 1);
    else {
      stdout.write(`${KEYS}: `);
      continue;
    }
    show();
  }
  answers.close();
  stdout.write('\n');
}

import { visible } from '../text/visible.ts';
import type { Output } from './io.ts';

/** Writes lines for a person: what a terminal or a log would obey in them is shown instead. */
export function say(output: Pick<Output, 'write'>, text: string): void {
  output.write(`${visible(text)}\n`);
}

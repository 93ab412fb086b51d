import { styleFor, type Style } from '../report/style.ts';
import { columnsOf, type CliIo, type Output } from './io.ts';

/** How text on a stream is to look. */
export function outputStyle(output: Output, color: boolean, { env }: Pick<CliIo, 'env'>): Style {
  return styleFor({ columns: output.isTTY === true ? columnsOf(output) : null, env, color });
}

import { createReadStream } from 'node:fs';
import { RecordingError } from './errors.ts';

/** Bytes of the longest line that is read: more than any case of a queue has, and no burden to the memory of a machine. */
const MOST_BYTES = 64 * 2 ** 20;

/** A line of a file, without its end. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/**
 * The lines of a file, one at a time, whatever its size. Throws a `RecordingError` for a line of more than 64 MiB; an error
 * of the file system as it is. `path` is where the file lies, `name` what it is called in errors.
 */
export async function* linesOf(path: string, name: string, mostBytes = MOST_BYTES): AsyncGenerator<Line> {
  let [number, length] = [1, 0];
  let parts: Buffer[] = [];
  const take = (part: Buffer): void => {
    length += part.length;
    if (length > mostBytes) {
      throw new RecordingError(
        `${name}:${number}: the line is longer than ${mostBytes / 2 ** 20} MiB, the most that is read; write one case a line`,
      );
    }
    parts.push(part);
  };
  const line = (): Line => {
    const text = Buffer.concat(parts, length).toString('utf8');
    return { number, text: number === 1 ? text.replace(/^\uFEFF/, '') : text };
  };
  // Without an encoding, a stream of a file yields buffers.
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      take(chunk.subarray(start, end));
      yield line();
      [number, length, parts, start] = [number + 1, 0, [], end + 1];
    }
    take(chunk.subarray(start));
  }
  if (length > 0) yield line();
}

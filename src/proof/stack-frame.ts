/** A line of a source file. */
export interface SourcePosition {
  /** A path or a URL. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** One line of a stack trace. */
export interface Frame extends SourcePosition {
  /** Of the function; empty where it has none. */
  readonly name: string;
  /** Counted from 1. */
  readonly column: number;
}

/** "at f (file:line:column)", or without the function; there may be blanks and parentheses in any of them. */
const FRAME = /^\s*at (?:async )?(?:(\S.*?) \((.+):(\d+):(\d+)\)|(.+):(\d+):(\d+))$/;

/** Reads a line of a stack; `null` for one that names no place. */
export function frameOf(stackLine: string): Frame | null {
  const [, name = '', ...parts] = FRAME.exec(stackLine) ?? [];
  // Which are there depends on the alternative.
  const [file = '', line, column] = parts.filter(Boolean);
  return file === '' ? null : { name, file, line: Number(line), column: Number(column) };
}

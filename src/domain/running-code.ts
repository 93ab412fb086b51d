/** Where code stands that an interpreter runs over a domain. */
export interface CodePlace {
  /** The function, as its module calls it. */
  readonly function: string;
  /** Of the instruction, from the start of the function's body, in bytes. */
  readonly offset: number;
  /** The line that it comes from; `null` where that is not known. */
  readonly source: CodeSource | null;
  /** While a condition of the code itself is decided: what it compares, as it is: "1 >= 1". Empty where it compares no numbers. */
  readonly decides: string | null;
}

/** A line of a source file, as debug information names it. */
export interface CodeLine {
  /** Absolute, or from the folder that the compiler ran in; with forward slashes. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Of the file when it was compiled, in hexadecimal; `null` where it is not known. */
  readonly md5: string | null;
}

/** The line that an instruction comes from, and where that is. */
export interface CodeSource extends CodeLine {
  /** Lines that called it, the innermost first, where the compiler put code in place of a call. */
  readonly callers: readonly CodeLine[];
  /** The folder that the compiled module is in; `null` where that is not known. */
  readonly folder: string | null;
}

let place: (() => CodePlace | null) | null = null;

/** Runs `work`, during which `where` says which instruction is executed. `null`: nothing in it is worth telling. */
export function whileRunning<T>(where: (() => CodePlace | null) | null, work: () => T): T {
  const before = place;
  place = where;
  try {
    return work();
  } finally {
    place = before;
  }
}

/** The instruction that is executed, for reports; `null` where no interpreter runs. */
export function runningCode(): CodePlace | null {
  return place?.() ?? null;
}

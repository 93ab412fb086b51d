/**
 * A compiled module cannot be read, or does something that cannot be executed over the domain. It is never a verdict on the
 * code: a proof that meets one is an error.
 */
export class CompiledError extends Error {
  override readonly name = 'CompiledError';
  /** What to do about it: a sentence. */
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

/** Where an instruction stands: "pop+0x1f", the offset from the start of the function's body in bytes. */
export function placeInWords(functionName: string, offset: number): string {
  return `${functionName}+0x${offset.toString(16)}`;
}

/** Why a counterexample cannot be written in a form; the message says what stands in the way. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
}

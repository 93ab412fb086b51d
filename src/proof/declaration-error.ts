/** A proof or a model is declared wrongly, independently of what the body of the proof does. */
export class DeclarationError extends TypeError {
  override readonly name = 'DeclarationError';
  readonly hint: string = 'Fix the declaration of the proof or of the model.';
}

/** Recognises such an error by its name, since a proof file and the tool may each load a copy of the class. */
export function isDeclarationError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'DeclarationError';
}

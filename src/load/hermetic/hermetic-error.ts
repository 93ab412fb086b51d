/** A proof or a model uses something that its verdict must not depend on, or keeps state from one run to the next. */
export class HermeticError extends TypeError {
  override readonly name = 'HermeticError';
  /** What to do instead: a sentence. */
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

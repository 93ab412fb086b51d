/** A function or a branch in the text of a model. Lines and columns are counted from 1. */
export interface TextPlace {
  readonly kind: 'function' | 'branch';
  /** The function that it is or is in, after its class: 'Queue.pop'. */
  readonly name: string;
  /** Of a branch: what does not happen, 'the condition is never true'; '' for a function. */
  readonly what: string;
  readonly line: number;
  readonly column: number;
  /** Lines above or in which a reason may stand: of the place, of its first statement, and of the condition. */
  readonly anchors: readonly number[];
  /** Index of the innermost place around it; `null` for none. */
  readonly parent: number | null;
}

/**
 * Statements of a body, in plain JavaScript, in which there are: the domain `d`, the words `x`, `y` and maybe `z`, the
 * integer `n`, the condition `c`, lists of words and of conditions, and records of words.
 */
export interface FormCase {
  /** What JavaScript is asked. */
  readonly name: string;
  /** Throws. */
  readonly wrong: string;
  /** What the hint names. */
  readonly hint: string;
  /** What to write instead, or the like that is allowed. */
  readonly right: string;
}

/** What stands before the statements, on lines of its own. */
export const FORM_INPUTS = `
  const d = p.domain;
  const [x, y, n] = [p.any.u16('x'), p.any.u16('y'), p.any.integer('n')];
  const c = x.lt(10);
  const z = d.decide(x.eq(9)) ? undefined : y;
  const words = [x, y];
  const conditions = [c, x.eq(y)];
  const [record, other] = [{ size: x, inner: { at: [y] } }, { size: x, inner: { at: [y] } }];
`;

export const form = (name: string, wrong: string, hint: string, right: string): FormCase => ({
  name,
  wrong,
  hint,
  right,
});

/** What nothing is claimed of, beyond a limit: of a proof, or of all proofs on a model. */
export interface Bound {
  readonly what: string;
  readonly limit: string;
}

interface Bounded {
  readonly bound?: Bound | null;
}

/** What a proof on a model says nothing of: where both are bounded, what either says nothing of. `null` where neither is. */
export function boundOn(proof: Bounded, model: Bounded | null): Bound | null {
  const [own, other] = [proof.bound ?? null, model?.bound ?? null];
  if (own === null || other === null) return own ?? other;
  return { what: `${own.what} up to ${own.limit}, and ${other.what}`, limit: other.limit };
}

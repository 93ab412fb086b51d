/** How strongly VIRTIO demands something (RFC 2119). */
export type Level = 'MUST' | 'MUST NOT' | 'SHOULD' | 'SHOULD NOT' | 'MAY';

/** Why no proof answers an entry. */
export interface Unanswered {
  readonly answer: 'not-applicable' | 'out-of-reach' | 'open';
  /** As the end of a sentence about the model: "has no ...". */
  readonly reason: string;
}

/** One obligation, or one permission, of the VIRTIO specification. */
export interface Requirement {
  /** Section of VIRTIO 1.4. */
  readonly section: string;
  readonly level: Level;
  /** Who is obliged, or permitted. */
  readonly role: 'device' | 'driver';
  /** The format of the queue that it is about; `config` for set-up, features, status and the registers of a transport. */
  readonly ring: 'split' | 'packed' | 'both' | 'config';
  /** What it asks, in words of this project. */
  readonly text: string;
  /**
   * What says it, all together: a proof, whose assertions that cite the entry are meant, or one assertion of a proof, as
   * 'proof: assertion'. Left out where every assertion that cites the entry says it by itself. For a MAY: what shows that a
   * model does it. A model that lacks what the first of them needs is not asked.
   */
  readonly proofs?: readonly string[];
  /** Of a MAY: what says that the other side copes; beside assertions of kind `may-cope` that cite the entry. */
  readonly copes?: readonly string[];
  /** Why there is no answer where no proof gives one; by kind of model where that differs. */
  readonly unanswered?: Unanswered | Readonly<Record<string, Unanswered>>;
}

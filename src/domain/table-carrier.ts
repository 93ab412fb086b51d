/** Bytes of a table, made by a carrier: what it is made of, its carrier alone knows. */
export interface Content {
  readonly isTableContent: true;
}

/** A place in bytes: `index` times `stride`, and `offset` more. */
export interface Place<V> {
  readonly index: V;
  readonly stride: number;
  readonly offset: number;
}

/** What the bytes of tables are made of in a domain. Contents do not change; words are little-endian. */
export interface TableCarrier<V, B> {
  /** One byte everywhere. */
  filled(byte: V): Content;
  load(content: Content, place: Place<V>, bytes: number): V;
  store(content: Content, place: Place<V>, value: V, bytes: number): Content;
  /** `length` entries of `stride` bytes from `first` on replaced by one byte. */
  fill(content: Content, first: V, length: V, stride: number, byte: V): Content;
  /**
   * Whether two contents have the same `length` entries of `stride` bytes at their start. It may be the comparison of an arbitrary entry: what is
   * said of that, is said of all, and where one differs, of that one.
   */
  isSame(a: Content, b: Content, length: V, stride: number): B;
}

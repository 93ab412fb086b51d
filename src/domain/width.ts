/** Widths of the machine words a virtqueue is made of, in bits. */
export type Width = 8 | 16 | 32 | 64;

/** The width of a word made of two words, high half first, where that is again a width. */
export type ConcatWidth<High extends Width, Low extends Width> = `${High}+${Low}` extends keyof ConcatWidths
  ? ConcatWidths[`${High}+${Low}`]
  : never;

interface ConcatWidths {
  '8+8': 16;
  '16+16': 32;
  '32+32': 64;
}

/** Widths strictly below W: what a word of W bits can be truncated to. */
export type Narrower<W extends Width> = W extends 64
  ? 8 | 16 | 32
  : W extends 32
    ? 8 | 16
    : W extends 16
      ? 8
      : never;

/** Widths strictly above W: what a word of W bits can be extended to. */
export type Wider<W extends Width> = W extends 8
  ? 16 | 32 | 64
  : W extends 16
    ? 32 | 64
    : W extends 32
      ? 64
      : never;

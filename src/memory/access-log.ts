import type { U64, Word } from '../domain/word.ts';
import type { Width } from '../domain/width.ts';

/** Memory orderings, as in Rust and C11. */
export type Ordering = 'relaxed' | 'acquire' | 'release' | 'acq-rel' | 'seq-cst';
export type LoadOrdering = 'relaxed' | 'acquire' | 'seq-cst';
export type StoreOrdering = 'relaxed' | 'release' | 'seq-cst';

/**
 * One access as it was made, in program order. `completed` is the number of bytes a plain copy got done; `values` are
 * none for a transfer, whose length may be any.
 */
export type Access =
  | {
      readonly kind: 'load';
      readonly address: U64;
      readonly width: Width;
      readonly ordering: LoadOrdering;
      readonly value: Word<Width>;
    }
  | {
      readonly kind: 'store';
      readonly address: U64;
      readonly width: Width;
      readonly ordering: StoreOrdering;
      readonly value: Word<Width>;
    }
  | {
      readonly kind: 'read';
      readonly address: U64;
      readonly values: readonly Word<Width>[];
      readonly completed: U64;
    }
  | {
      readonly kind: 'write';
      readonly address: U64;
      readonly values: readonly Word<Width>[];
      readonly completed: U64;
    }
  | { readonly kind: 'fence'; readonly ordering: Ordering };

/** The accesses of one run, oldest first. Failed accesses that moved no byte are not in it. */
export type AccessLog = readonly Access[];

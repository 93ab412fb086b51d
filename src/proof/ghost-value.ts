import type { Integer } from '../domain/integer.ts';
import type { Bool, U16 } from '../domain/word.ts';

/** A ghost value, whatever its kind. */
export type GhostValue = Integer | Bool | U16;

import type { Integer } from '../domain/integer.ts';
import type { Width } from '../domain/width.ts';
import type { Bool, U16, U32, U64, U8, Word } from '../domain/word.ts';
import type { Inputs, IntegerRange, WordRange } from './context.ts';
import {
  boolInput,
  checkName,
  integerInput,
  powerOfTwoInput,
  wordInput,
  type BoolInput,
  type IntegerInput,
  type WordInput,
} from './inputs.ts';
import type { AboutField } from './run-host.ts';
import type { WordField } from './state-schema.ts';

/** `p.any`: declarations checked and handed on, whatever a value is made of. */
export abstract class DeclaredInputs implements Inputs {
  /** A value for a declared word input. */
  protected abstract word<W extends Width>(input: WordInput, width: W): Word<W>;
  protected abstract truth(input: BoolInput): Bool;
  /** A value for a declared integer. */
  protected abstract unbounded(input: IntegerInput): Integer;

  bool(name: string): Bool {
    return this.truth(boolInput(name));
  }

  u8(name: string, range?: WordRange): U8 {
    return this.word(wordInput(name, 8, range), 8);
  }

  u16(name: string, range?: WordRange): U16 {
    return this.word(wordInput(name, 16, range), 16);
  }

  u32(name: string, range?: WordRange): U32 {
    return this.word(wordInput(name, 32, range), 32);
  }

  u64(name: string, range?: WordRange): U64 {
    return this.word(wordInput(name, 64, range), 64);
  }

  powerOfTwo(name: string, max = 32768): U16 {
    return this.word(powerOfTwoInput(name, max), 16);
  }

  /** A word of a part's state. */
  stateWord(
    name: string,
    { width, min, max, multipleOf, powerOfTwo }: WordField,
    { isProbed, field }: AboutField,
  ): Word<Width> {
    checkName(name);
    return this.word({ kind: 'word', name, width, min, max, multipleOf, powerOfTwo, isProbed, field }, width);
  }

  /** A truth value of a part's state. */
  stateBool(name: string, { isProbed, field }: AboutField): Bool {
    return this.truth({ ...boolInput(name), isProbed, field });
  }

  integer(name: string, range?: IntegerRange): Integer {
    return this.unbounded(integerInput(name, range));
  }
}

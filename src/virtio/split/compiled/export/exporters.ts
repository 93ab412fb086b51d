import type { Exporter } from '../../../../proof/family.ts';
import { WriteError } from '../../../../proof/write-error.ts';
import type { CompiledFace } from '../../interface.ts';
import { calledTest } from './called-test.ts';
import { cTest } from './c-test.ts';

/** Counterexamples of a compiled queue as tests in its own language, which call the functions that it exports. */
export function compiledExporters(face: CompiledFace): Readonly<Record<'c' | 'rust', Exporter>> {
  const isIn = (language: RegExp): boolean => face.languages.some((name) => language.test(name));
  const [isRust, isC] = [isIn(/^Rust/), isIn(/^(C|C\+\+|C_plus_plus)\d*$/)];
  return {
    c: ({ about, counterexample }) => {
      if (isRust && !isC) throw new WriteError(`the module is written in Rust; write it as vitest`);
      return cTest(about, calledTest(counterexample, face), face);
    },
    rust: () => {
      throw new WriteError('tests of compiled code are written in C; write it as c or vitest');
    },
  };
}

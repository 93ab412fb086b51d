import type { Exporter } from '../../../../proof/family.ts';
import { WriteError } from '../../../../proof/write-error.ts';
import type { CompiledFace } from '../../interface.ts';
import { calledTest } from './called-test.ts';
import { cTest } from './c-test.ts';
import { rustTest } from './rust-test.ts';

/** Counterexamples of a compiled queue as tests in its own language, which call the functions that it exports. */
export function compiledExporters(face: CompiledFace): Readonly<Record<'c' | 'rust', Exporter>> {
  const isIn = (language: RegExp): boolean => face.producers.some((name) => language.test(name));
  const [isRust, isC] = [isIn(/^rust/i), isIn(/^(C|C\+\+|C_plus_plus)\d*$|clang/)];
  return {
    c: ({ about, counterexample }) => {
      if (isRust && !isC)
        throw new WriteError(
          'the module is written in Rust, so that a test in C cannot call it; write it as rust',
        );
      return cTest(about, calledTest(counterexample, face), face);
    },
    rust: ({ about, counterexample }) => {
      if (isC && !isRust)
        throw new WriteError(
          'the module is written in C, so that a test in Rust cannot call it; write it as c',
        );
      return rustTest(about, calledTest(counterexample, face), face);
    },
  };
}

import type { SmallProgram } from './notation.fixture.ts';

const SB = 'a=0 b=0';
const MP = 'a=1 b=0';
const LB = 'a=1 b=1';

/** Programs in instructions: what compilers of the language do not make. */
export const MACHINE_PROGRAMS: Readonly<Record<string, SmallProgram>> = {
  ...Object.fromEntries(
    ['w,r', 'w,rw', 'rw,r', 'rw,rw'].map((fence): [string, SmallProgram] => [
      `SB+fence ${fence}`,
      {
        arch: 'riscv',
        code: `x = 1; fence [${fence}]; a = y | y = 1; fence [${fence}]; b = x`,
        outcome: SB,
        verdicts: 'F--F-',
      },
    ]),
  ),
  ...Object.fromEntries(
    ['r,w', 'r,rw', 'rw,w', 'tso'].map((fence): [string, SmallProgram] => [
      `LB+fence ${fence}`,
      {
        arch: 'riscv',
        code: `a = x; fence [${fence}]; y = 1 | b = y; fence [${fence}]; x = 1`,
        outcome: LB,
        verdicts: 'F--F-',
      },
    ]),
  ),
  'MP+fence w,w+r,r': {
    arch: 'riscv',
    code: 'x = 1; fence [w,w]; y = 1 | a = y; fence [r,r]; b = x',
    outcome: MP,
    verdicts: 'F--F-',
  },
  'MP+rl+aq': {
    arch: 'riscv',
    code: 'x = 1; y = 1 [release] | a = y [acquire]; b = x',
    outcome: MP,
    verdicts: 'F--F-',
  },
  'R+amo.rl+amo.aq': {
    arch: 'riscv',
    code: 'x = 1; fence [rw,rw]; y = 1 | c = y <- 2 [release]; a = x + 0 [acquire]',
    outcome: 'c=1 a=0',
    verdicts: 'F--F-',
  },
  'MP+same cell+rl': {
    arch: 'riscv',
    code: 'x = 1; y = 1 [release]; y = 2 | a = y [acquire]; b = x',
    outcome: 'a=2 b=0',
    verdicts: 'F--F-',
  },
  'SB+rl+aq': {
    arch: 'riscv',
    code: 'x = 1 [release]; a = y [acquire] | y = 1 [release]; b = x [acquire]',
    outcome: SB,
    verdicts: 'F--A-',
  },
  'MP+own update': {
    arch: 'riscv',
    code: 'x = 1; fence [w,w]; y = 1 | a = y; c = z <- 7 [release]; d = z; b = x [addr d]',
    outcome: 'a=1 d=7 b=0',
    verdicts: 'F--F-',
  },
  'SB+stlr+ldar': {
    arch: 'aarch64',
    code: 'x = 1 [release]; a = y [acquire] | y = 1 [release]; b = x [acquire]',
    outcome: SB,
    verdicts: 'F-F--',
  },
  'SB+stlr+ldapr': {
    arch: 'aarch64',
    code: 'x = 1 [release]; a = y [acquire-pc] | y = 1 [release]; b = x [acquire-pc]',
    outcome: SB,
    verdicts: 'F-A--',
  },
  'SB+locked': {
    arch: 'x86',
    code: 'c = x <- 1 [seq-cst]; a = y | d = y <- 1 [seq-cst]; b = x',
    outcome: SB,
    verdicts: 'FF---',
  },
};

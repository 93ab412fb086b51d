import type { SmallProgram } from './notation.fixture.ts';

const SB = 'a=0 b=0';
const MP = 'a=1 b=0';
const LB = 'a=1 b=1';

/** Store buffering (SB), message passing (MP), load buffering (LB) and S. */
export const PAIR_PROGRAMS: Readonly<Record<string, SmallProgram>> = {
  SB: { code: 'x = 1; a = y | y = 1; b = x', outcome: SB, verdicts: 'FAAAA' },
  'SB+fences': {
    code: 'x = 1; fence [seq-cst]; a = y | y = 1; fence [seq-cst]; b = x',
    outcome: SB,
    verdicts: 'FFFFF',
  },
  'SB+one fence': { code: 'x = 1; fence [seq-cst]; a = y | y = 1; b = x', outcome: SB, verdicts: 'FAAAA' },
  'SB+linux': {
    code: 'x = 1; fence [linux-mb]; a = y | y = 1; fence [linux-mb]; b = x',
    outcome: SB,
    verdicts: 'FFFF-',
  },
  'SB+acq-rel fences': {
    code: 'x = 1; fence [acq-rel]; a = y | y = 1; fence [acq-rel]; b = x',
    outcome: SB,
    verdicts: 'FAFAA',
  },
  'SB+release+acquire': {
    code: 'x = 1 [release]; a = y [acquire] | y = 1 [release]; b = x [acquire]',
    outcome: SB,
    verdicts: 'FAAAA',
  },
  'SB+seq-cst': {
    code: 'x = 1 [seq-cst]; a = y [seq-cst] | y = 1 [seq-cst]; b = x [seq-cst]',
    outcome: SB,
    verdicts: 'FFFFF',
  },
  MP: { code: 'x = 1; y = 1 | a = y; b = x', outcome: MP, verdicts: 'FFAAA' },
  'MP+release+acquire': {
    code: 'x = 1; y = 1 [release] | a = y [acquire]; b = x',
    outcome: MP,
    verdicts: 'FFFFF',
  },
  'MP+fences': {
    code: 'x = 1; fence [release]; y = 1 | a = y; fence [acquire]; b = x',
    outcome: MP,
    verdicts: 'FFFFF',
  },
  'MP+release': { code: 'x = 1; y = 1 [release] | a = y; b = x', outcome: MP, verdicts: 'FFAAA' },
  'MP+acquire': { code: 'x = 1; y = 1 | a = y [acquire]; b = x', outcome: MP, verdicts: 'FFAAA' },
  'MP+linux': {
    code: 'x = 1; fence [linux-wmb]; y = 1 | a = y; fence [linux-rmb]; b = x',
    outcome: MP,
    verdicts: 'FFFF-',
  },
  'MP+plain': {
    code: 'x = 1; y = 1 [release] | a = y [plain]; fence [acquire]; b = x',
    outcome: MP,
    verdicts: 'FFFFA',
  },
  'MP+addr': { code: 'x = 1; y = 1 [release] | a = y; b = x [addr a]', outcome: MP, verdicts: 'FFFFA' },
  'MP+ctrl': { code: 'x = 1; y = 1 [release] | a = y; b = x [ctrl a]', outcome: MP, verdicts: 'FFAAA' },
  'MP+stored own': {
    code: 'x = 1; y = 1 [release] | a = y; z = 7 [data a]; c = z; b = x [addr c]',
    outcome: 'a=1 c=7 b=0',
    verdicts: 'FFFFA',
  },
  'MP+updates': {
    code: 'x = 1; y = 1 [release] | c = y <- 2 | a = y [acquire]; b = x',
    outcome: 'c=1 a=2 b=0',
    verdicts: 'FFFFF',
  },
  LB: { code: 'a = x; y = 1 | b = y; x = 1', outcome: LB, verdicts: 'FFAAF' },
  'LB+data': { code: 'a = x; y = 1 [data a] | b = y; x = 1 [data b]', outcome: LB, verdicts: 'FFFFF' },
  'LB+ctrl': { code: 'a = x; y = 1 [ctrl a] | b = y; x = 1 [ctrl b]', outcome: LB, verdicts: 'FFFFF' },
  'LB+addr-po': {
    code: 'a = x; c = z [addr a]; y = 1 | b = y; d = w [addr b]; x = 1',
    outcome: LB,
    verdicts: 'FFFFF',
  },
  'LB+acquire': { code: 'a = x [acquire]; y = 1 | b = y [acquire]; x = 1', outcome: LB, verdicts: 'FFFFF' },
  'LB+same cell': {
    code: 'a = x; x = 2; fence [release]; y = 1 | b = y [acquire]; x = 1',
    outcome: 'a=1 b=1',
    verdicts: 'FFFFF',
  },
  S: { code: 'x = 2; y = 1 | a = y; x = 1', outcome: 'a=1 x=2', verdicts: 'FFAAA' },
  'S+release+acquire': {
    code: 'x = 2; y = 1 [release] | a = y [acquire]; x = 1',
    outcome: 'a=1 x=2',
    verdicts: 'FFFFF',
  },
};

import type { SmallProgram } from './notation.fixture.ts';
import { PAIR_PROGRAMS } from './pair-programs.fixture.ts';

const SB = 'a=0 b=0';
const WRC = 'a=1 b=1 c=0';
const IRIW = 'a=1 b=0 c=1 d=0';

/**
 * The programs of the literature on memory models by their common names, with verdicts as they are known there: store buffering
 * (SB), message passing (MP), load buffering (LB) and others. Columns: sc, tso, armv8, rvwmo, rc11.
 */
export const SMALL_PROGRAMS: Readonly<Record<string, SmallProgram>> = {
  ...PAIR_PROGRAMS,
  R: { code: 'x = 1; y = 1 | y = 2; a = x', outcome: 'a=0 y=2', verdicts: 'FAAAA' },
  'R+fences': {
    code: 'x = 1; fence [seq-cst]; y = 1 | y = 2; fence [seq-cst]; a = x',
    outcome: 'a=0 y=2',
    verdicts: 'FFFFF',
  },
  '2+2W': { code: 'x = 2; y = 1 | y = 2; x = 1', outcome: 'x=2 y=2', verdicts: 'FFAAA' },
  '2+2W+release': {
    code: 'x = 2; y = 1 [release] | y = 2; x = 1 [release]',
    outcome: 'x=2 y=2',
    verdicts: 'FFFFA',
  },
  '2+2W+seq-cst': {
    code: 'x = 2 [seq-cst]; y = 1 [seq-cst] | y = 2 [seq-cst]; x = 1 [seq-cst]',
    outcome: 'x=2 y=2',
    verdicts: 'FFFFF',
  },
  'MP+same cell': {
    code: 'x = 1; y = 1 [release]; y = 2 | a = y [acquire]; b = x',
    outcome: 'a=2 b=0',
    verdicts: 'FFFFA',
  },
  WRC: { code: 'x = 1 | a = x; y = 1 | b = y; c = x', outcome: WRC, verdicts: 'FFAAA' },
  'WRC+release+acquire': {
    code: 'x = 1 | a = x [acquire]; y = 1 [release] | b = y [acquire]; c = x',
    outcome: WRC,
    verdicts: 'FFFFF',
  },
  ISA2: {
    code: 'x = 1; y = 1 [release] | a = y [acquire]; z = 1 [release] | b = z [acquire]; c = x',
    outcome: WRC,
    verdicts: 'FFFFF',
  },
  RWC: { code: 'x = 1 | a = x; b = y | y = 1; c = x', outcome: 'a=1 b=0 c=0', verdicts: 'FAAAA' },
  'RWC+fences': {
    code: 'x = 1 | a = x; fence [seq-cst]; b = y | y = 1; fence [seq-cst]; c = x',
    outcome: 'a=1 b=0 c=0',
    verdicts: 'FFFFF',
  },
  'RWC+fences+one read by both': {
    code: 'x = 1 | a = x; fence [seq-cst]; b = y | y = 1; fence [seq-cst]; c = x',
    outcome: 'a=1 b=0 c=1',
    verdicts: 'AAAAA',
  },
  IRIW: { code: 'x = 1 | a = x; b = y | y = 1 | c = y; d = x', outcome: IRIW, verdicts: 'FFAAA' },
  'IRIW+acquire': {
    code: 'x = 1 [release] | a = x [acquire]; b = y [acquire] | y = 1 [release] | c = y [acquire]; d = x [acquire]',
    outcome: IRIW,
    verdicts: 'FFFFA',
  },
  'IRIW+fences': {
    code: 'x = 1 | a = x; fence [seq-cst]; b = y | y = 1 | c = y; fence [seq-cst]; d = x',
    outcome: IRIW,
    verdicts: 'FFFFF',
  },
  'IRIW+seq-cst': {
    code: 'x = 1 [seq-cst] | a = x [seq-cst]; b = y [seq-cst] | y = 1 [seq-cst] | c = y [seq-cst]; d = x [seq-cst]',
    outcome: IRIW,
    verdicts: 'FFFFF',
  },
  CoRR: { code: 'x = 1 | a = x; b = x', outcome: 'a=1 b=0', verdicts: 'FFFFF' },
  CoWR: { code: 'x = 1; a = x | x = 2', outcome: 'a=0', verdicts: 'FFFFF' },
  CoRW: { code: 'a = x; x = 1 | x = 2', outcome: 'a=1', verdicts: 'FFFFF' },
  CoWW: { code: 'x = 1; x = 2', outcome: 'x=1', verdicts: 'FFFFF' },
  'two updates': { code: 'a = x <- 1 | b = x <- 2', outcome: SB, verdicts: 'FFFFF' },
  'SB+updates': { code: 'c = x <- 1; a = y | d = y <- 1; b = x', outcome: SB, verdicts: 'FFAAA' },
  'LB+updates': {
    code: 'a = x [acquire]; b = z <- 1; y = 1 | c = y [acquire]; x = 1',
    outcome: 'a=1 c=1',
    verdicts: 'FFFFF',
  },
  'MP+update between': {
    code: 'x = 1; y = 1 [release] | a = y; b = z <- 1 [data a] | d = z [acquire]; e = x',
    outcome: 'a=1 d=1 e=0',
    verdicts: 'FFFFA',
  },
};

import process from 'node:process';

/**
 * Whether a test file runs in full: it does where a file named `*.slow.test.ts` beside it imports it. By itself it is a
 * sample, with at least one case of each kind, for which one waits.
 */
export const IS_FULL = process.env['RINGPROOF_FULL_TESTS'] !== undefined;

/** How many of so many random runs the sample has. */
export function runs(all: number): number {
  return IS_FULL ? all : Math.ceil(all / 10);
}

/** The cases of the sample: those that are not slow. */
export function unless<Case>(isSlow: (one: Case) => boolean, cases: readonly Case[]): readonly Case[] {
  return IS_FULL ? cases : cases.filter((one) => !isSlow(one));
}

/** The cases of the sample: the first of so many, the first of the next so many, and so on. */
export function oneIn<const Case>(count: number, cases: readonly Case[]): readonly Case[] {
  return unless((one) => cases.indexOf(one) % count !== 0, cases);
}

import { expect, it } from 'vitest';
import { allProofs } from './all.fixture.ts';
import { REQUIREMENTS } from './requirements.ts';

it('every requirement that a proof cites is known, and every known one is cited', async () => {
  const cited = new Set((await allProofs()).flatMap(({ requirements }) => requirements));

  expect([...cited].sort()).toEqual(Object.keys(REQUIREMENTS).sort());
});

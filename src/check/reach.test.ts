import { beforeAll, expect, test } from 'vitest';
import { visits } from '../domain/visits.ts';
import { DEFAULT_CHECK_OPTIONS } from '../prover/options.ts';
import { statement, type Body } from './check.fixture.ts';
import { reachedBy } from './reach.ts';

beforeAll(() => visits.start());

async function reached(body: Body): Promise<Record<'places' | 'visited', readonly string[]>> {
  const { places, visited, failure } = await reachedBy(statement(body), null, DEFAULT_CHECK_OPTIONS);
  expect(failure).toBeNull();
  return { places: places.toSorted(), visited: visited.toSorted() };
}

async function entered(body: Body): Promise<readonly string[]> {
  return (await reached(body)).places;
}

test('should follow both answers of a decision', async () => {
  const body: Body = (p) => {
    visits.enter(p.domain.decide(p.any.u16('x').lt(3)) ? 'low' : 'high');
    p.assert('so', true);
  };

  expect(await entered(body)).toEqual(['high', 'low']);
});

test('should not count a path that no state takes, though it is followed', async () => {
  const body: Body = (p) => {
    const [x, y, z] = [p.any.u16('x'), p.any.u16('y'), p.any.u16('z')];
    p.assume(x.lt(y));
    p.assume(y.lt(z));
    if (p.domain.decide(z.lt(x))) visits.enter('never');
    p.assert('so', true);
  };

  expect(await entered(body)).toEqual([]);
});

test('should count only what comes before a claim', async () => {
  const body: Body = (p) => {
    const isLow = p.domain.decide(p.any.u16('x').lt(3));
    visits.enter(isLow ? 'low' : 'high');
    if (!isLow) return;
    p.assert('so', true);
    visits.enter('after');
  };

  expect(await reached(body)).toEqual({ places: ['low'], visited: ['after', 'high', 'low'] });
});

test('should not count what an assumption excludes before any claim', async () => {
  const body: Body = (p) => {
    const x = p.any.u16('x');
    visits.enter(p.domain.decide(x.lt(3)) ? 'low' : 'high');
    p.assume(x.ge(3));
    p.assert('so', true);
  };

  expect(await entered(body)).toEqual(['high']);
});

test('should say why not all paths were followed, and what was entered until then', async () => {
  const body: Body = (p) => {
    visits.enter('first');
    p.assert('so', true);
    if (p.domain.decide(p.any.bool('b'))) return;
    throw new Error('not so');
  };

  const { places, failure } = await reachedBy(statement(body), null, DEFAULT_CHECK_OPTIONS);

  expect(places).toEqual(['first']);
  expect(failure?.message).toContain('not so');
});

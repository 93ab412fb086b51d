import { describe, expect, test } from 'vitest';
import { checkProof } from '../check/check.ts';
import { ModelKind, proof, type U8 } from '../index.ts';
import { DEFAULT_CHECK_OPTIONS } from '../prover/options.ts';
import type { ProofResult } from '../result/verdict.ts';

interface Adds {
  readonly add: (a: U8, b: U8) => unknown;
  readonly group?: { add(a: U8, b: U8): unknown };
  readonly limit?: number;
}

const adds = new ModelKind<Adds>('adds');

function checkAdds(declared: Adds, body?: (made: unknown, a: U8, b: U8) => void): Promise<ProofResult> {
  const about = proof({
    ...{ id: 'x/adds', title: 'it adds', requirements: [], doesNotProve: 'anything else', covers: [] },
    on: adds,
    body: (p, { add }) => {
      const [a, b] = [p.any.u8('a'), p.any.u8('b')];
      body?.(add(a, b), a, b);
      p.assert('x', true);
    },
  });
  return checkProof(about, adds.implement({ name: 'm', source: 'here' }, declared), DEFAULT_CHECK_OPTIONS);
}

describe('a model of plain functions', () => {
  test.each([
    ['a word', (a: U8) => a],
    [
      'words in objects and lists',
      (a: U8, b: U8) => ({ ok: true, value: [a, { b, name: 'b', more: null }] }),
    ],
    ['nothing', () => undefined],
  ])('should return %s', async (_, add) => {
    let made: unknown = 'not called';
    const { verdict, failure } = await checkAdds({ add }, (returned) => (made = returned));

    expect({ verdict, failure }).toEqual({ verdict: 'proved', failure: null });
    expect(made).not.toBe('not called');
  });

  class Sum {
    value = 1;
  }

  test.each([
    ['a function', (a: U8) => () => a],
    ['an object with a function', (a: U8) => ({ sum: a, next: () => a })],
    ['an instance of a class', () => new Sum()],
    ['a map', () => new Map()],
    ['such a one within data', (a: U8) => ({ ok: true, value: [{ a, next: () => a }] })],
  ])('should not return %s, which could remember something', async (_, add) => {
    const { verdict, failure } = await checkAdds({ add }, () => undefined);

    expect(verdict).toBe('error');
    expect(failure?.message).toBe(
      'add returns an object with methods, which may have state that no proof starts from',
    );
  });

  test('should have its own private fields, and groups of functions', async () => {
    class Private implements Adds {
      readonly #one = 1;
      readonly limit = 3;
      readonly group = { add: (a: U8, b: U8) => a.add(b) };
      add(a: U8): unknown {
        return a.add(this.#one);
      }
    }
    const about = proof({
      ...{ id: 'x/adds', title: 'it adds', requirements: [], doesNotProve: 'anything else', covers: [] },
      on: adds,
      body: (p, model) => {
        const a = p.any.u8('a');
        model.add(a, a);
        model.group?.add(a, a);
        p.assert('data stay data', model.limit === 3);
        p.assert('a group is one', model.group === model.group);
      },
    });
    const model = adds.implement({ name: 'm', source: 'here' }, new Private());

    expect(model.capabilities).toEqual(['add', 'group', 'limit']);
    expect(await checkProof(about, model, DEFAULT_CHECK_OPTIONS)).toMatchObject({
      ...{ verdict: 'proved', failure: null },
    });
  });
});

describe('a result of an operation', () => {
  test('should be refused if its ok is no JavaScript boolean, and be passed on if it is', async () => {
    const wrong = await checkAdds({ add: (a) => ({ ok: a.lt(1), value: a }) }, () => {});
    expect([wrong.verdict, wrong.failure?.message]).toEqual([
      'error',
      "expected a JavaScript boolean as 'ok' of what add returns, got a condition",
    ]);
    expect((await checkAdds({ add: () => ({ ok: undefined }) }, () => {})).verdict).toBe('error');
    expect((await checkAdds({ add: (a) => ({ ok: true, value: a }) }, () => {})).verdict).toBe('proved');
  });
});

import { describe, expect, test } from 'vitest';
import { cellsOf, type Cell } from './answer.ts';
import type { LedgerEntry } from './entry.ts';
import type { Evidence } from './evidence.ts';
import { assertion, entry, evidence, KNOWN, proved } from './ledger.fixture.ts';

function only(asked: LedgerEntry, known: Evidence): Pick<Cell, 'answer' | 'assertions' | 'reason'> {
  const [cell, ...more] = cellsOf(asked, known);
  if (cell === undefined || more.length > 0) throw new Error('there is more than one cell, or none');
  const { answer, assertions, reason } = cell;
  return { answer, assertions, reason };
}

describe('an entry that names no proofs', () => {
  test('should be proved by all assertions that cite it', () => {
    const known = evidence([proved('p', [assertion()]), proved('q', [assertion({ name: 'too' })])]);

    expect(only(entry(), known)).toEqual({
      ...{ answer: 'proved', reason: null },
      assertions: ['p: it is so', 'q: too'],
    });
  });

  test('should be a finding where one of them is known to be broken', () => {
    const finding = { breaks: ['too'], reason: 'It is off by one.', reference: 'queue.c' };
    const known = evidence([
      proved('p', [assertion()]),
      proved('q', [assertion({ name: 'too', ...KNOWN })], { verdict: 'refuted', finding }),
    ]);

    expect(only(entry(), known)).toEqual({
      ...{ answer: 'finding', reason: 'It is off by one.' },
      assertions: ['q: too'],
    });
  });

  test.each([
    ['is refuted', assertion({ verdict: 'refuted' }), "'q: it is so' is refuted, and no finding names it"],
    ['is unknown', assertion({ verdict: 'unknown' }), "'q: it is so' is undecided"],
    ['is not reached', assertion({ verdict: 'not-reached' }), "no state reaches 'q: it is so'"],
    [
      'holds against a finding',
      assertion({ expected: 'refuted' }),
      "'q: it is so' holds, though a finding names it",
    ],
  ])('should be open where one of them %s', (_, other, reason) => {
    const known = evidence([proved('p', [assertion()]), proved('q', [other])]);

    expect(only(entry(), known)).toEqual({ answer: 'open', assertions: [], reason });
  });

  test('should be open where a break is unexpected, also beside a finding', () => {
    const known = evidence([
      proved('p', [assertion(KNOWN)], { verdict: 'refuted' }),
      proved('q', [assertion({ verdict: 'refuted' })], { verdict: 'refuted' }),
    ]);

    expect(only(entry(), known).answer).toBe('open');
  });

  test.each(['vacuous', 'timeout', 'out-of-memory', 'error'] as const)(
    'should be open where the proof ended as %s, whatever its assertions say',
    (verdict) => {
      expect(only(entry(), evidence([proved('p', [assertion()], { verdict })])).answer).toBe('open');
    },
  );

  test('should not be proved by an assertion that asks the other side to be coped with, unless it is a MUST', () => {
    const known = evidence([proved('p', [assertion({ kind: 'may-cope' })])]);

    expect(only(entry({ level: 'MAY' }), known).answer).toBe('open');
  });

  test('should be open where nothing cites it', () => {
    expect(only(entry({ id: 'other' }), evidence([proved('p', [assertion()])]))).toEqual({
      ...{ answer: 'open', assertions: [] },
      reason: 'no proof says anything of it',
    });
  });
});

describe('a proof that cites an entry and has no verdict', () => {
  const cited = { id: 'q', family: 'split-device', requirements: ['a.must'] };
  const citing = (results: readonly ReturnType<typeof proved>[], more: Parameters<typeof evidence>[1] = {}) =>
    evidence(results, { proofs: [{ id: 'p', family: 'split-device' }, cited], ...more });

  test.each([entry(), entry({ proofs: ['p'] })])('should leave it open: it might break it', (asked) => {
    expect(only(asked, citing([proved('p', [assertion()])])).reason).toBe('q was not run');
    const excluded = [{ id: 'q', model: 'queue', reason: 'not ours' }];
    expect(only(asked, citing([proved('p', [assertion()])], { excluded })).reason).toBe(
      'q is excluded: not ours',
    );
    expect(
      only(asked, citing([proved('p', [assertion()]), proved('q', [], { verdict: 'timeout' })])).reason,
    ).toBe('q is undecided: timeout');
  });

  test('should not matter where the model lacks what it needs', () => {
    const notApplicable = [{ id: 'q', model: 'queue', reason: 'has no reset' }];
    expect(only(entry(), citing([proved('p', [assertion()])], { notApplicable })).answer).toBe('proved');
  });
});

describe('an entry that names proofs', () => {
  const named = entry({ proofs: ['p', 'q: that'] });
  const that = assertion({ name: 'that', kind: 'promise', requirement: null });

  test('should be proved by them all, together', () => {
    const known = evidence([proved('p', [assertion()]), proved('q', [that])]);

    expect(only(named, known)).toEqual({
      ...{ answer: 'proved', reason: null },
      assertions: ['p: it is so', 'q: that'],
    });
  });

  test('should not be proved by a promise that cites it, and is not named', () => {
    const known = evidence([proved('r', [assertion({ kind: 'promise' })])]);

    expect(only(named, known).answer).toBe('open');
  });

  test('should be open where one was not run', () => {
    const known = evidence([proved('p', [assertion()])], {
      proofs: ['p', 'q'].map((id) => ({ id, family: 'split-device' })),
    });

    expect(only(named, known)).toEqual({ answer: 'open', assertions: [], reason: 'q was not run' });
  });

  test('should be open where one is excluded', () => {
    const known = evidence([proved('p', [assertion()])], {
      proofs: ['p', 'q'].map((id) => ({ id, family: 'split-device' })),
      excluded: [{ id: 'q', model: 'queue', reason: 'not ours' }],
    });

    expect(only(named, known).reason).toBe('q is excluded: not ours');
  });

  test('should be open where there is no such proof, whatever kind of model it would be about', () => {
    const known = evidence([proved('p', [assertion()])]);

    expect(only(named, known).reason).toBe('there is no proof q');
  });

  test('should say what its proofs bound', () => {
    const bound = { what: 'a chain', limit: '2 buffers' };
    const known = evidence([proved('p', [assertion()], { bound }), proved('q', [that])]);

    expect(only(named, known)).toMatchObject({
      ...{ answer: 'proved', reason: 'holds only for a chain up to 2 buffers' },
    });
  });

  test('should be open where the named assertion is not made', () => {
    const known = evidence([proved('p', [assertion()]), proved('q', [])]);

    expect(only(named, known).reason).toBe("q does not assert 'that' here");
  });

  test('should be open, and no finding, where what does not hold says more than the sentence', () => {
    const known = evidence([
      proved('p', [assertion()]),
      proved('q', [{ ...that, ...KNOWN }], { verdict: 'refuted' }),
    ]);

    expect(only(named, known).reason).toBe("'q: that', which says more than the sentence, does not hold");
  });

  test('should leave out one that the model lacks something for', () => {
    const known = evidence([proved('p', [assertion()])], {
      proofs: ['p', 'q'].map((id) => ({ id, family: 'split-device' })),
      notApplicable: [{ id: 'q', model: 'queue', reason: 'has no reset' }],
    });

    expect(only(named, known).answer).toBe('proved');
  });

  test('should not be applicable where the first one is not, whatever the others say', () => {
    const known = evidence([proved('q', [that])], {
      proofs: ['p', 'q'].map((id) => ({ id, family: 'split-device' })),
      notApplicable: [{ id: 'p', model: 'queue', reason: 'has no reset' }],
    });

    expect(only(named, known)).toEqual({ answer: 'not-applicable', assertions: [], reason: 'has no reset' });
  });

  test('should be broken by any other assertion that demands it', () => {
    const known = evidence([
      proved('p', [assertion()]),
      proved('q', [that]),
      proved('r', [assertion(KNOWN)], { verdict: 'refuted' }),
    ]);

    expect(only(named, known).answer).toBe('finding');
  });
});

test('should answer nothing with proofs on a model whose own proofs fail', () => {
  const known = evidence([
    proved('split-device/state/make', [], { verdict: 'refuted', isOwn: true }),
    proved('p', [assertion()]),
  ]);

  expect(only(entry(), known).reason).toMatch(/^split-device\/state\/make fails/);
});

test('should take a SHOULD for broken by a must, and a MUST not by a should', () => {
  const broken = (kind: 'must' | 'should'): Evidence =>
    evidence([proved('p', [assertion({ kind, ...KNOWN })], { verdict: 'refuted' })]);

  expect(only(entry({ level: 'SHOULD' }), broken('must')).answer).toBe('finding');
  expect(only(entry({ level: 'SHOULD' }), broken('should')).answer).toBe('finding');
  expect(only(entry({ level: 'MUST NOT' }), broken('should')).answer).toBe('open');
});

describe('a permission', () => {
  const may = entry({ level: 'MAY', proofs: ['p: it does'] });
  const does = proved('p', [assertion({ name: 'it does', kind: 'promise', requirement: null })]);
  const models = [
    { name: 'queue', kind: 'split-device' },
    { name: 'other side', kind: 'split-driver' },
  ];
  const proofs = [
    { id: 'p', family: 'split-device' },
    { id: 'c', family: 'split-driver' },
  ];
  const copes = (given: Parameters<typeof assertion>[0] = {}) =>
    proved('c', [assertion({ name: 'it copes', kind: 'may-cope', ...given })], { model: 'other side' });

  test('should be allowed where the model does it and a model of the other side copes', () => {
    expect(only(may, evidence([does, copes()], { models, proofs }))).toEqual({
      ...{ answer: 'allowed', reason: null },
      assertions: ['p: it does', 'c: it copes'],
    });
  });

  test('should be open where no other side copes, or none is known to', () => {
    const open = { answer: 'open', reason: 'does so, and no proof says that a driver copes' };

    expect(only(may, evidence([does]))).toMatchObject(open);
    expect(only(may, evidence([does, copes(KNOWN)], { models, proofs }))).toMatchObject(open);
  });

  test('should be allowed by a named assertion that has the other side in it', () => {
    const both = proved('b', [assertion({ name: 'notified', kind: 'promise', requirement: 'x' })]);

    expect(only({ ...may, copes: ['b: notified'] }, evidence([does, both])).answer).toBe('allowed');
  });

  test('should be open where some cover is not reached, as of a finding: that might be the state in which it does it', () => {
    const unseen = proved('p', [assertion({ name: 'it does', kind: 'promise', requirement: null })], {
      covers: [{ name: 'with it', reached: false }],
    });

    expect(only(may, evidence([unseen, copes()], { models, proofs })).reason).toMatch(/^no state shows/);
  });

  test('should be open where a model that would cope fails a proof of the tool’s own, or was not asked one', () => {
    const own = { id: 'own', family: 'split-driver', isOwn: true } as const;
    const known = evidence([does, copes()], { models, proofs: [...proofs, own] });

    expect(only(may, known).answer).toBe('open');
  });

  test('should be open where no state shows that the model does it', () => {
    const undone = proved('p', [
      assertion({ name: 'it does', kind: 'promise', requirement: null, verdict: 'not-reached' }),
    ]);

    expect(only(may, evidence([undone, copes()], { models, proofs })).answer).toBe('open');
  });
});

describe('an entry that no proof answers', () => {
  const reason = (answer: 'out-of-reach' | 'open', words: string) => ({ answer, reason: words });
  const known = evidence([], {
    models: [
      { name: 'queue', kind: 'split-device' },
      { name: 'loop', kind: 'handler' },
      { name: 'part', kind: 'io-vector' },
    ],
  });
  const answers = (asked: LedgerEntry): readonly (readonly [string | null, string, string | null])[] =>
    cellsOf(asked, known).map(({ model, answer, reason: why }) => [model, answer, why]);

  test('should have the reason of the ledger, on each model of its role and no other', () => {
    expect(answers(entry({ unanswered: { '*': reason('out-of-reach', 'has no status') } }))).toEqual([
      ['queue', 'out-of-reach', 'has no status'],
      ['loop', 'out-of-reach', 'has no status'],
    ]);
  });

  test('should have a reason of its own for a kind of model', () => {
    const byKind = { handler: reason('open', 'is not shown'), '*': reason('out-of-reach', 'has no status') };

    expect(answers(entry({ unanswered: byKind }))).toEqual([
      ['queue', 'out-of-reach', 'has no status'],
      ['loop', 'open', 'is not shown'],
    ]);
  });

  test('should be open on a kind of model for which the ledger has no reason', () => {
    expect(answers(entry({ unanswered: { handler: reason('out-of-reach', 'has no ring') } }))).toEqual([
      ['queue', 'open', 'no proof says anything of it'],
      ['loop', 'out-of-reach', 'has no ring'],
    ]);
  });

  test('should be open on a model of two kinds if it is for one of them', () => {
    const both = evidence([], {
      models: [
        { name: 'all', kind: 'split-device' },
        { name: 'all', kind: 'handler' },
      ],
    });
    const byKind = { 'split-device': reason('out-of-reach', 'a'), handler: reason('open', 'b') };

    expect(cellsOf(entry({ unanswered: byKind }), both)).toMatchObject([{ answer: 'open', reason: 'b' }]);
    expect(cellsOf(entry({ unanswered: { handler: reason('out-of-reach', 'c') } }), both)).toMatchObject([
      { answer: 'open', reason: 'no proof says anything of it' },
    ]);
  });

  test('should have one cell where there is no model of its role', () => {
    expect(answers(entry({ role: 'driver' }))).toEqual([[null, 'open', 'there is no model of a driver']]);
  });

  test('should be listed if that is the ledger’s own doing, and only then', () => {
    const isListed = (asked: LedgerEntry): readonly boolean[] =>
      cellsOf(asked, known).map((cell) => cell.isListed);

    expect(isListed(entry({ unanswered: { '*': reason('open', 'is not written yet') } }))).toEqual([
      true,
      true,
    ]);
    expect(isListed(entry({ role: 'driver' }))).toEqual([true]);
    expect(isListed(entry())).toEqual([false, false]);
  });
});

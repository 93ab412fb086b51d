import { describe, expect, it } from 'vitest';
import { oneIn, unless } from '../../full.fixture.ts';
import type { ProofResult } from '../../result/verdict.ts';
import { check } from '../check.fixture.ts';
import { CORPUS } from './corpus.fixture.ts';
import type { Statement } from './statement.fixture.ts';

const METHODS = Object.entries(CORPUS).flatMap(([type, methods]) =>
  Object.entries(methods as Readonly<Record<string, readonly Statement[]>>).map(([method, statements]) => ({
    method: `${type}.${method}`,
    statements,
  })),
);

const STATEMENTS = METHODS.flatMap(({ method, statements }) =>
  statements.map((statement, i) => {
    const isFirst = statements.findIndex(({ verdict }) => verdict === statement.verdict) === i;
    return { method, says: statement.says, statement, isFirst };
  }),
);

/** `never`: the name of one more assertion, which is false. */
function run({ body, covers }: Statement, encoding: 'int' | 'bv', never?: string): Promise<ProofResult> {
  return check(
    (p) => {
      const claim = body(p);
      if (claim !== undefined) p.assert('claim', claim);
      if (never !== undefined) p.assert(never, false);
    },
    { encoding, covers },
  );
}

/** The assertions that a counterexample breaks, and the notes that it shows. */
function shown({ counterexample }: ProofResult): { breaks: readonly string[]; notes: readonly string[] } {
  const steps = counterexample?.steps ?? [];
  return {
    breaks: steps.flatMap((step) => (step.kind === 'assertion' && !step.holds ? [step.name] : [])),
    notes: steps.flatMap((step) => (step.kind === 'note' ? [step.text] : [])),
  };
}

/** All assertions that the result reports as broken. */
function refutedIn({ assertions }: ProofResult): ReadonlySet<string> {
  return new Set(assertions.filter(({ verdict }) => verdict === 'refuted').map(({ name }) => name));
}

describe('every method', () => {
  it.each(METHODS)('$method has a true statement and one that is not', ({ statements }) => {
    const verdicts = statements.map(({ verdict }) => verdict);
    expect(verdicts).toContain('proved');
    expect(verdicts).toContain('refuted');
  });

  it('says nothing twice', () => {
    const names = STATEMENTS.map(({ method, says }) => `${method}: ${says}`);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });
});

describe('on integers', () => {
  // Of the sample: one of each verdict about each method.
  it.each(unless(({ isFirst }) => !isFirst, STATEMENTS))(
    '$statement.verdict: $method: $says',
    async ({ statement }) => {
      const result = await run(statement, 'int');
      expect({ verdict: result.verdict, why: result.failure }).toMatchObject({ verdict: statement.verdict });
      // A counterexample beside an error would be one that does not replay.
      if (statement.verdict === 'error') expect(result.counterexample).toBeNull();
      if (statement.verdict !== 'refuted') return;
      const { breaks, notes } = shown(result);
      expect(breaks).toEqual(statement.breaks);
      expect(refutedIn(result)).toEqual(new Set(statement.refutes ?? statement.breaks));
      if (statement.notes.length > 0) expect(notes).toEqual(statement.notes);
    },
  );
});

// What has a lowering of its own there; everything else is made of it before that, and misuse never gets so far.
const ENCODED = /^(Word|Integer|Inputs)\.|^Domain\.(word|select|at)$|^Memory\.(load|store|peek|peekWord)$/;

describe('on bit-vectors', () => {
  const encoded = STATEMENTS.filter(
    ({ method, statement: { verdict, onBitVectors } }) =>
      ENCODED.test(method) &&
      onBitVectors !== 'too slow' &&
      !(verdict === 'error' && onBitVectors === 'error'),
  );

  it.each(oneIn(16, encoded))('$statement.onBitVectors: $method: $says', async ({ statement }) => {
    const result = await run(statement, 'bv');
    expect({ verdict: result.verdict, why: result.failure }).toMatchObject({
      verdict: statement.onBitVectors,
    });
    if (statement.onBitVectors !== 'refuted') return;
    expect(shown(result).breaks).toEqual(statement.breaks);
    expect(refutedIn(result)).toEqual(new Set(statement.refutes ?? statement.breaks));
  });
});

// Memory and the context are written twice, and only counterexamples run the second: a false assertion brings one about.
describe('replayed', () => {
  const replayed = STATEMENTS.filter(
    ({ method, statement }) =>
      statement.verdict === 'proved' &&
      /^(Memory|EventList|MemoryEvents|Selection|Inputs|ProofContext|Compiled)\./.test(method),
  );

  it.each(oneIn(16, replayed))('holds: $method: $says', async ({ statement }) => {
    const result = await run(statement, 'int', 'never');
    expect({ verdict: result.verdict, why: result.failure }).toMatchObject({ verdict: 'refuted' });
    expect(shown(result).breaks).toEqual(['never']);
    expect(refutedIn(result)).toEqual(new Set(['never']));
  });
});

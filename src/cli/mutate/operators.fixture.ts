import { expect } from 'vitest';
import { checked } from '../../shape/check.ts';
import type { Of } from '../../shape/shape.ts';
import { complaintsOf } from '../../shape/json-schema.fixture.ts';
import { FILES } from './mutate.fixture.ts';
import { MUTATE_DOCUMENT } from './mutate-shape.ts';

/** The kind of `FILES`, with a comparison of its one operation. */
const KIND = FILES['models/kind.ts'].replace('import { ModelKind,', 'import { ModelKind, proof,').replace(
  '  ownProofs: () => [],\n',
  `  ownProofs: () => [],
  pairing: (on) => (a, b) => {
    const pairs = new ModelKind('counter/diff', {
      bind: ({ a, b }, run) => ({ run, both: (memory) => run.alike('counter', memory,
        { model: 'a', part: a.counter, phase: null }, { model: 'b', part: b.counter, phase: null }) }),
      members: () => [],
      ownProofs: (asked) => [proof({
        id: 'counter/diff/add', title: 'the same', requirements: [], doesNotProve: 'more', on: asked, covers: [],
        body: (p, { run, both }) => {
          const [one, other] = both(p.memory());
          const by = p.any.u8('by');
          one.add(by);
          other.add(by);
          p.assert('the states are the same', run.areAlike(one, other));
        },
      })],
    });
    return pairs.implement({ name: 'a and b', source: 'both' }, { a: on.declared(a), b: on.declared(b) });
  },
`,
);

const ADDED = `import type { U8 } from 'ringproof';
export const added = (count: U8, by: U8): U8 => count.add(by).mul(1);
// unreached: nothing calls it
export const other = (count: U8): U8 => count.sub(7);
`;

const { 'proofs/clears.proof.ts': CLEARS, ...OTHERS } = FILES;

/** A proof that calls an operation which the comparison leaves out. */
export const CALLS_MORE = { 'proofs/clears.proof.ts': CLEARS };

/** A proof about no model that calls what one is made of: with a number that could count up for ever. */
export const ABOUT_NO_MODEL = {
  'models/counter/added.ts': `import type { U8 } from 'ringproof';
export const added = (count: U8, by: U8): U8 => down(2, count.add(by).mul(1));
const down = (n: number, count: U8): U8 => (n === 0 ? count : down(n - 1, count));
`,
  'proofs/alone.proof.ts': `import { proof } from 'ringproof';
import { added } from '../models/counter/added.ts';
export const alone = proof({
  id: 'alone', title: 'counts', requirements: [], doesNotProve: 'more', covers: [],
  body: (p) => {
    const [a, b] = [p.any.u8('a'), p.any.u8('b')];
    p.assert('the sum', added(a, b).eq(a.add(b)));
  },
});`,
};

/** A model whose proofs tell too little. */
export const WEAK = {
  ...OTHERS,
  'models/kind.ts': KIND,
  'models/counter/added.ts': ADDED,
  'models/counter/mutants.json': '[]',
  'proofs/adds.proof.ts': FILES['proofs/adds.proof.ts'].replace(
    'after.eq(before.add(by))',
    'by.ne(0).or(after.eq(before))',
  ),
};

type Entry = Of<typeof MUTATE_DOCUMENT>['mutants'][number];

/** What became of each mutant, after its operator and what it makes of what. */
export function outcomes(out: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    entries(out).map((each) => [wordsOf(each), `${each.outcome} ${each.reason ?? ''}`.trim()]),
  );
}

export function entries(out: string): readonly Entry[] {
  const document = checked(MUTATE_DOCUMENT, JSON.parse(out));
  expect(complaintsOf('src/cli/mutate.schema.json', document)).toEqual([]);
  return document.mutants;
}

export function wordsOf({ operator, original, replacement }: Entry): string {
  return `${operator ?? ''}: ${original ?? ''} -> ${replacement ?? ''}`;
}

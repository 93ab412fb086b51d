import { expect } from 'vitest';
import { checked } from '../../shape/check.ts';
import { complaintsOf } from '../../shape/json-schema.fixture.ts';
import { workspace, type Outcome } from '../real-engine.fixture.ts';
import { MUTATE_DOCUMENT } from './mutate-shape.ts';

const KIND = `import { ModelKind, partOf, type Handle, type Part, type StartIn, type U8 } from 'ringproof';
export interface View { readonly count: U8 }
export interface Operations { add(by: U8): void; clear?(): void }
export interface Device { counter(start: StartIn<View>): Handle<View, Operations> }
export const counterPart = partOf<View, Operations>();
export const device = new ModelKind<Device, { readonly counter: Part<View, Operations> }>('counter', {
  bind: ({ counter }, run) => ({ counter: (start) => run.any(counter, 'counter', start) }),
  members: ({ counter }) => ('clear' in counter.operations ? ['clear'] : []),
  ownProofs: () => [],
});`;

const MODEL = `import { u8, type Domain } from 'ringproof';
import { counterPart, device } from '../kind.ts';
import { added } from './added.ts';

const findings = {
  'count/even': { breaks: ['the sum is even'], reason: 'odd numbers', affects: 'host', reference: 'here' },
} as const;
export const counter = device.implement({ name: 'counter', source: 'the test', findings }, {
  counter: counterPart({
    state: { count: u8() },
    instance: (_: Domain, fields) => ({ ...fields }),
    view: ({ count }) => ({ count }),
    operations: {
      add: (counter, by) => { counter.count = added(counter.count, by); },
      clear: (counter) => { counter.count = counter.count.sub(counter.count); },
    },
  }),
});`;

export const ADDED = `import type { U8 } from 'ringproof';
// One file for two lines of mutants.
export const added = (count: U8, by: U8): U8 => count.add(by).add(0);
`;

export const proofFile = (id: string, body: string, more = ''): string => `import { proof } from 'ringproof';
import { device } from '../models/kind.ts';
export const one = proof({
  id: '${id}', title: 'counts', requirements: [], doesNotProve: 'more', on: device${more}, covers: [],
  body: (p, on) => {
    const counter = on.counter({ phase: null, memory: p.memory() });
    const before = counter.state.count;
    const by = p.any.u8('by');
    counter.add(by);
    const after = counter.state.count;
    ${body}
  },
});`;

export const FILES = {
  'models/kind.ts': KIND,
  'models/counter/index.ts': MODEL,
  'models/counter/added.ts': ADDED,
  'models/counter/other.ts': 'export const other = 1;\n',
  'proofs/adds.proof.ts': proofFile('count/adds', "p.assert('counted', after.eq(before.add(by)));"),
  'proofs/even.proof.ts': proofFile(
    'count/even',
    "p.assert('the sum is even', after.and(1).eq(0)); p.assert('nothing stays', by.eq(0).or(after.ne(before)));",
  ),
  'proofs/clears.proof.ts': proofFile(
    'count/clears',
    "counter.clear?.(); p.assert('it is clear', counter.state.count.eq(0));",
    ".with('clear')",
  ),
};

/** Changes of `added.ts`, unless a field says otherwise. */
export function mutants(...all: readonly Readonly<Record<string, string>>[]): string {
  return JSON.stringify(all.map((one) => ({ model: 'counter', file: 'added.ts', ...one })));
}

export async function mutate(
  written: string,
  args: readonly string[] = [],
  files: Readonly<Record<string, string>> = {},
): Promise<Outcome & { readonly cwd: string }> {
  const { ringproof, cwd } = workspace({ ...FILES, 'models/counter/mutants.json': written, ...files });
  return { ...(await ringproof(['mutate', '--jobs', '1', ...args])), cwd };
}

/** What became of each mutant, by id. */
export function fates(out: string): Readonly<Record<string, unknown>> {
  const document = checked(MUTATE_DOCUMENT, JSON.parse(out));
  expect(complaintsOf('src/cli/mutate.schema.json', document)).toEqual([]);
  return Object.fromEntries(
    document.mutants.map(({ id, outcome, caughtBy, notApplied, line }) => [
      id,
      [outcome, caughtBy === null ? notApplied : `${caughtBy.proof}: ${caughtBy.name ?? ''}`, line],
    ]),
  );
}

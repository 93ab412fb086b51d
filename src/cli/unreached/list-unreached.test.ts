import { expect, test } from 'vitest';
import { complaintsOf } from '../../shape/json-schema.fixture.ts';
import { workspace } from '../real-engine.fixture.ts';

const KIND = `import { ModelKind, partOf, u8, type GuestMemory, type Handle, type Part, type StartIn, type U8 } from 'ringproof';
export interface View { readonly count: U8 }
export interface Operations { add(by: U8): void; clear?(): void }
export interface Device { counter(start: StartIn<View>): Handle<View, Operations> }
export const counterPart = partOf<View, Operations>();
export const device = new ModelKind<Device, { readonly counter: Part<View, Operations> }>('counter', {
  bind: ({ counter }, run) => ({ counter: (start) => run.any(counter, 'counter', start) }),
  members: () => [],
  ownProofs: () => [],
});`;

const MODEL = `import { u8, type Domain, type StateOf, type U8 } from 'ringproof';
import { counterPart, device } from '../kind.ts';
import { clear } from './clear.ts';

const state = { count: u8() };

class Counter {
  count: U8;
  readonly #domain: Domain;
  constructor(domain: Domain, { count }: StateOf<typeof state>) {
    [this.#domain, this.count] = [domain, count];
  }
  add(by: U8): void {
    if (this.#domain.decide(by.eq(0))) return;
    if (this.#domain.decide(by.gt(255))) this.count = by;
    this.count = this.count.add(by);
  }
  unused(): U8 {
    return this.#domain.decide(this.count.eq(0)) ? this.count : this.count.add(1);
  }
}

export const counter = device.implement({ name: 'counter', source: 'the test' }, {
  counter: counterPart({
    state,
    instance: (domain, fields) => new Counter(domain, fields),
    view: ({ count }) => ({ count }),
    operations: { add: (counter, by) => counter.add(by), clear },
  }),
});`;

const PROOF = `import { proof } from 'ringproof';
import { device } from '../models/kind.ts';
export const adds = proof({
  id: 'count/adds', title: 'counts', requirements: [], doesNotProve: 'more', on: device, covers: [],
  body: (p, on) => {
    const counter = on.counter({ phase: null, memory: p.memory() });
    const before = counter.state.count;
    const by = p.any.u8('by');
    counter.add(by);
    p.assert('counted', counter.state.count.eq(before.add(by)));
  },
});`;

const FILES = {
  'models/kind.ts': KIND,
  'models/counter/index.ts': MODEL,
  'models/counter/clear.ts': 'export function clear(): void {}\n',
  'proofs/adds.proof.ts': PROOF,
};

test('should name every function, branch and operation that no proof enters', async () => {
  const { ringproof } = workspace(FILES);

  const { code, out, err } = await ringproof(['list', '--unreached']);

  expect(err).toBe('');
  expect(out).toMatchInlineSnapshot(`
    "models/counter/clear.ts:1:8    function  clear                                     counter  no reason given
    models/counter/index.ts:15:42  branch    Counter.add: the condition is never true  counter  no reason given
    models/counter/index.ts:18:3   function  Counter.unused                            counter  no reason given
    Add a proof, remove the code, or write above it why no proof enters it: // unreached: reason
    18 places, 3 of them not entered by any proof: 3 without a reason
    "
  `);
  expect(code).toBe(1);
});

/** The model with a reason beside everything that no proof enters. */
const REASONED = {
  ...FILES,
  'models/counter/index.ts': MODEL.replace(
    '    if (this.#domain.decide(by.gt(255)))',
    '    // unreached: a byte is no greater\n    if (this.#domain.decide(by.gt(255)))',
  ).replace('  unused(): U8 {', '  unused(): U8 { // unreached: for people'),
  'models/counter/clear.ts': '// unreached: nothing is cleared\nexport function clear(): void {}\n',
};

test('should take reasons beside the code, and be content then', async () => {
  const { ringproof } = workspace(REASONED);

  const { code, out } = await ringproof(['list', '--unreached', '--reporter', 'markdown']);

  expect(out).toMatchInlineSnapshot(`
    "| place | kind | what | models | reason |
    | --- | --- | --- | --- | --- |
    | models/counter/clear.ts:2:8 | function | clear | counter | nothing is cleared |
    | models/counter/index.ts:16:42 | branch | Counter.add: the condition is never true | counter | a byte is no greater |
    | models/counter/index.ts:19:3 | function | Counter.unused | counter | for people |
    "
  `);
  expect(code).toBe(0);
});

test('should refuse a reason beside what is reached', async () => {
  const { ringproof } = workspace({
    ...REASONED,
    'models/counter/index.ts': REASONED['models/counter/index.ts'].replace(
      '    this.count = this.count.add(by);',
      '    // unreached: it is\n    this.count = this.count.add(by);',
    ),
  });

  const { code, out } = await ringproof(['list', '--unreached']);

  expect(out).toContain('models/counter/index.ts:17: this reason is beside nothing that is unreached');
  expect(code).toBe(1);
});

test('should say the same of what earlier runs have found out, as the schema describes it', async () => {
  const { ringproof, prove } = workspace(FILES);
  const list = ['list', '--unreached', '--reporter', 'json'];
  const fresh = await ringproof(list);
  await prove();
  const afterRun = await ringproof(list);
  const again = await ringproof(list);

  expect(complaintsOf('src/report/list.schema.json', JSON.parse(fresh.out))).toEqual([]);
  expect(afterRun).toEqual(fresh);
  expect(again).toEqual(fresh);
});

test('should count what is reached by the proofs that match alone', async () => {
  const { ringproof } = workspace({
    ...REASONED,
    'proofs/none.proof.ts': PROOF.replace('count/adds', 'count/none').replace('counter.add(by);', ''),
  });

  const { out } = await ringproof(['list', '--unreached', 'count/none']);

  expect(out).toContain('Counter.add ');
});

test('should say of which proofs not all is known, and fail', async () => {
  const { ringproof } = workspace({
    ...REASONED,
    'proofs/none.proof.ts': PROOF.replace('count/adds', 'count/none').replace(
      'counter.add(by);',
      "throw new Error('not so');",
    ),
  });

  const { code, out } = await ringproof(['list', '--unreached']);

  expect(out).toContain('count/none on counter: what it enters is not all known: ');
  expect(code).toBe(4);
});

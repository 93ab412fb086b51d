import { expect, test } from 'vitest';
import type { ShownResult } from './real-engine.fixture.ts';
import { separateWorkspace as workspace } from './separate-process.fixture.ts';

/** The results of proofs with these bodies, each by its own text. */
async function resultsOf(bodies: readonly string[], before = ''): Promise<ReadonlyMap<string, ShownResult>> {
  const proofs = bodies.map(
    (body, i) =>
      `export const p${i} = proof({ id: 'p/${i}', title: 'T', requirements: [], doesNotProve: 'more', covers: [],
        body: (p) => { const x = p.any.u16('x'); ${body}; p.assert('range', x.le(65535)); } });\n`,
  );
  const imports = "import { ModelRun, partOf, proof, u8 } from 'ringproof';\n";
  const { ringproof } = workspace({ 'proofs/a.proof.ts': imports + before + proofs.join('') });
  const { out } = await ringproof(['prove', '--reporter', 'json', '--no-cache']);
  // The document of the command.
  const { proofs: results } = JSON.parse(out) as { proofs: readonly ShownResult[] };
  return new Map(results.map((result) => [bodies[Number(result.id.slice(2))] ?? '', result]));
}

const LEAVING = [
  "Object.defineProperty(Error, 'left', { value: 1 })",
  'Object.assign(Error, { left: 1 })',
  "Object.assign(TypeError.prototype, { name: 'left' })",
  'Object.setPrototypeOf(Error, {})',
  'Error.captureStackTrace(Error)',
  'Object.assign(Map, { left: 1 })',
  "Object.defineProperty(Set.prototype, 'left', { value: 1 })",
  'Object.assign(Boolean, { left: 1 })',
  'Object.assign(Object.assign, { left: 1 })',
  'Object.assign(p, { left: 1 })',
  'Object.assign(p.any, { left: 1 })',
  'Object.assign(p.memory(), { left: 1 })',
  'Object.assign(x, { left: 1 })',
  "Object.defineProperty(p.domain, 'left', { value: 1 })",
  "p.domain.__defineGetter__('left', () => 1)",
  "Reflect.set({}, 'left', 1, p.domain)",
  'Object.assign(Object.getPrototypeOf(p), { left: 1 })',
  'Object.assign(x.constructor, { left: 1 })',
  'Object.assign(proof, { left: 1 })',
  'Object.freeze(p)',
];

test('should be an error where a proof leaves something with what others use, however it is written', async () => {
  const results = await resultsOf(LEAVING);

  expect(LEAVING.map((body) => [body, results.get(body)?.verdict])).toEqual(
    LEAVING.map((body) => [body, 'error']),
  );
});

test('should let errors have names and messages of their own', async () => {
  const body = `class Own extends TypeError { constructor() { super('m'); this.name = 'Own'; this.message = 'other'; } }
    const own = new Own(); const plain = new Error('a'); plain.name = 'b'; Object.assign(plain, { code: 1 });
    if (own.name + own.message + plain.name !== 'Ownotherb' || new Error().name !== 'Error') throw own`;

  expect((await resultsOf([body])).get(body)).toMatchObject({ verdict: 'proved' });
});

test.each([
  ['Object.is under another name', 'const { is: same } = Object; if (same(x, p.any.u16("y"))) return'],
  ['a method by a computed name', 'const name = "so" + "me"; if ([1][name](() => x.eq(1))) return'],
  [
    'a method read by a computed name',
    'const some = [][("so" + "me")]; if (some.call([1], () => x.eq(1))) return',
  ],
  ['Number.isNaN under another name', 'const { isNaN: no } = Number; if (!no(x)) return'],
])('should refuse %s', async (_, body) => {
  expect((await resultsOf([body])).get(body)?.verdict).toBe('error');
});

/** A part that holds `hidden` besides its field, and a call of its operation. */
function partWith(hidden: string, look: string): readonly [before: string, body: string] {
  const before = `
    class Inner { #count = 0; step() { this.#count += 1; } }
    class Counter { n = 0; }
    class One {
      ${hidden}
      constructor(domain, a) { this.domain = domain; this.a = a; }
      look() { ${look} }
    }
    const part = partOf()({
      state: { a: u8() }, view: (state) => state,
      instance: (domain, { a }) => new One(domain, a), operations: { look: (one) => one.look() },
    });
  `;
  return [before, "new ModelRun(p).any(part, 'one', { phase: null, memory: p.memory() }).look()"];
}

test.each([
  ['a private field', '#seen = 0;', 'this.#seen = this.a;', '#seen'],
  ['a private field of a private object', '#inner = new Inner();', 'this.#inner.step();', '#inner.#count'],
  ['a field of an object of a class', 'inner = new Counter();', 'this.inner.n += 1;', 'inner.n'],
  ['another object', 'inner = new Inner();', 'this.inner = null;', 'inner'],
  ['a function', 'next = () => 0;', 'this.next = () => 1;', 'next'],
  ['a hidden member', '', "Object.defineProperty(this, 'seen', { value: 1 });", 'seen'],
  ['a member with a symbol', '', "this[Symbol.for('seen')] = 1;", 'Symbol(seen)'],
  [
    'a copy of a field that is stale',
    '#copy; set a(a) { this.v = a; this.#copy ??= a; } get a() { return this.v; }',
    'this.a = this.domain.u8(1);',
    '#copy',
  ],
])('should be an error where an operation leaves state in %s', async (_, hidden, look, name) => {
  const [before, body] = partWith(hidden, look);

  const result = (await resultsOf([body], before)).get(body);

  expect(result).toMatchObject({
    verdict: 'error',
    failure: {
      message: `the property '${name}' of the one after look would be lost: the schema does not declare it`,
    },
  });
});

test('should be no error where an instance derives what it holds from declared fields', async () => {
  const [before, body] = partWith(
    '#copy; set a(a) { this.v = a; this.#copy = a; } get a() { return this.v; }',
    'this.a = this.domain.u8(1);',
  );

  expect((await resultsOf([body], before)).get(body)).toMatchObject({ verdict: 'proved' });
});

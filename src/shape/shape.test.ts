import { describe, expect, expectTypeOf, test } from 'vitest';
import * as v from 'valibot';
import { checked, faultIn, fieldsOf, hasShape, ShapeError } from './check.ts';
import type { Of, Shape } from './shape.ts';
import {
  described,
  either,
  lazily,
  listOf,
  object,
  optional,
  orNull,
  recordOf,
  variantOf,
} from './structures.ts';
import {
  BOOLEAN,
  BYTES_HEX,
  exactly,
  MEASURE,
  oneOf,
  TEXT,
  textLike,
  U16,
  U64_HEX,
  wholeNumber,
} from './values.ts';

const RUN = object({ addr: U64_HEX, hex: BYTES_HEX }, 'Bytes.');
const STEP = variantOf('kind', {
  load: object({ kind: exactly('load'), from: described(RUN, 'What is read.') }),
  note: object({ kind: exactly('note'), text: TEXT }),
});
const CASE = object({
  name: TEXT,
  verdict: oneOf(['proved', 'refuted']),
  model: orNull(TEXT),
  steps: listOf(STEP),
  inputs: recordOf(either('true, false or digits', BOOLEAN, textLike(/^\d+$/, 'digits', 3))),
  timeMs: optional(MEASURE),
});

const GOOD: Of<typeof CASE> = {
  name: 'a',
  verdict: 'proved',
  model: null,
  steps: [
    { kind: 'note', text: 'hello' },
    { kind: 'load', from: { addr: '0x10', hex: '00ff' } },
  ],
  inputs: { n: '7', on: true },
  timeMs: 0.5,
};

test('should give the type of its values', () => {
  expectTypeOf<Of<typeof RUN>>().toEqualTypeOf<{ readonly addr: string; readonly hex: string }>();
  expectTypeOf<Of<typeof CASE>['verdict']>().toEqualTypeOf<'proved' | 'refuted'>();
  expectTypeOf<Of<typeof CASE>['model']>().toEqualTypeOf<string | null>();
  expectTypeOf<Of<typeof STEP>['kind']>().toEqualTypeOf<'load' | 'note'>();
  expectTypeOf<Of<typeof CASE>>().not.toHaveProperty('more');
  expectTypeOf<Pick<Of<typeof CASE>, 'timeMs'>>().toEqualTypeOf<{ readonly timeMs?: number }>();
  const library: Shape<number> = v.number();
  expect(hasShape(library, 1)).toBe(true);
});

test('should take what it describes, with and without fields that may be left out', () => {
  const { timeMs: _, ...without } = GOOD;

  expect(faultIn(CASE, GOOD)).toBeNull();
  expect(faultIn(CASE, without)).toBeNull();
  expect(checked(CASE, GOOD)).toBe(GOOD);
});

describe('a fault', () => {
  test.each<[string, unknown]>([
    ['the value: expected an object, got 7', 7],
    ['the value: expected an object, got null', null],
    ['the value: expected an object, got []', []],
    ['the value: expected an object, got [{"name":"a"}]', [{ name: 'a' }]],
    ['name: expected text, got 7', { ...GOOD, name: 7 }],
    ['verdict: expected one of proved, refuted, got "perhaps"', { ...GOOD, verdict: 'perhaps' }],
    ['model: expected text, got 5', { ...GOOD, model: 5 }],
    ['timeMs: expected a number, 0 or more, got -1', { ...GOOD, timeMs: -1 }],
    ['timeMs: expected a number, 0 or more, got null', { ...GOOD, timeMs: Infinity }],
    ['steps: expected a list, got {}', { ...GOOD, steps: {} }],
    ['steps[0]: expected an object, got "x"', { ...GOOD, steps: ['x'] }],
    ['steps[0]: expected an object, got []', { ...GOOD, steps: [[]] }],
    [
      'steps[1].kind: expected one of load, note, got "jump"',
      { ...GOOD, steps: [GOOD.steps[0], { kind: 'jump' }] },
    ],
    ['steps[0].kind: expected one of load, note, but it is missing', { ...GOOD, steps: [{}] }],
    ['steps[0].from: expected an object, but it is missing', { ...GOOD, steps: [{ kind: 'load' }] }],
    ['steps[0].text: expected text, but it is missing', { ...GOOD, steps: [{ kind: 'note' }] }],
    [
      'steps[0].from.addr: expected "0x…" with up to 16 lower-case digits and no leading zero, got "0x01"',
      { ...GOOD, steps: [{ kind: 'load', from: { addr: '0x01', hex: '' } }] },
    ],
    [
      'steps[0].from.hex: expected bytes, two lower-case digits each, got "f"',
      { ...GOOD, steps: [{ kind: 'load', from: { addr: '0x1', hex: 'f' } }] },
    ],
    ['inputs: expected an object, got []', { ...GOOD, inputs: [] }],
    ['inputs: expected an object, got ["1"]', { ...GOOD, inputs: ['1'] }],
    ['inputs: expected an object, got [7]', { ...GOOD, inputs: [7] }],
    ['inputs.n: expected true, false or digits, got 3', { ...GOOD, inputs: { n: 3 } }],
    ['inputs["a b"]: expected digits, got "1234"', { ...GOOD, inputs: { 'a b': '1234' } }],
    [
      'unheardOf: unknown field; the fields are name, verdict, model, steps, inputs, timeMs',
      { ...GOOD, unheardOf: 1 },
    ],
    ["timeMS: unknown field; did you mean 'timeMs'?", { ...GOOD, timeMS: 1 }],
  ])('should be %s', (message, value) => {
    expect(faultIn(CASE, value)).toBe(message);
    expect(hasShape(CASE, value)).toBe(false);
  });

  test('should name a field that is probably meant by one that is missing', () => {
    const { steps, ...rest } = GOOD;
    expect(faultIn(CASE, { ...rest, stesp: steps })).toBe(
      "steps: expected a list, but it is missing; there is 'stesp'",
    );
  });

  test('should be short, and begin with the name of the whole', () => {
    expect(faultIn(TEXT, ['x'.repeat(1000)], 'the file')).toBe(
      `the file: expected text, got ["${'x'.repeat(58)}…`,
    );
    expect(() => checked(TEXT, 7, 'the file')).toThrow(new ShapeError('the file: expected text, got 7'));
  });
});

test.each([0, 65535])('should take %d for a number of 16 bits', (value) => {
  expect(faultIn(U16, value)).toBeNull();
});

test.each([-1, 65536, 1.5, '7', NaN])('should not take %j for a number of 16 bits', (value) => {
  expect(faultIn(U16, value)).toMatch(/expected a whole number from 0 to 65535, got /);
});

test('should say of a whole number without a limit where it starts', () => {
  expect(faultIn(wholeNumber(1), 0)).toBe('the value: expected a whole number, 1 or more, got 0');
});

test('should take values that are parts of themselves', () => {
  type Nested = readonly Nested[];
  const nested: Shape<Nested> = lazily(() => listOf(nested));

  expect(faultIn(nested, [[], [[]]])).toBeNull();
  expect(faultIn(nested, [[], [7]])).toBe('[1][0]: expected a list, got 7');
});

test('should keep the fields of a shape in their order, and leave out others at every depth', () => {
  const note = { text: 'hello', secret: 1, kind: 'note' } as const;
  const given = { ...GOOD, inputs: { n: '1' }, steps: [note], secret: { deep: 1 } };

  expect(JSON.stringify(fieldsOf(STEP, note))).toBe('{"kind":"note","text":"hello"}');
  expect(fieldsOf(CASE, given)).toEqual({
    ...GOOD,
    inputs: { n: '1' },
    steps: [{ kind: 'note', text: 'hello' }],
  });
});

test('should keep a value of another shape in a document, for its reader to see', () => {
  const given = { ...GOOD, timeMs: -1, verdict: 'maybe' } as unknown as Of<typeof CASE>;

  expect(fieldsOf(CASE, { ...given })).toEqual(given);
});

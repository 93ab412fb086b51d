import { describe, expect, test } from 'vitest';
import { watchingConditions } from '../context/conditions.ts';
import { ConcreteContext } from '../context/concrete-context.ts';
import { concreteDomain as domain } from '../domain/concrete.ts';
import { stepOf } from '../replay/steps.ts';
import { lineSection } from './debug/lines.fixture.ts';
import { encode, op, section, text } from './encoder.fixture.ts';
import { decodeModule, Machine, type Num } from './index.ts';

const [LT_S, GE_U, EQZ, ADD, AND] = [0x48, 0x4f, 0x45, 0x6a, 0x71];
const x = op.get(0);
/** Returns where the condition holds. */
const returnIf = (...condition: readonly number[]): number[] => [
  ...condition,
  ...op.if,
  ...op.i32(1),
  ...op.return,
  ...op.end,
];

const BODIES = {
  'a comparison': [...returnIf(...x, ...op.i32(5), GE_U), ...op.i32(0)],
  'of signed numbers': [...returnIf(...x, ...op.i32(-2), LT_S), ...op.i32(0)],
  'its opposite': [...returnIf(...x, ...op.i32(5), GE_U, EQZ), ...op.i32(0)],
  'a masked one': [...returnIf(...x, ...op.i32(5), GE_U, ...op.i32(1), AND), ...op.i32(0)],
  'a number': [...returnIf(...x), ...op.i32(0)],
  // Counts down to 0.
  'a loop': [...op.loop, ...[...x, ...op.i32(-1), ADD, ...op.tee(0), ...op.brIf(0)], ...op.end, ...op.i32(0)],
} as const;

const functions = Object.entries(BODIES).map(([name, body]) => ({
  ...{ name, params: ['i32' as const], results: ['i32' as const], body },
}));

/** The same module, with debug information that puts all of it into one line. */
const lines = lineSection([
  {
    ...{ version: 4, folders: [], files: [{ name: 'queue.c', folder: 0 }] },
    sequences: [{ rows: [[1, 1, 57]], end: 1000 }],
  },
]);
const debug = section(0, [...text('.debug_line'), ...lines]);

function told(name: keyof typeof BODIES, argument: number, more: readonly number[] = []): readonly object[] {
  const module = decodeModule(encode({ functions, more }), 'test.wasm');
  const context = new ConcreteContext({ inputs: new Map(), memories: new Map() }, true);
  watchingConditions(() =>
    new Machine(module, context.domain).call(name, [domain.u32(argument) as Num], null),
  );
  return context.happened.map(stepOf);
}

function compared(name: keyof typeof BODIES, argument: number): unknown {
  const [step, ...others] = told(name, argument);
  expect(others).toEqual([]);
  return step && 'compared' in step ? step.compared : undefined;
}

describe('a decision of compiled code', () => {
  test('should be told with what holds of the numbers that it compares', () => {
    expect([7, 3].map((n) => compared('a comparison', n))).toEqual(['7 >= 5', '3 < 5']);
    expect([-7, 3].map((n) => compared('of signed numbers', n >>> 0))).toEqual(['-7 < -2', '3 >= -2']);
    expect([7, 3].map((n) => compared('its opposite', n))).toEqual(['7 >= 5', '3 < 5']);
    expect([7, 3].map((n) => compared('a masked one', n))).toEqual(['7 >= 5', '3 < 5']);
    expect([7, 0].map((n) => compared('a number', n))).toEqual(['7 != 0', '0 = 0']);
  });

  test('should name the function, the offset and the line', () => {
    const [step] = told('a comparison', 7);
    expect(step).toMatchObject({ at: null, code: { function: 'a comparison', offset: 6 } });
    const [withLine] = told('a comparison', 7, debug);
    expect(withLine).toMatchObject({ at: { file: 'queue.c', line: 57, text: '' }, compared: '7 >= 5' });
  });

  test('should be told a few times where it is made often', () => {
    const steps = told('a loop', 100);
    expect(steps).toHaveLength(8);
    expect(steps.at(-1)).toMatchObject({ compared: '92 != 0; more decisions here are not shown' });
  });

  test('should not be told of what only puts a state in or reads it out', () => {
    const context = new ConcreteContext({ inputs: new Map(), memories: new Map() }, true);
    watchingConditions(() =>
      new Machine(decodeModule(encode({ functions }), 'test.wasm'), context.domain).exchange('a number', [
        domain.u32(7),
      ]),
    );
    expect(context.happened).toEqual([]);
  });
});

test('should name the line in errors', () => {
  const float = { name: 'f', params: [], results: [], body: [0x43, 0, 0, 0, 0, ...op.drop] };
  const module = decodeModule(encode({ functions: [float], more: debug }), 'test.wasm');
  expect(() => new Machine(module, domain).call('f', [], null)).toThrow('in f+0x1 (queue.c:57)');
});

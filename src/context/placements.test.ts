import { describe, expect, test } from 'vitest';
import {
  AreaShape,
  type CounterexampleStep,
  ModelKind,
  ok,
  partOf,
  proof,
  u16,
  u64,
  type Family,
  type Handle,
  type ObservedMemory,
  type Result,
  type StateOf,
  type U16,
  type U64,
} from '../index.ts';
import { stateOf } from '../replay/rebuild.ts';
import { replay } from '../replay/replay.ts';
import { stepOf } from '../replay/steps.ts';

interface View {
  readonly at: U64;
  readonly next: U16;
}
interface Operations {
  readonly step: (by: U16) => Result<U16 | undefined, { readonly kind: 'None' }>;
  readonly move: () => void;
}

const RING = new AreaShape({
  ...{ name: 'ring', kind: 'ring' },
  slots: { name: 'slot', fields: [{ name: '', bytes: 2 }] },
});

const state = { at: u64(), next: u16() };

/** A part for as long as an operation lasts. */
type Instance = { -readonly [K in keyof StateOf<typeof state>]: StateOf<typeof state>[K] };

const counter = partOf<View, Operations>()({
  state,
  instance: (_domain, fields): Instance => ({ ...fields }),
  view: (fields) => fields,
  operations: {
    step: (one, by) => {
      one.next = one.next.add(by);
      return ok(undefined);
    },
    move: (one) => {
      one.at = one.at.add(16);
    },
  },
});

/** The steps of a replay of a part of this family that takes a step and moves. */
function stepsOf(family: Family): readonly CounterexampleStep[] {
  const kind = new ModelKind<{ any(memory: ObservedMemory): Handle<View, Operations> }, object>('counters', {
    bind: (_declared, run) => ({
      any: (memory) => run.any(counter, 'counter', { phase: null, memory }),
    }),
    members: () => [],
    ownProofs: () => [],
    family,
  });
  const steps = proof({
    ...{ id: 'x', title: 'x', requirements: [], doesNotProve: 'x', on: kind, covers: [] },
    body: (p, model) => {
      const one = model.any(p.memory());
      one.step(p.domain.u16(2));
      one.move();
    },
  });
  const start = stateOf({ inputs: { 'counter.at': '0x40', 'counter.next': '5' }, memory: [] });
  const { context, stopped } = replay(steps, kind.implement({ name: 'm', source: 's' }, {}), start, true);
  expect(stopped).toBeNull();
  return context.happened.map(stepOf).filter(({ kind }) => kind !== 'assumption');
}

function family(places: NonNullable<Family<{ counter: View }>['parts']>['counter']): Family {
  return { parts: { counter: places }, operations: { step: { arguments: ['by'], mayYieldNothing: true } } };
}

describe('what the steps of a replay say of where a part lies', () => {
  const placed = family({
    places: ({ at, next }) => ({
      name: 'counter',
      areas: [{ shape: RING, start: at, count: next.and(0).add(4) }],
      cursors: [{ area: RING, name: 'next', index: next }],
    }),
  });

  test('should be its layout once, and again where it changes, and its indices each time', () => {
    const area = { name: 'ring', kind: 'ring', length: 8, slots: { count: 4 } };
    const [created, called, stepped, , moved, ...rest] = stepsOf(placed);

    expect(created).toMatchObject({
      kind: 'created',
      placement: {
        layout: { name: 'counter', areas: [{ ...area, address: '0x40' }] },
        cursors: [{ area: 'ring', name: 'next', slot: 1, label: 'next 5' }],
      },
    });
    expect(called).toMatchObject({ kind: 'call', operation: 'step', argumentNames: ['by'] });
    expect(stepped).toMatchObject({
      ...{ kind: 'return', operation: 'step', isNothing: true },
      placement: { cursors: [{ slot: 3, label: 'next 7' }] },
    });
    expect(stepped).not.toHaveProperty('placement.layout');
    expect(moved).toMatchObject({
      operation: 'move',
      placement: { layout: { areas: [{ address: '0x50' }] } },
    });
    expect(moved).not.toHaveProperty('isNothing');
    expect(rest).toEqual([]);
  });

  test('should be nothing without a family that knows', () => {
    const steps = JSON.stringify(stepsOf({}));

    expect(steps).not.toMatch(/placement|argumentNames|isNothing/);
  });

  test('should be a note where the family fails, and leave all else as it is', () => {
    const steps = stepsOf(
      family({
        places: () => {
          throw new Error('no idea');
        },
      }),
    );

    expect(steps[0]).toMatchObject({
      kind: 'note',
      text: "the family cannot say where 'counter' lies: no idea",
      at: { text: "throw new Error('no idea');" },
    });
    expect(steps.slice(1).map((step) => step.kind)).toEqual([
      ...['created', 'call', 'return', 'call', 'return'],
    ]);
  });
});

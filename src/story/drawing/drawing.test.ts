import { describe, expect, test } from 'vitest';
import type { Counterexample, CounterexampleStep, MemoryRange } from '../../proof/counterexample.ts';
import { createdQueue, returnedQueue } from '../../virtio/split/split-steps.fixture.ts';
import { drawingOf } from './drawing.ts';
import { Film } from './film.ts';

type AccessStep = Extract<CounterexampleStep, { kind: 'access' }>;

const ADDRESSES = { desc_table: '0x1000', avail_ring: '0x2000', used_ring: '0x3000' };

function access(given: Partial<AccessStep>): AccessStep {
  return {
    ...{ kind: 'access', memory: 'memory', access: 'read', address: '0x2002', length: 2, ordering: null },
    ...{ before: '0000', after: '0000', error: null, completed: 2 },
    ...given,
  };
}

function counterexample(
  steps: readonly CounterexampleStep[],
  given: Partial<Counterexample> = {},
  queue: Readonly<Record<string, string | number>> | null = { ...ADDRESSES, size: '4' },
): Counterexample {
  const regions = [{ base: '0x1000', size: '0x10000' }];
  return {
    ...{ assertion: 'it holds', inputs: {}, trace: [] },
    ...{ memory: [{ name: 'memory', regions, bytes: [{ addr: '0x3002', hex: '07' }] }] },
    steps: [
      ...(queue === null ? [] : [createdQueue(queue)]),
      ...steps,
      { kind: 'assertion', name: 'it holds', holds: false, requirement: null },
    ],
    ...given,
  };
}

const titles = (given: Counterexample): readonly (readonly [string, readonly string[]])[] =>
  drawingOf(given).areas.map(({ title, boxes }) => [title, boxes.map((box) => box.title)] as const);

describe('what is drawn', () => {
  test('should be the three areas of a queue, each with its ends and what is there once', () => {
    expect(titles(counterexample([]))).toEqual([
      ['descriptor table', ['[0]', '[3]']],
      ['available ring', ['flags', 'idx', '[0]', '[3]', 'used_event']],
      ['used ring', ['flags', 'idx', '[0]', '[3]', 'avail_event']],
    ]);
  });

  test('should have every slot that is touched, and say how many are left out', () => {
    const steps = [access({ address: '0x3024', length: 8 }), access({ address: '0x3034', length: 8 })];
    const { areas } = drawingOf(counterexample(steps, {}, { ...ADDRESSES, size: 16 }));

    const slots = areas[2]?.boxes.filter(({ slot }) => slot !== null);
    expect(slots?.map(({ title, leftOut }) => [title, leftOut])).toEqual([
      ['[0]', 0],
      ['[4]', 3],
      ['[6]', 1],
      ['[15]', 8],
    ]);
  });

  test('should show the least queue, an empty one, and the greatest', () => {
    const inSize = (size: string): readonly (readonly string[])[] =>
      titles(counterexample([], {}, { ...ADDRESSES, size })).map(([, boxes]) => boxes);

    expect(inSize('1')[0]).toEqual(['[0]']);
    expect(inSize('0')).toEqual([[], ['flags', 'idx', 'used_event'], ['flags', 'idx', 'avail_event']]);
    expect(inSize('32768')[0]).toEqual(['[0]', '[32767]']);
  });

  test('should have what is touched elsewhere, sixteen bytes at once as a descriptor', () => {
    const steps = [
      access({ address: '0x9000', length: 16 }),
      access({ address: '0x8000', length: 1 }),
      access({ address: '0x9000', length: 16 }),
    ];
    const elsewhere = drawingOf(counterexample(steps)).areas.at(-1);

    expect(elsewhere).toMatchObject({ title: 'elsewhere in memory', cursors: [] });
    expect(elsewhere?.boxes.map(({ title, cells }) => [title, cells.map(({ name }) => name)])).toEqual([
      ['0x8000', ['']],
      ['0x9000', ['addr', 'len', 'flags', 'next']],
    ]);
  });

  test('should do without a queue', () => {
    const steps = [access({ address: '0x1000', length: 4 })];

    expect(titles(counterexample(steps, {}, null))).toEqual([['memory', ['0x1000']]]);
    expect(titles(counterexample([], {}, null))).toEqual([]);
  });

  test('should not go on without end where everything is touched', () => {
    const steps = Array.from({ length: 100 }, (_, i) =>
      access({ address: `0x${(0x8000 + 8 * i).toString(16)}`, length: 8 }),
    );
    const { areas, dumps } = drawingOf(counterexample(steps));

    expect(areas.at(-1)?.boxes.length).toBe(8);
    expect(areas.at(-1)?.where).toBe('what is touched; 92 more in the dump below');
    // One row holds what is not 0 from the start.
    expect(dumps[0]).toMatchObject({ left: 37 });
    expect(dumps[0]?.rows.length).toBe(64);
  });

  test('should draw the queue in the memory that it is in, and in no other', () => {
    const regions = [{ base: '0x1000', size: '0x10000' }];
    const memory = ['log', 'memory'].map((name) => ({ name, regions, bytes: [] }));
    const steps = [access({ memory: 'log' })];
    const { areas, dumps } = drawingOf(counterexample(steps, { memory }));

    expect(areas.map((area) => [area.memory, area.title])).toEqual([
      ['log', 'memory'],
      ['memory', 'descriptor table'],
      ['memory', 'available ring'],
      ['memory', 'used ring'],
    ]);
    expect(dumps[0]?.rows).toEqual([{ address: 0x2000n, names: '' }]);
  });

  test('should give a dump the rows that are touched or not 0, each with the fields that lie there', () => {
    const steps = [access({ address: '0x200e', length: 4 })];

    expect(drawingOf(counterexample(steps)).dumps[0]?.rows).toEqual([
      { address: 0x2008n, names: 'avail ring[2], ring[3], used_event' },
      { address: 0x2010n, names: '' },
      { address: 0x3000n, names: 'used flags, idx, ring[0].id' },
    ]);
  });
});

describe('a film', () => {
  const QUEUE = { ...ADDRESSES, size: 4, next_used: 1 };
  const written = access({ access: 'store', address: '0x3002', before: '0700', after: '0801' });
  const steps: readonly CounterexampleStep[] = [
    written,
    access({ access: 'write', address: '0x11000', error: 'InvalidGuestAddress', completed: 0 }),
    { kind: 'other-side', memory: 'memory', name: 'driver', writes: [{ addr: '0x2000', hex: '01' }] },
    returnedQueue('add_used', { ...QUEUE, next_used: 2 }),
  ];
  const film = (): Film => new Film(drawingOf(counterexample(steps, {}, QUEUE)).film);
  const nextUsed = (of: Film) => of.cursors.find(({ name }) => name === 'next_used');

  test('should begin with what stood there from the start', () => {
    const made = film();

    expect(made.frame).toBeUndefined();
    expect([made.at, made.length]).toEqual([0, 6]);
    expect(made.word('memory', 0x3002n, 2)).toBe(7n);
    expect(nextUsed(made)).toEqual({ area: 'used ring', name: 'next_used', slot: 1, label: 'next_used 1' });
  });

  test('should show what each step left, forth and back', () => {
    const made = film();
    made.windTo(2);
    expect(made.word('memory', 0x3002n, 2)).toBe(0x108n);
    expect(made.frame?.marks).toEqual([{ memory: 'memory', address: '0x3002', length: 2, touch: 'written' }]);
    made.windTo(4);
    expect(made.byte('memory', 0x2000n)).toBe(1);
    expect(made.frame?.marks[0]?.touch).toBe('other-side');
    made.windTo(5);
    expect(nextUsed(made)?.slot).toBe(2);
    made.windTo(1);
    expect(made.byte('memory', 0x2000n)).toBe(0);
    expect([made.word('memory', 0x3002n, 2), nextUsed(made)?.slot]).toEqual([7n, 1]);
  });

  test('should tell what is refused, and that there is no memory', () => {
    const made = film();
    made.windTo(3);

    expect(made.frame?.marks[0]?.touch).toBe('refused');
    expect(made.byte('memory', 0x11000n)).toBeNull();
    expect(made.word('memory', 0x10fffn, 2)).toBeNull();
    expect(made.word('elsewhere', 0x3000n, 2)).toBeNull();
  });

  test('should show at the step that breaks the assertion which bytes break it, or were written last', () => {
    const atEnd = (of: readonly CounterexampleStep[], readFrom?: readonly MemoryRange[]) => {
      const broken: CounterexampleStep = {
        ...{ kind: 'assertion', name: 'it holds', holds: false, requirement: null },
        ...(readFrom === undefined ? {} : { readFrom }),
      };
      const made = new Film(drawingOf(counterexample([...of, broken], {}, QUEUE)).film);
      made.windTo(made.length);
      return made.frame?.marks;
    };
    const last = { memory: 'memory', length: 2, touch: 'last' };
    const range = { memory: 'memory', address: '0x3004', length: 4 };

    expect(atEnd(steps, [range])).toEqual([{ ...range, touch: 'broken' }]);
    expect(atEnd([written, access({}), ...steps.slice(1)])).toEqual([{ ...last, address: '0x3002' }]);
    expect(atEnd([access({ address: '0x2004' }), access({})])).toEqual([{ ...last, address: '0x2002' }]);
    expect(atEnd([])).toEqual([]);
  });

  test('should tell what has changed since the start, and how the step touches bytes', () => {
    const made = film();
    made.windTo(2);
    expect([made.isChanged('memory', 0x3002n, 1), made.isChanged('memory', 0x3004n, 8)]).toEqual([
      true,
      false,
    ]);
    expect([made.touch('memory', 0x3000n, 4), made.touch('memory', 0x3004n, 4)]).toEqual(['written', null]);
    expect(made.touch('elsewhere', 0x3002n, 2)).toBeNull();
    made.windTo(0);
    expect([made.isChanged('memory', 0x3002n, 1), made.touch('memory', 0x3002n, 2)]).toEqual([false, null]);
  });

  test('should stay within its ends', () => {
    const made = film();
    made.windTo(99);
    expect(made.frame?.isBroken).toBe(true);
    made.windTo(-1);
    expect(made.at).toBe(0);
    made.windTo(Number.NaN);
    expect(made.at).toBe(0);
  });

  test('should be plain data, so that a page can hold it', () => {
    const data = drawingOf(counterexample(steps)).film;

    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  });
});

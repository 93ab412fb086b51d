import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, truthOf, valueOf } from '../domain/concrete.ts';
import { CONCRETE_LOGIC, ConcreteMemory } from './concrete.ts';
import { NoEvents, RunEvents } from './run-events.ts';

const REGIONS = [{ base: 0n, size: 16n }];
const u64 = (value: number) => domain.u64(value);

/** Two memories of one run. */
function run(events = new RunEvents(CONCRETE_LOGIC)) {
  const memory = (name: string) => new ConcreteMemory(REGIONS, undefined, events, name);
  return { events, ram: memory('ram'), buffer: memory('buffer') };
}

describe('the events of a run', () => {
  test('should be those of all memories, in one order', () => {
    const { events, ram, buffer } = run();
    ram.store(u64(0), domain.u8(1), 'release');
    buffer.fence('seq-cst');
    buffer.read(u64(0), [8]);
    ram.transfer({ address: u64(0) }, { memory: buffer, address: u64(1) }, u64(1));

    const shown = events.all.map(({ id, kind, ...rest }) => [id, kind, 'memory' in rest && rest.memory]);
    expect(shown).toEqual([
      [0, 'store', 'ram'],
      [1, 'fence', false],
      [2, 'read', 'buffer'],
      [3, 'read', 'ram'],
      [4, 'write', 'buffer'],
    ]);
    expect(ram.events.all.map(({ id }) => id)).toEqual([0, 1, 3]);
    expect(buffer.events.all.map(({ id }) => id)).toEqual([1, 2, 4]);
  });

  test('should not change by what is done with a list that was handed out', () => {
    const { events, ram } = run();
    ram.fence('acquire');
    const all = events.all;
    ram.fence('release');
    // As a property without types could.
    (all as unknown[]).length = 0;
    expect(events.all).toHaveLength(2);
  });

  test('should be none where none are kept', () => {
    const { events, ram } = run(new NoEvents(CONCRETE_LOGIC));
    ram.store(u64(0), domain.u8(1), 'release');
    expect([events.all, events.now]).toEqual([[], events.start]);
    expect(valueOf(ram.peek(u64(0)))).toBe(1n);
  });

  test('should know what the run says of itself when each is recorded', () => {
    let decided = 3;
    const events = new RunEvents(CONCRETE_LOGIC, { decisions: () => decided, keepsStacks: true });
    const { ram } = run(events);
    ram.fence('acquire');
    decided = 5;
    ram.fence('release');

    expect(events.all.map((event) => events.decisionsBefore(event))).toEqual([3, 5]);
    expect(events.all.map((event) => events.stackOf(event)?.stack)).toEqual([
      expect.stringContaining('run-events.test.ts'),
      expect.stringContaining('run-events.test.ts'),
    ]);
  });
});

describe('an order', () => {
  test('should be one of the events of one side, with its own fences', () => {
    const { events, ram } = run();
    const [at, one] = [u64(0), domain.u8(1)];
    events.actAs('driver');
    ram.store(at, one, 'relaxed');
    events.actAs('device');
    ram.fence('seq-cst');
    ram.load(at, 8, 'acquire');
    events.actAs('driver');
    ram.load(at, 8, 'relaxed');
    ram.store(at, one, 'release');
    const [stored, fence, seen, looked, released] = events.all;
    if (!stored || !fence || !seen || !looked || !released) throw new Error('five events');

    expect(events.orderedBefore(stored, released)).toBe(true);
    expect(events.orderedBefore(seen, released)).toBe(false);
    expect(events.orderedBefore(stored, seen)).toBe(false);
    expect(events.orderedBefore(stored, looked)).toBe(false);
    expect(events.fullFenceBetween(stored, looked)).toBe(false);
    expect(events.fullFenceBetween(events.start, seen)).toBe(true);
  });
});

describe('a selection', () => {
  test('should stay as it is when more happens', () => {
    const { ram } = run();
    const [before, at] = [ram.events.writes(), { start: u64(0), length: 1 }];
    ram.store(u64(0), domain.u8(1), 'relaxed');
    const after = ram.events.writes(at);
    ram.store(u64(0), domain.u8(2), 'relaxed');

    expect([before, after, ram.events.writes(at)].map((one) => truthOf(one.isSingle()))).toEqual([
      false,
      true,
      false,
    ]);
  });

  test('should hand only events that it means to a condition, where that is known', () => {
    const { ram } = run();
    ram.store(u64(0), domain.u8(1), 'relaxed');
    ram.store(u64(8), domain.u8(2), 'relaxed');
    const asked: bigint[] = [];
    ram.events.writes({ start: u64(8), length: 1 }).forAll(({ address }) => asked.push(valueOf(address)) > 0);
    expect(asked).toEqual([8n]);
  });
});

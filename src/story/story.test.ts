import { describe, expect, test } from 'vitest';
import type { Counterexample, CounterexampleStep } from '../proof/counterexample.ts';
import { createdQueue, createdWalk } from '../virtio/split/split-steps.fixture.ts';
import { tellStory } from './story.ts';

type Access = Extract<CounterexampleStep, { kind: 'access' }>;

/** An access that does its work: a write where `before` is given. */
function access(address: bigint, hex: string, before?: string, given: Partial<Access> = {}): Access {
  return {
    ...{ kind: 'access', memory: 'memory', access: before === undefined ? 'read' : 'write' },
    ...{ address: `0x${address.toString(16)}`, length: hex.length / 2, ordering: null },
    ...{ before: before ?? hex, after: hex, error: null, completed: hex.length / 2 },
    ...given,
  };
}

function counterexample(given: Partial<Counterexample>): Counterexample {
  const broken: CounterexampleStep = { kind: 'assertion', name: 'it holds', holds: false, requirement: null };
  return {
    ...{ assertion: 'it holds', inputs: {}, trace: [] },
    memory: [{ name: 'memory', regions: [{ base: '0x0', size: '0xffffffffffffffff' }], bytes: [] }],
    ...given,
    steps: [...(given.steps ?? []), broken],
  };
}

/** Wherever a queue can lie at most: every area at the upper end of memory, as large as it gets. */
const HUGE = {
  ...{ size: 32768, max_size: 32768, next_used: 65535, next_avail: 65535, event_idx: true },
  desc_table: '0xfffffffffff00000',
  avail_ring: '0xffffffffffe00000',
  used_ring: '0xffffffffffd00000',
};

function storyOf(example: Counterexample, options: Parameters<typeof tellStory>[1] = {}): readonly string[] {
  const lines = tellStory(example, options);
  for (const line of lines) {
    expect(line.length, line).toBeLessThanOrEqual(options.width ?? 80);
    expect(line).toMatch(/^[ -~]*$/);
  }
  return lines;
}

describe('the story of the largest queue at the highest addresses', () => {
  const last = 32767n;
  const example = counterexample({
    inputs: { size: '32768', used_ring: '0xffffffffffd00000' },
    steps: [
      createdQueue(HUGE),
      access(0xffffffffffe00000n + 4n + 2n * last, '0100'),
      access(0xfffffffffff00000n + 16n * last, 'ffffffffffffffff' + 'ffffffff' + '0700' + 'ffff'),
      access(0xffffffffffd00000n + 4n + 8n * last, 'ffffffff' + 'ffffffff', '00'.repeat(8)),
      access(0xffffffffffd00000n + 4n + 8n * (last + 1n), 'ffff', '0000'),
    ],
  });

  test.each([80, 76])('should fit %d columns, with every field in full', (width) => {
    const text = storyOf(example, { width }).join(' ').replace(/\s+/g, ' ');

    expect(text).toContain('[32767] addr, len, flags, next');
    expect(text).toContain('desc[32767].flags is 7 (NEXT, WRITE, INDIRECT)');
    for (const field of [
      'desc[32767].len, .flags, .next',
      'used ring[32767].id',
      'avail_event',
      'used_event',
    ])
      expect(text).toContain(field);
    expect(text).toContain('0xffffffffffffffff, 4294967295');
  });

  test('should be as it was', async () => {
    await expect(`${storyOf(example).join('\n')}\n`).toMatchFileSnapshot('./stories/_largest-queue.txt');
  });
});

describe('a walk along a chain', () => {
  const table = 'ffff000000000000' + '20000000' + '0400' + '0000';
  const inner = '0010000000000000' + '08000000' + '0300' + '0100';
  const example = counterexample({
    inputs: { table: '0x40', entries: '2' },
    memory: [
      { name: 'memory', regions: [{ base: '0x40', size: '0x20' }], bytes: [{ addr: '0x40', hex: table }] },
    ],
    steps: [
      createdWalk('0x40', 2),
      { kind: 'call', part: 'made-walk', operation: 'next', args: [] },
      access(0x40n, table),
      access(0xffffn, inner),
      access(0x5an, '01020304', undefined, { length: 8, error: 'PartialBuffer', completed: 6 }),
      {
        kind: 'return',
        part: 'made-walk',
        operation: 'next',
        result: { ok: null },
        isNothing: true,
        state: null,
      },
    ],
  });

  test('should have its table drawn, and name the descriptors of another one', async () => {
    await expect(`${storyOf(example).join('\n')}\n`).toMatchFileSnapshot('./stories/_walk.txt');
  });

  test('should say of a long chain no more than fits', () => {
    const steps = Array.from({ length: 300 }, (_, i) => access(BigInt(0x40 + 16 * i), table));
    const lines = storyOf(counterexample({ steps: [createdWalk('0x40', 300), ...steps] }));
    expect(lines.join('\n')).toMatch(/300 {2}read 16 bytes at 0x12f0/);
    expect(lines.join('\n')).toMatch(/\.\.\. and 576 more rows/);
  });
});

describe('a story of several memories', () => {
  const at = {
    ...HUGE,
    size: 1,
    desc_table: '0x1000',
    avail_ring: '0x2000',
    used_ring: '0x3000',
    next_used: 0,
  };
  const memory = ['memory', 'host', 'memory/driver'].map((name) => ({
    ...{ name, bytes: [] },
    regions: [
      { base: '0x1000', size: '0x1000' },
      { base: '0x2000', size: '0x3000' },
    ],
  }));

  test('should draw the queue where it was touched, and say what the other side wrote', async () => {
    const example = counterexample({
      memory,
      steps: [
        createdQueue(at),
        access(0x3002n, '0100', '0000'),
        { kind: 'other-side', memory: 'memory', name: 'driver', writes: [{ addr: '0x3003', hex: '02' }] },
        access(0x3002n, '0900', '0000', { memory: 'host' }),
        access(0x10n, '00'.repeat(40), '11'.repeat(40), { memory: 'host' }),
      ],
    });
    await expect(`${storyOf(example).join('\n')}\n`).toMatchFileSnapshot('./stories/_several-memories.txt');
  });
});

test('a story of no queue should have no drawing, and no section without content', () => {
  const lines = storyOf(counterexample({ memory: [], steps: [] }));
  expect(lines).toEqual(['broken: it holds', '', 'what happened', '    1  BROKEN: it holds']);
});

test('a story should say what the inputs leave open of the state, and what is seen where', () => {
  const example = counterexample({
    inputs: { 'queue.size': '1', 'queue.event_idx': true },
    steps: [
      createdQueue({ size: 1, event_idx: true, ready: true, avail_ring: '0x0' }),
      {
        ...{ kind: 'return', part: 'queue', operation: 'push', state: null },
        result: { state: { entries: 1 }, error: { kind: 'Full' }, chain: '(not shown)' },
      },
    ],
  });
  const lines = storyOf(example, {
    ...{
      title: 'a chain \u2013 any \u2013 is taken',
      replayWith: 'ringproof replay x.json',
      openAt: 'out/x.html#a',
    },
  });
  expect(lines.slice(0, 2)).toEqual(['broken: it holds', '  of the proof that a chain - any - is taken']);
  expect(lines).toContain('    1  a queue in the state of the inputs; ready true, avail_ring 0x0');
  expect(lines).toContain('    2  push returns state=(entries=1) error=Full chain=an object');
  expect(lines.slice(-3)).toEqual(['', 'replay it: ringproof replay x.json', 'see it drawn: out/x.html#a']);
});

test('ink should add nothing but itself, on what is broken, changed and headings', () => {
  const example = counterexample({
    steps: [
      createdQueue({ ...HUGE, size: 1 }),
      access(0xffffffffffd00002n, '0100', '0000'),
      access(0x10n, '01', '00'),
    ],
  });
  const ink = {
    heading: (text: string) => `{h${text}h}`,
    broken: (text: string) => `{b${text}b}`,
    changed: (text: string) => `{c${text}c}`,
  };
  const inked = tellStory(example, { ink });

  expect(inked.map((line) => line.replace(/\{[hbc]|[hbc]\}/g, ''))).toEqual(tellStory(example));
  expect(inked).toContain('{bbroken: it holdsb}');
  expect(inked.filter((line) => line.includes('{h'))).toHaveLength(3);
  expect(inked.some((line) => /^ {4}4 {2}\{bBROKEN: it holdsb\}$/.test(line))).toBe(true);
  expect(inked.filter((line) => line.includes('{c')).map((line) => line.trim().slice(0, 8))).toEqual([
    ...['{cstep 2', '{c->    ', '{c->    '],
  ]);
});

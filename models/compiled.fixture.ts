import { expect } from 'vitest';
import { concreteDomain as domain, truthOf, valueOf } from '../src/domain/concrete.ts';
import { Chance, makeLikely, randomMemory, randomState, randomWalk } from './compiled-states.fixture.ts';
import { V8Queue, type QueueNumbers, type WalkNumbers } from '../scripts/compiled/v8-queue.fixture.ts';
import { SpecQueue, type QueueState } from './spec/queue.ts';
import { plain } from './spec/spec.fixture.ts';
import { Walk } from './spec/walk.ts';
import type { Bool, Result } from 'ringproof';
import type { PoppedChain, SetUp } from 'ringproof/virtio/split';

function stateOf(numbers: QueueNumbers): QueueState {
  const { maxSize, size, ready, eventIdx, nextAvail, nextUsed, numAdded, addedAll } = numbers;
  return {
    ...{ maxSize: domain.u16(Number(maxSize)), size: domain.u16(Number(size)) },
    ...{ ready: domain.bool(ready !== 0n), eventIdx: domain.bool(eventIdx !== 0n) },
    ...{ nextAvail: domain.u16(Number(nextAvail)), nextUsed: domain.u16(Number(nextUsed)) },
    ...{ numAdded: domain.u16(Number(numAdded)), addedAll: domain.bool(addedAll !== 0n) },
    descTable: domain.u64(numbers.descTable),
    ...{ availRing: domain.u64(numbers.availRing), usedRing: domain.u64(numbers.usedRing) },
    inOrder: domain.bool(false),
  };
}

function walkOf(numbers: WalkNumbers): Walk {
  const { table, entries, index, remaining, bytes, indirect, isFull } = numbers;
  return new Walk(domain, {
    ...{ table: domain.u64(table), entries: domain.u16(Number(entries)), index: domain.u16(Number(index)) },
    ...{ remaining: domain.u16(Number(remaining)), bytes: domain.u32(Number(bytes)) },
    ...{ indirect: domain.bool(indirect !== 0n), isFull: domain.bool(isFull !== 0n) },
  });
}

/** Fields as numbers, truth as 0 and 1. */
function numbersOf(fields: object): Readonly<Record<string, bigint>> {
  return Object.fromEntries(Object.entries(plain(fields)).map(([name, value]) => [name, BigInt(value)]));
}

/** What compiled queues keep of the reference's state: they know no IN_ORDER. */
function keptOf({ state: { inOrder: _, ...kept } }: SpecQueue): Readonly<Record<string, bigint>> {
  return numbersOf(kept);
}

const SETTABLE = ['size', 'descTable', 'availRing', 'usedRing', 'ready', 'eventIdx'] as const;

function change(field: (typeof SETTABLE)[number], value: bigint): SetUp {
  if (field === 'size') return { field, value: domain.u16(Number(value)) };
  if (field === 'ready' || field === 'eventIdx') return { field, value: domain.bool(value !== 0n) };
  return { field, value: domain.u64(value) };
}

/** A result as the contract has it: a number, or the name of an error. */
function codeOf(result: Result<unknown, { readonly kind: string }>): bigint | string {
  if (!result.ok) return result.error.kind;
  // Nothing, a truth value, or a chain.
  const value = result.value as Bool | PoppedChain | undefined;
  if (value === undefined) return 0n;
  return 'head' in value || truthOf(value) ? 1n : 0n;
}

/** How operations can end: in each of these ways some do, of 1200 and more. */
// prettier-ignore
export const EVERY_OUTCOME = [
  'activate 0', 'activate InvalidQueue', 'add_used 0', 'add_used GuestMemory', 'add_used InvalidDescriptorIndex',
  'add_used QueueNotReady', 'disable_notification 0', 'disable_notification GuestMemory',
  'disable_notification QueueNotReady', 'enable_notification 0', 'enable_notification 1',
  'enable_notification GuestMemory', 'enable_notification QueueNotReady', 'needs_notification 0',
  'needs_notification 1', 'needs_notification GuestMemory', 'pop 0', 'pop 1', 'pop GuestMemory',
  'pop InvalidAvailRingIndex', 'pop InvalidDescriptorIndex', 'pop QueueNotReady', 'reset 0', 'restore 0',
  'restore InvalidMaxSize', 'restore InvalidQueue', 'restore InvalidUsedRingAlign', 'set_up 0', 'set_up InvalidSize',
  'set_up QueueReady', 'step 0', 'step 1', 'step HeadOutOfRange', 'step IndirectWithNext', 'step InvalidTableLength',
  'step NestedIndirect', 'step NextOutOfRange', 'step TooLong', 'step Unmapped', 'undo_pop 0',
];

/** Does the same at random to a compiled queue in V8 and to the reference model, and expects the same. Counts each result. */
export function compareWithSpec(module: object, seeds: number): ReadonlyMap<string, number> {
  const compiled = new V8Queue(module);
  const seen = new Map<string, number>();
  const count = (name: string, result: bigint | string): void => {
    const key = `${name} ${result}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
  };
  for (let seed = 0; seed < seeds; seed++) {
    const chance = new Chance(seed * 2654435761);
    const [memory, other] = randomMemory(chance);
    const before = randomState(chance);
    makeLikely(chance, before, memory, other);
    const queue = new SpecQueue(domain, stateOf(before));
    const [head, len] = [chance.oneOf([0, 1, 3, 31, 32, 65535]), chance.oneOf([0, 1, 0xffffffff])];
    const field = chance.below(6);
    const value =
      field === 0
        ? BigInt(chance.oneOf([0, 1, 2, 3, 16, 32, 33, 32768]))
        : chance.oneOf([0n, 1n, 2n, 4n, 16n, 0x1000n]);
    const setUp = SETTABLE[field] ?? 'size';
    const operations: Readonly<Record<string, readonly [() => bigint | string, ...(bigint | number)[]]>> = {
      set_up: [() => codeOf(queue.setUp(change(setUp, value))), field, value],
      activate: [() => codeOf(queue.activate(memory))],
      add_used: [() => codeOf(queue.addUsed(memory, domain.u16(head), domain.u32(len))), head, len],
      needs_notification: [() => codeOf(queue.needsNotification(memory))],
      enable_notification: [() => codeOf(queue.enableNotification(memory))],
      disable_notification: [() => codeOf(queue.disableNotification(memory))],
      reset: [() => (queue.reset(), 0n)],
      undo_pop: [() => (queue.undoPop(), 0n)],
      pop: [() => codeOf(queue.pop(memory))],
    };
    const name = chance.oneOf([...Object.keys(operations), 'pop', 'step', 'step', 'step', 'restore']);
    const about = `seed ${seed}: ${name}`;
    if (name === 'step') {
      const start = randomWalk(chance);
      const walk = walkOf(start);
      const wanted = walk.next(memory);
      const got = compiled.step(start, other);
      const code = wanted.ok ? (wanted.value === undefined ? 0n : 1n) : wanted.error.kind;
      count(name, code);
      expect(got.result, about).toBe(code);
      expect(got.state, about).toEqual(numbersOf(walk.state));
      if (wanted.ok && wanted.value !== undefined) {
        const { addr, len: bytes, flags, next } = wanted.value;
        expect(got.out, about).toEqual([addr, bytes, flags, next].map(valueOf));
      }
      continue;
    }
    if (name === 'restore') {
      const saved = {
        ...before,
        maxSize: BigInt(chance.oneOf([0, 3, 32, 32])),
        nextUsed: chance.oneOf([before.nextUsed, before.nextAvail]),
        ready: BigInt(chance.below(2)),
        usedRing: before.usedRing + BigInt(chance.oneOf([0, 0, 0, 2])),
      };
      const wanted = SpecQueue.restore(domain, stateOf(saved), memory);
      const got = compiled.start(other, 'restore', ...Object.values(saved));
      count(name, wanted.ok ? 0n : wanted.error.kind);
      expect(got.result, about).toBe(wanted.ok ? 0n : wanted.error.kind);
      if (wanted.ok) expect(got.state, about).toEqual(keptOf(wanted.value));
      continue;
    }
    const [run, ...args] = operations[name] ?? [() => 0n];
    const wanted = run();
    const got = compiled.run(before, other, name, ...args);
    count(name, wanted);
    expect(got.result, about).toBe(wanted);
    expect(got.state, about).toEqual(keptOf(queue));
    for (const { base, size } of memory.regions)
      // A matcher of vitest would take long over so many bytes.
      expect(
        Buffer.compare(other.getBytes(base, Number(size)), memory.getBytes(base, Number(size))),
        about,
      ).toBe(0);
  }
  return seen;
}

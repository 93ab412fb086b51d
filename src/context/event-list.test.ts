import { expect, test } from 'vitest';
import { rustVmm } from '../../models/rust-vmm/index.ts';
import { splitDevice } from '../virtio/split/index.ts';
import { nothingDeclared } from '../check/nothing-declared.fixture.ts';
import { explore } from '../explore/explore.ts';
import { ModelKind, type ProofContext } from '../index.ts';
import type { BoolTerm } from '../term/term.ts';
import { Terms } from '../term/terms.ts';
import { ConcreteContext } from './concrete-context.ts';
import { SymbolicContext } from './symbolic-context.ts';

const RAM = { regions: [{ base: 0n, size: 0x1_0000n }], bytes: new Map<bigint, number>() };

function concrete(isWatched: boolean, inputs: Readonly<Record<string, bigint>> = {}): ConcreteContext {
  return new ConcreteContext(
    { inputs: new Map(Object.entries(inputs)), memories: new Map([['memory', RAM]]) },
    isWatched,
  );
}

/** What a function makes of each path through a body. */
function onPaths<T>(body: (p: SymbolicContext) => void, look: (p: SymbolicContext) => T): readonly T[] {
  const terms = new Terms();
  const found: T[] = [];
  explore(
    (run) => {
      const context = new SymbolicContext(terms, run, nothingDeclared());
      body(context);
      found.push(look(context));
    },
    { terms, feasible: () => 'undecided' },
  );
  return found;
}

/** A model of one side that reads a byte of memory. */
function sideOf(side: 'driver' | 'device' | undefined) {
  const kind = new ModelKind<{ look(p: ProofContext): void }, object>('a side', {
    bind: () => ({ look: (p) => void p.memory().read(p.domain.u64(0), [8]) }),
    members: () => [],
    ownProofs: () => [],
    ...(side === undefined ? {} : { side }),
  });
  return { kind, model: kind.implement({ name: 'm', source: 's' }, {}) };
}

test('should know the conditions that a path had when an event happened', () => {
  const texts = onPaths(
    (p) => {
      const [m, x] = [p.memory(), p.any.u8('x')];
      m.fence('acquire');
      p.assume(x.ge(3));
      m.fence('release');
      p.domain.decide(x.lt(9));
      m.fence('seq-cst');
    },
    (p): readonly (readonly BoolTerm[])[] => p.events.all.map((event) => p.conditionsBefore(event)),
  );

  expect(texts.map((path) => path.map(({ length }) => length))).toContainEqual([0, 1, 2]);
  const ends = texts.map((path) => path.at(-1)?.at(-1));
  expect(new Set(ends).size).toBe(2);
});

test('should know the line of an event in a watched replay, and in no other', () => {
  const places = [true, false].map((isWatched) => {
    const p = concrete(isWatched);
    const before = Number(/:(\d+):\d+\)?$/.exec(new Error().stack?.split('\n')[1] ?? '')?.[1]);
    p.memory().fence('seq-cst');
    const [place] = p.events.all.map((event) => p.placeOf(event));
    return place && { file: place.file.replace(/.*\//, ''), lines: place.line - before };
  });

  expect(places).toEqual([{ file: 'event-list.test.ts', lines: 1 }, null]);
});

test.each([
  [undefined, 'device', 'driver'],
  ['device', 'device', 'driver'],
  ['driver', 'driver', 'device'],
] as const)('should have the events of a model of side %s as those of the %s', (given, side, other) => {
  const { kind, model } = sideOf(given);
  const p = concrete(false);
  kind.of(model, p).look(p);
  p.memory('buffer').havoc('driver', []);

  expect(p.events.all.map((event) => [event.kind, event.side])).toEqual([
    ['read', side],
    ['other-side', other],
  ]);
});

test('should have the answer of a queue as a notification, where it has one', () => {
  const sent = (usedRing: bigint): unknown => {
    const p = concrete(false);
    const given = { eventIdx: p.domain.bool(false), usedRing: p.domain.u64(usedRing) };
    const queue = splitDevice.of(rustVmm, p).queue({ phase: null, memory: p.memory(), given });
    const answer = queue.needsNotification(p.memory('other'));
    const notifications = p.events.all.filter(({ kind }) => kind === 'notification');
    return answer.ok && notifications.map((event) => 'sent' in event && event.sent === answer.value);
  };
  expect(sent(0x3000n)).toEqual([true]);
});

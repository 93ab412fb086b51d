import type { Domain } from '../../../domain/domain.ts';
import type { Width } from '../../../domain/width.ts';
import type { Bool, U64, Word } from '../../../domain/word.ts';
import type { Event } from '../../../memory/event.ts';
import type { EventList } from '../../../memory/event-list.ts';
import type { OrderedAccess, OrderedStep } from '../../../proof/ordered.ts';

/** A load or a store of a word of guest memory. */
export interface MemoryAccess extends OrderedAccess {
  readonly place: { readonly address: U64; readonly cell?: string };
  readonly value: Word<Width>;
}

/**
 * What a side did between two moments of a run, as steps of a thread: `d1`, `d2` and so on for the prefix `d`. Copies are plain
 * accesses of each of their words, in no order among each other. Throws a `TypeError` for a copy that was cut off.
 */
export function stepsOf(
  events: EventList,
  happened: readonly Event[],
  prefix: string,
): readonly OrderedStep[] {
  const steps: OrderedStep[] = [];
  const id = (): string => `${prefix}${steps.length + 1}`;
  for (const event of happened) {
    if (event.kind === 'fence') steps.push({ kind: 'fence', id: id(), ordering: event.ordering, event });
    if ((event.kind === 'load' || event.kind === 'store') && event.failure === null) {
      const { kind, address, value, ordering } = event;
      steps.push({ kind, id: id(), place: { address }, value, ordering, event });
    }
    if (event.kind !== 'read' && event.kind !== 'write') continue;
    if (event.failure?.kind === 'PartialBuffer')
      throw new TypeError('a copy that is cut off cannot be put in order with other accesses');
    const [kind, group] = [event.kind === 'read' ? 'load' : 'store', id()] as const;
    for (const { address, value } of events.words(event))
      steps.push({ kind, id: id(), place: { address }, value, ordering: 'plain', group, event });
  }
  return steps;
}

/** The accesses to guest memory among some steps. */
export function memoryAccesses(steps: readonly OrderedStep[]): readonly MemoryAccess[] {
  return steps.flatMap((step) =>
    step.kind !== 'fence' && 'address' in step.place && step.value !== null
      ? [{ ...step, place: step.place, value: step.value }]
      : [],
  );
}

/**
 * Whether any two accesses, one of them a store, are either of one word or have no byte in common: what is said of the order of words
 * says nothing of parts of them.
 */
export function areWhole(domain: Domain, accesses: readonly MemoryAccess[]): Bool {
  const isRead = (a: MemoryAccess, b: MemoryAccess): boolean => a.kind === 'load' && b.kind === 'load';
  const pairs = accesses.flatMap((a, i) =>
    accesses.slice(i + 1).flatMap((b) => (isRead(a, b) ? [] : [isWhole(domain, a, b)])),
  );
  return domain.bool(true).and(...pairs);
}

function isWhole(domain: Domain, a: MemoryAccess, b: MemoryAccess): Bool {
  const [first, second] = [a.place.address, b.place.address];
  const isSame = a.value.width === b.value.width ? first.eq(second) : domain.bool(false);
  return isSame.or(areWordsApart(bytesOf(a), bytesOf(b)));
}

function bytesOf({ place, value }: MemoryAccess): Extent {
  return { at: place.address, bytes: value.width / 8 };
}

/** Bytes of memory. */
export interface Extent {
  readonly at: U64;
  readonly bytes: number;
}

/** Whether two words have no byte in common, also where one would run on beyond the last address. */
export function areWordsApart(a: Extent, b: Extent): Bool {
  return a.at.sub(b.at).ge(b.bytes).and(b.at.sub(a.at).ge(a.bytes));
}

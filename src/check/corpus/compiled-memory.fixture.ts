import type { BoolOperand, Event, ObservedMemory, ProofContext, U64, U8 } from '../../index.ts';
import { area } from './area.fixture.ts';
import { instance } from './compiled-code.fixture.ts';
import { inCall, traps } from './in-call.fixture.ts';
import { proved, refuted, type Corpus } from './statement.fixture.ts';

type Topic = 'unit' | 'region' | 'order' | 'fence' | 'copy';

const atPointer = { breaks: [traps('host pointer')] } as const;

/** Of what code that accesses 2 bytes, which can be accessed as one unit, leaves in the event list. */
const accesses =
  (name: string, says: (p: ProofContext<string>, loads: readonly Event[]) => boolean) =>
  (p: ProofContext<string>): boolean => {
    const { m, a } = area(p, 2);
    p.assume(m.accessible(a, 16));
    inCall(p, () => instance(p).at(name, m, a));
    return says(
      p,
      p.events.all.filter(({ kind }) => kind === 'load'),
    );
  };

const orderings = (loads: readonly Event[]): readonly string[] =>
  loads.flatMap((event) => (event.kind === 'load' ? [event.ordering] : []));

const fenced = (p: ProofContext<string>, [first, last]: readonly Event[]): boolean =>
  first !== undefined && last !== undefined && p.events.fullFenceBetween(first, last);

/** Does not trap where this is assumed of the 2 bytes. */
const runs =
  (name: string, assumed: (m: ObservedMemory, a: U64) => BoolOperand) =>
  (p: ProofContext<string>): boolean => {
    const { m, a } = area(p, 2);
    p.assume(assumed(m, a));
    inCall(p, () => instance(p).at(name, m, a));
    return true;
  };

/** Moves 2 of 3 bytes of one region by 1; what they were is given. */
function moved(
  p: ProofContext<string>,
  says: (m: ObservedMemory, a: U64, before: readonly [U8, U8]) => BoolOperand,
): BoolOperand {
  const { m, a } = area(p, 3);
  p.assume(m.regionAfter(a).ge(3));
  const before = [m.peek(a), m.peek(a, 1)] as const;
  inCall(p, () => instance(p).at('move 2 bytes by 1', m, a));
  return says(m, a, before);
}

/** What compiled code does to guest memory: of each instruction something false, and what is true beside it. */
export const compiledMemory: Corpus<Record<Topic, unknown>> = {
  unit: [
    proved(
      'an aligned word of one region is loaded',
      runs('load', (m, a) => m.accessible(a, 16)),
    ),
    refuted(
      'a word at any address in a region is loaded',
      runs('load', (m, a) => m.regionAfter(a).ge(2)),
      atPointer,
    ),
  ],
  region: [
    proved(
      'bytes of one region are read',
      runs('read', (m, a) => m.regionAfter(a).ge(2)),
    ),
    refuted(
      'bytes of two adjacent regions are read through one pointer',
      runs('read', () => true),
      atPointer,
    ),
  ],
  order: [
    proved(
      'a load of which no order is said is relaxed',
      accesses('load', (_, loads) => orderings(loads).join() === 'relaxed'),
    ),
    refuted(
      'a load of which no order is said is sequentially consistent',
      accesses('load', (_, loads) => orderings(loads).join() === 'seq-cst'),
    ),
    proved(
      'an order is that of the next access',
      accesses('load acquire, load', (_, loads) => orderings(loads).join() === 'acquire,relaxed'),
    ),
    refuted(
      'an order is that of all accesses after it',
      accesses('load acquire, load', (_, loads) => orderings(loads).join() === 'acquire,acquire'),
    ),
  ],
  fence: [
    proved('a sequentially consistent fence is a full one', accesses('load, fence seq_cst, load', fenced)),
    refuted('a fence of which no order is said is a full one', accesses('load, fence, load', fenced)),
    refuted('an acquire fence is a full one', accesses('load, fence acquire, load', fenced)),
  ],
  copy: [
    proved('bytes that overlap are copied as if by a buffer', (p) =>
      moved(p, (m, a, [, second]) => m.peek(a, 2).eq(second)),
    ),
    refuted('bytes that overlap are copied one after the other', (p) =>
      moved(p, (m, a, [first]) => m.peek(a, 2).eq(first)),
    ),
  ],
};

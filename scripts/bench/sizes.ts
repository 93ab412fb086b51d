import type { ProofContext } from '../../src/proof/context.ts';
import { caseNamed } from './cases.ts';
import { warmTimes } from './measure.ts';
import type { Row, Table } from './table.ts';

/** What the proof of add_used costs when queues are of at most so many entries: it should not matter. */
export async function sizeTable(): Promise<Table> {
  const { proof, model } = await caseNamed('split/add-used');
  const times: [size: number, total: number, solving: number][] = [];
  for (const size of [4, 16, 256, 32768]) {
    const bounded = {
      ...proof,
      body: (p: ProofContext<string, string>, of: typeof model) => proof.body(sizesUpTo(p, size), of),
    };
    const { total, solving } = await warmTimes({ proof: bounded, model });
    times.push([size, total, solving]);
  }
  const least = times[0]?.[1] ?? 1;
  return {
    title: 'split/add-used by greatest queue size, warm, ms',
    note: 'Nothing is unrolled: expected to be flat.',
    columns: ['greatest size', 'total', 'solving', 'ratio to 4'],
    rows: times.map(([size, total, solving]): Row => [String(size), total, solving, total / least]),
  };
}

/** The same context, but with powers of two up to this one. */
function sizesUpTo(p: ProofContext<string, string>, max: number): ProofContext<string, string> {
  const { any } = p;
  return {
    domain: p.domain,
    events: p.events,
    any: {
      u8: (name, range) => any.u8(name, range),
      u16: (name, range) => any.u16(name, range),
      u32: (name, range) => any.u32(name, range),
      u64: (name, range) => any.u64(name, range),
      bool: (name) => any.bool(name),
      integer: (name, range) => any.integer(name, range),
      powerOfTwo: (name) => any.powerOfTwo(name, max),
    },
    memory: (name) => p.memory(name),
    assume: (condition) => p.assume(condition),
    assert: (name, condition, about) => p.assert(name, condition, about),
    assertUnchanged: (name, before, after, except, about) =>
      p.assertUnchanged(name, before, after, except, about),
    cover: (name, condition) => p.cover(name, condition),
    trapping: (work) => p.trapping(work),
    driverMayAct: (memory, ranges) => p.driverMayAct(memory, ranges),
    note: (name, value) => p.note(name, value),
  };
}

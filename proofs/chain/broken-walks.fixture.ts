import { DESC_F_INDIRECT, DESC_F_NEXT, DESC_F_WRITE } from 'ringproof/virtio/split';
import { offsetOf, readAll, RIGHT_LINES, type WalkLines } from './linewise-walk.fixture.ts';

/** A walk with one line wrong. */
export interface BrokenWalk {
  /** What is wrong, in words. */
  readonly what: string;
  readonly lines: Partial<WalkLines>;
  /** By id of a proof that refutes it: the assertion that its counterexample breaks. */
  readonly refutes: Readonly<Record<string, string>>;
}

const right = RIGHT_LINES;

export const BROKEN_WALKS: readonly BrokenWalk[] = [
  {
    what: 'remaining is not decremented',
    lines: {
      advance: (domain, state, { next }, hasNext) => ({
        ...state,
        index: domain.select(hasNext, next, state.index),
        remaining: domain.select(hasNext, state.remaining, domain.u16(0)),
      }),
    },
    refutes: {
      'chain/terminates': 'the measure falls with every descriptor',
      'chain/limit': 'what was yielded of each table and may still come is as much as it has',
      'chain/loop': 'nothing is yielded after it',
    },
  },
  {
    what: 'remaining is not set to 0 after the last descriptor',
    lines: {
      advance: (domain, state, { next }, hasNext) => ({
        ...state,
        index: domain.select(hasNext, next, state.index),
        remaining: state.remaining.sub(1),
      }),
    },
    refutes: { 'chain/agrees-with-specification': 'it stands where the chain goes on' },
  },
  {
    what: 'the index may be the number of entries',
    lines: { isOver: ({ remaining, index, entries }) => remaining.eq(0).or(index.gt(entries)) },
    refutes: {
      'chain/reads-in-table': 'it reads only in the table',
      'chain/head-out-of-range': 'nothing is read',
      'chain/next-out-of-range': 'nothing is yielded after it',
    },
  },
  {
    what: 'the index is taken modulo the number of entries',
    lines: {
      isOver: ({ remaining }) => remaining.eq(0),
      read: (mem, _, { table, index, entries }) => readAll(mem, table.add(offsetOf(index.rem(entries)))),
    },
    refutes: { 'chain/next-out-of-range': 'nothing is yielded after it' },
  },
  {
    what: 'the walk ends one descriptor early',
    lines: { isOver: (state) => right.isOver(state).or(state.remaining.eq(1)) },
    refutes: { 'chain/agrees-with-specification': 'it yields where the chain goes on, and only there' },
  },
  {
    what: 'the limit is not restarted in a table',
    lines: {
      enter: (domain, state, descriptor) => ({
        ...right.enter(domain, state, descriptor),
        remaining: state.remaining,
      }),
    },
    refutes: {
      'chain/step-keeps': 'what it leaves is reachable',
      'chain/agrees-with-specification': 'it stands where the chain goes on',
    },
  },
  {
    what: 'the table is entered at the index of the descriptor that refers to it',
    lines: {
      enter: (domain, state, descriptor) => ({
        ...right.enter(domain, state, descriptor),
        index: state.index,
      }),
    },
    refutes: { 'chain/direct-then-indirect': 'an element is yielded' },
  },
  {
    what: 'the length of a table is taken for its entries',
    lines: {
      enter: (domain, state, descriptor) => {
        const entries = descriptor.len.truncate(16);
        return { ...right.enter(domain, state, descriptor), entries, remaining: entries };
      },
    },
    refutes: { 'chain/step-keeps': 'the table has as many entries as fit into its length' },
  },
  {
    what: 'a table within a table is followed',
    // But for one as the first of its table: a walk without end is no program.
    lines: { mayEnter: ({ indirect, remaining, entries }) => indirect.not().or(remaining.ne(entries)) },
    refutes: {
      'chain/nested-indirect': 'nothing is yielded',
      'chain/terminates': 'the measure never rises',
    },
  },
  {
    what: 'a table has to lie at a multiple of 16',
    lines: { mayEnter: ({ indirect }, { addr }) => indirect.not().and(addr.and(15).eq(0)) },
    refutes: {
      'chain/direct-then-indirect': 'an element is yielded',
      'chain/agrees-with-specification': 'it yields where the chain goes on, and only there',
    },
  },
  {
    what: 'the WRITE flag of a descriptor that refers to a table is an error',
    lines: { mayEnter: ({ indirect }, { flags }) => indirect.not().and(flags.and(DESC_F_WRITE).eq(0)) },
    refutes: { 'chain/write-flag-ignored': 'it yields where the chain goes on, and only there' },
  },
  {
    what: 'a table is only followed as the head of a chain',
    lines: { mayEnter: ({ indirect, remaining, entries }) => indirect.not().and(remaining.eq(entries)) },
    refutes: { 'chain/direct-then-indirect': 'an element is yielded' },
  },
  {
    what: 'the length of a table need not be a multiple of 16',
    lines: { isTableLength: ({ len }) => len.div(16).le(65535) },
    refutes: { 'chain/table-length': 'nothing is yielded' },
  },
  {
    what: 'the length of a table is not limited',
    lines: { isTableLength: ({ len }) => len.and(15).eq(0) },
    refutes: { 'chain/table-length': 'nothing is yielded' },
  },
  {
    what: 'tables are taken for elements',
    lines: { refersToTable: ({ flags }) => flags.and(0).ne(0) },
    refutes: {
      'chain/nested-indirect': 'nothing is yielded',
      'chain/nested-indirect-first': 'nothing is yielded',
      'chain/table-length': 'nothing is yielded',
    },
  },
  {
    what: 'a descriptor that refers to a table and leads on is taken for an element',
    lines: {
      refersToTable: ({ flags }) => flags.and(DESC_F_INDIRECT | DESC_F_NEXT).eq(DESC_F_INDIRECT),
    },
    refutes: { 'chain/indirect-with-next': 'nothing of the queue’s table is yielded any more' },
  },
  {
    what: 'a walk that is over begins again',
    lines: { ends: (state) => ({ ...state, remaining: state.entries }) },
    refutes: {
      'chain/end-is-final': 'it leaves the walk as it was, so all further ones do the same',
      'chain/terminates': 'the measure never rises',
    },
  },
  {
    what: 'the sum wraps',
    lines: { sum: (bytes, len) => bytes.add(len) },
    refutes: {
      'chain/sums': 'no more than 2^32 bytes are yielded',
      'chain/sums-on': 'no more than 2^32 bytes are yielded',
      'chain/too-long': 'nothing is yielded',
    },
  },
  {
    what: 'the sum begins again in a table',
    lines: {
      enter: (domain, state, descriptor) => ({
        ...right.enter(domain, state, descriptor),
        bytes: domain.u32(0),
      }),
    },
    refutes: { 'chain/sums': 'what yields nothing adds nothing' },
  },
  {
    what: 'addresses wrap',
    lines: { address: (table, index) => table.add(offsetOf(index)) },
    refutes: { 'chain/reads-in-table': 'what it reads has an address' },
  },
  {
    what: 'the whole table has to lie in one region',
    lines: {
      read: (mem, address, { table, entries }, domain) =>
        domain.decide(mem.checkSlice(table, offsetOf(entries))) ? readAll(mem, address) : undefined,
    },
    refutes: { 'chain/agrees-with-specification': 'it yields where the chain goes on, and only there' },
  },
  {
    what: 'the descriptor in front is read',
    lines: { read: (mem, address) => readAll(mem, address.sub(16)) },
    refutes: { 'chain/reads-in-table': 'it reads only the two descriptors' },
  },
  {
    what: 'a descriptor is read twice',
    lines: {
      read: (mem, address) => {
        const first = readAll(mem, address);
        return first === undefined ? undefined : readAll(mem, address);
      },
    },
    refutes: { 'chain/single-fetch': 'no byte is read twice' },
  },
  {
    what: 'a descriptor is marked as walked',
    lines: {
      read: (mem, address) => {
        const descriptor = readAll(mem, address);
        if (descriptor !== undefined) mem.write(address.add(12), [descriptor.flags]);
        return descriptor;
      },
    },
    refutes: { 'chain/reads-in-table': 'nothing is written' },
  },
  {
    what: 'a descriptor that cannot be read is one of zeros',
    lines: {
      read: (mem, address, _, domain) =>
        readAll(mem, address) ?? {
          addr: domain.u64(0),
          len: domain.u32(0),
          flags: domain.u16(0),
          next: domain.u16(0),
        },
    },
    refutes: {
      'chain/descriptor-unmapped': 'nothing is yielded',
      'chain/table-unmapped': 'nothing is yielded',
    },
  },
  {
    what: 'an empty descriptor ends the chain',
    lines: { mayYield: ({ len }) => len.ne(0) },
    refutes: { 'chain/agrees-with-specification': 'it yields where the chain goes on, and only there' },
  },
  {
    what: 'a readable descriptor after a writable one ends the chain',
    lines: {
      mayYield: ({ flags }, previousFlags) =>
        flags.and(DESC_F_WRITE).ne(0).or(previousFlags.and(DESC_F_WRITE).eq(0)),
    },
    refutes: {
      'chain/readable-before-writable': 'the readable one is yielded after it, or refused',
    },
  },
  {
    what: 'a chain goes on to a next that is not 0, flag or not',
    lines: { hasNext: ({ flags, next }) => flags.and(DESC_F_NEXT).ne(0).or(next.ne(0)) },
    refutes: { 'chain/agrees-with-specification': 'it stands where the chain goes on' },
  },
  {
    what: 'every chain ends with its first descriptor',
    lines: { hasNext: ({ flags }) => flags.and(0).ne(0) },
    refutes: { 'chain/agrees-with-specification': 'it stands where the chain goes on' },
  },
  {
    what: 'nothing is yielded',
    lines: { isOver: ({ remaining }) => remaining.ge(0) },
    refutes: { 'chain/agrees-with-specification': 'it yields where the chain goes on, and only there' },
  },
  {
    what: 'one descriptor more than the queue has entries may come',
    lines: { begins: (_, state) => ({ ...state, remaining: state.remaining.add(1) }) },
    refutes: { 'chain/initial': 'all entries may still come' },
  },
  {
    what: 'a walk begins with entry 0',
    lines: { begins: (domain, state) => ({ ...state, index: domain.u16(0) }) },
    refutes: { 'chain/initial': 'it stands at the head' },
  },
  {
    what: 'the first descriptor of a popped chain is taken for its last',
    lines: { popped: { hasNext: ({ flags }) => flags.and(0).ne(0) } },
    refutes: { 'chain/first-step': 'both stand at the same place then' },
  },
];

import { proof } from 'ringproof';
import { DESC_F_INDIRECT, splitDevice } from 'ringproof/virtio/split';
import { descriptorAt, DESCRIPTOR_SIZE, has } from './descriptor.ts';
import { endsAtOnce } from './endings.ts';
import { atIndirectWithNext, atNestedIndirect, atTable, atTableLength } from './malformations.ts';
import { step } from './walk.ts';

export const nestedIndirect = proof({
  id: 'chain/nested-indirect',
  title: 'a chain ends before a descriptor of a table that refers to a table',
  requirements: [],
  doesNotProve: 'that the fault is reported: see chain/reports-nested-indirect.',
  on: splitDevice.with('walk', 'followsIndirect'),
  covers: ['the last that may come'],
  body: (p, device) => {
    const any = atNestedIndirect(p, device);
    endsAtOnce(p, any);
    p.cover('the last that may come', any.before.remaining.eq(1));
  },
});

export const nestedFirst = proof({
  id: 'chain/nested-indirect-first',
  title: 'a chain ends before a table whose first descriptor refers to a table',
  requirements: [],
  doesNotProve: 'that the fault is reported: see chain/reports-nested-indirect.',
  on: splitDevice.with('walk', 'followsIndirect'),
  covers: ['a table that refers to itself'],
  body: (p, device) => {
    const any = atTable(p, device);
    const { addr } = any.descriptor;
    p.assume(any.memory.contiguous(addr).ge(DESCRIPTOR_SIZE));
    p.assume(has(descriptorAt(any.memory, addr), DESC_F_INDIRECT));
    endsAtOnce(p, any);
    p.cover('a table that refers to itself', addr.eq(any.address));
  },
});

export const indirectWithNext = proof({
  id: 'chain/indirect-with-next',
  title: 'where a descriptor refers to a table and leads on besides, what it leads on to is never yielded',
  requirements: [],
  doesNotProve:
    'that the table is not walked all the same, nor that the fault is reported: see chain/reports-indirect-with-next.',
  on: splitDevice.with('walk', 'followsIndirect'),
  covers: ['such a descriptor'],
  body: (p, device) => {
    const any = atIndirectWithNext(p, device);
    const yielded = step(any);
    // Nothing leads back from a table, see chain/step-keeps, and nothing goes on where nothing was yielded.
    p.assert(
      'nothing of the queue’s table is yielded any more',
      yielded === undefined || any.walk.state.indirect,
    );
    p.cover('such a descriptor');
  },
});

export const tableLength = proof({
  id: 'chain/table-length',
  title:
    'a chain ends before a table whose length is 0, not a multiple of 16, or of more than 65535 descriptors',
  requirements: [],
  doesNotProve: 'that the fault is reported: see chain/reports-table-length.',
  on: splitDevice.with('walk', 'followsIndirect'),
  covers: [
    'no table',
    'a byte too few',
    'a byte too many',
    'a descriptor too many',
    'all bytes that there can be',
  ],
  body: (p, device) => {
    const any = atTableLength(p, device);
    endsAtOnce(p, any);
    const { len } = any.descriptor;
    p.cover('no table', len.eq(0));
    p.cover('a byte too few', len.eq(15));
    p.cover('a byte too many', len.eq(17));
    p.cover('a descriptor too many', len.eq(0x100000));
    p.cover('all bytes that there can be', len.eq(0xffffffff));
  },
});

export const tableUnmapped = proof({
  id: 'chain/table-unmapped',
  title: 'a chain ends before a table whose first descriptor is not fully mapped',
  requirements: [],
  doesNotProve:
    'anything of a table that is mapped in part: what is mapped of it may be walked, see chain/descriptor-unmapped.',
  on: splitDevice.with('walk', 'followsIndirect', 'checksEachAccess'),
  covers: ['a table beyond the last address', 'a torn descriptor'],
  body: (p, device) => {
    const any = atTable(p, device);
    p.assume(any.memory.contiguous(any.descriptor.addr).lt(DESCRIPTOR_SIZE));
    endsAtOnce(p, any);
    p.cover('a table beyond the last address', any.descriptor.addr.gt(2n ** 64n - 16n));
    p.cover('a torn descriptor', any.memory.contiguous(any.descriptor.addr).eq(15));
  },
});

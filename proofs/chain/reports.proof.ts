import { proof } from 'ringproof';
import { splitDevice } from 'ringproof/virtio/split';
import { NEEDS_RESET, REPORTED, reports } from './endings.ts';
import { DESCRIPTOR_SIZE } from './descriptor.ts';
import * as at from './malformations.ts';

/*
 * Each kind of malformed chain once more: whether a caller can tell the end of such a walk from that of a complete chain.
 * Something was yielded before, unless something is in any case: of a walk that yields nothing at all every caller can tell
 * that its chain is malformed, since a complete one has an element.
 */

const CITED = [NEEDS_RESET] as const;
const NOT_MORE = 'that a device sets DEVICE_NEEDS_RESET after the report.';

export const reportsLoop = proof({
  id: 'chain/reports-loop',
  title: 'a walk reports a chain that loops',
  requirements: CITED,
  doesNotProve: NOT_MORE,
  on: splitDevice.with('walk'),
  covers: REPORTED,
  body: (p, device) => void reports(p, at.atLoop(p, device)),
});

export const reportsNextOutOfRange = proof({
  id: 'chain/reports-next-out-of-range',
  title: 'a walk reports a chain that leads out of its table',
  requirements: CITED,
  doesNotProve:
    'that a device sets DEVICE_NEEDS_RESET after the report, nor anything of a descriptor that was read ahead, which may have been judged.',
  on: splitDevice.with('walk'),
  covers: REPORTED,
  body: (p, device) => {
    const ended = reports(p, at.atNextOutOfRange(p, device, 1, { isRead: false }));
    p.assert('the head is not said to be at fault', ended.ok || ended.error.kind !== 'HeadOutOfRange');
  },
});

export const reportsUnmapped = proof({
  id: 'chain/reports-unmapped',
  title: 'a walk reports a chain that leads to a descriptor that is not fully mapped',
  requirements: CITED,
  doesNotProve: NOT_MORE,
  on: splitDevice.with('walk', 'checksEachAccess'),
  covers: REPORTED,
  body: (p, device) => void reports(p, at.atUnmapped(p, device, 1)),
});

export const reportsTooLong = proof({
  id: 'chain/reports-too-long',
  title: 'a walk reports a chain of more than 2^32 bytes',
  requirements: CITED,
  doesNotProve: NOT_MORE,
  on: splitDevice.with('walk', 'sumsLengths'),
  covers: REPORTED,
  body: (p, device) => void reports(p, at.atTooLong(p, device, 1)),
});

export const reportsNestedIndirect = proof({
  id: 'chain/reports-nested-indirect',
  title: 'a walk reports a table within a table',
  requirements: CITED,
  doesNotProve: NOT_MORE,
  on: splitDevice.with('walk', 'followsIndirect'),
  covers: REPORTED,
  body: (p, device) => void reports(p, at.atNestedIndirect(p, device, 1)),
});

export const reportsIndirectWithNext = proof({
  id: 'chain/reports-indirect-with-next',
  title: 'a walk reports a chain that goes on after a table',
  requirements: CITED,
  doesNotProve: NOT_MORE,
  on: splitDevice.with('walk', 'followsIndirect'),
  covers: REPORTED,
  body: (p, device) => void reports(p, at.atIndirectWithNext(p, device, 1)),
});

export const reportsTableLength = proof({
  id: 'chain/reports-table-length',
  title: 'a walk reports a table with an invalid length',
  requirements: CITED,
  doesNotProve: NOT_MORE,
  on: splitDevice.with('walk', 'followsIndirect'),
  covers: REPORTED,
  body: (p, device) => void reports(p, at.atTableLength(p, device, 1)),
});

export const reportsTableUnmapped = proof({
  id: 'chain/reports-table-unmapped',
  title: 'a walk reports a table that is not fully mapped when it enters it, whichever part the chain uses',
  requirements: CITED,
  doesNotProve: NOT_MORE,
  on: splitDevice.with('walk', 'followsIndirect', 'checksEachAccess'),
  covers: ['none of it is mapped', 'some of it is mapped', ...REPORTED],
  body: (p, device) => {
    const any = at.atTable(p, device, 1);
    const { descriptor, memory } = any;
    const mapped = memory.contiguous(descriptor.addr);
    p.assume(mapped.lt(descriptor.len.zeroExtend(64)));
    p.cover('none of it is mapped', mapped.eq(0));
    p.cover('some of it is mapped', mapped.ge(DESCRIPTOR_SIZE));
    reports(p, any);
  },
});

import { Walk } from '../../../../models/spec/walk.ts';
import { concreteDomain } from '../../../domain/concrete.ts';
import { ok } from '../../../domain/result.ts';
import type { U16 } from '../../../domain/word.ts';
import { bool, powerOfTwo, u16, u32, u64 } from '../../../proof/state-schema.ts';
import { queuePart, walkPart, type SplitDeviceModel } from '../interface.ts';

const nothing = () => ok();

/** Operations of a queue that does nothing. */
const OPERATIONS = {
  ...{ setUp: nothing, activate: nothing, pop: () => ok(undefined), addUsed: nothing },
  needsNotification: () => ok(concreteDomain.bool(false)),
  enableNotification: () => ok(concreteDomain.bool(false)),
};

/** A queue with fields of its own: an address that it keeps twice, a flag, and a limit. Its view has the size that `size` says. */
export function modelWith(size: (s: { readonly size: U16 }) => U16): SplitDeviceModel {
  const state = {
    ...{ maxSize: powerOfTwo(), size: powerOfTwo(), ready: bool(), eventIdx: bool() },
    ...{ nextAvail: u16(), nextUsed: u16(), numAdded: u16(), seenAvail: u16() },
    ...{ descTable: u64(), availRing: u64(), usedRing: u64() },
    ...{ usedAgain: u64(), isMapped: bool(), limit: u32({ min: 3 }) },
  };
  const fresh = (maxSize: U16): object => {
    const [no, none, zero] = [concreteDomain.bool(false), concreteDomain.u16(0), concreteDomain.u64(0)];
    return {
      ...{ maxSize, size: maxSize, ready: no, eventIdx: no, nextAvail: none, nextUsed: none },
      ...{ numAdded: none, seenAvail: none, descTable: zero, availRing: zero, usedRing: zero },
      ...{ usedAgain: concreteDomain.u64(7), isMapped: no, limit: concreteDomain.u32(9) },
    };
  };
  return {
    make: (_domain, maxSize) => ok(fresh(maxSize)),
    queue: queuePart({
      state,
      phases: {
        active: {
          fields: { ready: true, usedAgain: { same: 'usedRing' }, isMapped: true, limit: { min: 5 } },
        },
      },
      instance: (_domain, fields) => ({ ...fields }),
      view: (s) => ({ ...s, size: size(s) }),
      operations: OPERATIONS,
    }),
    walk: walkPart({
      state: {
        ...{ table: u64(), entries: u16(), index: u16(), remaining: u16(), bytes: u32() },
        ...{ indirect: bool(), isFull: bool() },
      },
      instance: (domain, fields) => new Walk(domain, fields),
      view: (s) => s,
      operations: { next: (walk, memory) => walk.next(memory) },
    }),
  };
}

/** A queue whose view computes the count of added elements, and has a flag of a wrapped count. */
export function derivingModel(canBeSignalled = true): SplitDeviceModel {
  return {
    ...modelWith(({ size }) => size),
    queue: queuePart({
      state: {
        ...{ size: powerOfTwo(), ready: bool(), eventIdx: bool(), nextAvail: u16(), nextUsed: u16() },
        ...{ descTable: u64(), availRing: u64(), usedRing: u64(), signalled: u16(), isSignalled: bool() },
        isMapped: bool(),
      },
      phases: {
        active: {
          fields: { ready: true, isMapped: true },
          holds: ({ isSignalled }) => isSignalled.implies(canBeSignalled),
        },
      },
      instance: (_domain, fields) => ({ ...fields }),
      view: ({ signalled, isSignalled, isMapped: _, ...s }) => ({
        ...{ ...s, maxSize: s.size, numAdded: s.nextUsed.sub(signalled), addedAll: isSignalled.not() },
      }),
      operations: OPERATIONS,
    }),
  };
}

import { agreesWithSpecification, fullLength } from '../../../../proofs/chain/specification.proof.ts';
import {
  reportsNestedIndirect,
  reportsTableUnmapped,
  reportsUnmapped,
} from '../../../../proofs/chain/reports.proof.ts';
import { activationOverlap, setUp } from '../../../../proofs/split/activation.proof.ts';
import { addUsedAtomic } from '../../../../proofs/split/add-used-errors.proof.ts';
import { addUsed } from '../../../../proofs/split/add-used.proof.ts';
import { popBadHead, popHostileIdx } from '../../../../proofs/split/pop.proof.ts';
import { reset, restore, restoreInFlight } from '../../../../proofs/split/reset.proof.ts';
import { resumeStarted } from '../../../../proofs/split/resume.proof.ts';
import { setUpInUse } from '../../../../proofs/split/set-up.proof.ts';
import { undoPop } from '../../../../proofs/split/undo-pop.proof.ts';
import { usedNotificationOverflow } from '../../../../proofs/split/used-notification-count.proof.ts';
import type { Model, Proof } from '../../../index.ts';
import { describe as described } from '../../../replay/describe.ts';
import { stateOf, type SavedStart } from '../../../replay/rebuild.ts';
import { replay } from '../../../replay/replay.ts';
import type { ToWrite } from '../../../export/write.ts';

/** A proof, one of its assertions, and a state to start from. */
export interface WrittenCase {
  readonly proof: Proof;
  readonly assertion: string;
  readonly start: SavedStart;
}

const QUEUE = {
  ...{ 'queue.desc_table': '0x1000', 'queue.avail_ring': '0x2000', 'queue.used_ring': '0x3000' },
  ...{ 'queue.max_size': '1', 'queue.size': '1', 'queue.event_idx': false, 'queue.ready': true },
  ...{ 'queue.next_avail': '0', 'queue.next_used': '0', 'queue.num_added': '0' },
};

const SAVED = Object.fromEntries(
  Object.entries(QUEUE).map(([name, value]) => [name.replace('queue', 'saved'), value]),
);

const WALK = {
  ...{ 'walk.head': '0', 'walk.table': '0x0', 'walk.entries': '2', 'walk.index': '0' },
  ...{ 'walk.remaining': '1', 'walk.bytes': '0', 'walk.indirect': false },
};

type Bytes = Readonly<Record<string, string>>;

/** From `base` on so many bytes are mapped, all 0 but those by address. */
function memory(base: string, size: string, bytes: Bytes = {}): SavedStart['memory'] {
  const runs = Object.entries(bytes).map(([addr, hex]) => ({ addr, hex }));
  return [{ name: 'memory', regions: [{ base, size }], bytes: runs }];
}

export function walkFrom(bytes: Bytes, inputs: SavedStart['inputs'] = {}): SavedStart {
  return { inputs: { ...WALK, ...inputs }, memory: memory('0x0', '0x10', bytes) };
}

export function queueFrom(bytes: Bytes, inputs: SavedStart['inputs'] = {}): SavedStart {
  return { inputs: { ...QUEUE, ...inputs }, memory: memory('0x1000', '0x200e', bytes) };
}

/** A queue of size 2, an element added to it. */
export const ADDED: SavedStart = {
  inputs: {
    ...{ ...QUEUE, 'queue.max_size': '2', 'queue.size': '2', head: '1', len: '513' },
    ...{ 'queue.next_used': '1', 'queue.num_added': '3' },
  },
  memory: memory('0x1000', '0x3000', { '0x2006': 'ff01' }),
};

/** Starts that together do everything that is written. */
export const CASES: readonly WrittenCase[] = [
  { proof: addUsed, assertion: 'the idx in memory is next_used', start: ADDED },
  {
    proof: addUsedAtomic,
    assertion: 'a failure changes no field',
    start: {
      inputs: { ...QUEUE, head: '0', len: '0' },
      memory: [
        {
          name: 'memory',
          regions: [
            { base: '0x1000', size: '0x2001' },
            { base: '0x3001', size: '0xd' },
          ],
          bytes: [],
        },
      ],
    },
  },
  { proof: popHostileIdx, assertion: 'it is reported', start: queueFrom({ '0x2002': '02' }) },
  { proof: popBadHead, assertion: 'it is reported', start: queueFrom({ '0x2002': '01', '0x2004': '01' }) },
  {
    proof: undoPop,
    assertion: 'the chain comes again',
    start: queueFrom({ '0x2002': '01', '0x1008': '07' }),
  },
  {
    proof: reset,
    assertion: 'every field is that of a new queue',
    start: queueFrom({}, { 'queue.next_used': '3' }),
  },
  { proof: restore, assertion: 'num_added is what it was', start: queueFrom({}, { 'queue.num_added': '1' }) },
  {
    proof: restoreInFlight,
    assertion: 'no more are in flight than fit',
    start: {
      inputs: { ...SAVED, 'saved.next_used': '1' },
      memory: [{ name: 'memory', regions: [], bytes: [] }],
    },
  },
  {
    proof: resumeStarted,
    assertion: 'it says whether chains are there',
    start: queueFrom({ '0x2002': '01', '0x3002': '01' }, { base: '1' }),
  },
  { proof: setUp, assertion: 'a queue is made', start: queueFrom({}) },
  {
    proof: setUpInUse,
    assertion: 'usedRing stays',
    start: queueFrom(
      {},
      { new_size: '0', new_desc_table: '0x0', new_avail_ring: '0x0', new_used_ring: '0x0' },
    ),
  },
  {
    proof: usedNotificationOverflow,
    assertion: 'the driver is notified',
    start: queueFrom({ '0x2006': '01' }, { added: '65535', head: '0', len: '0', element: '0' }),
  },
  {
    proof: fullLength,
    assertion: 'it yields where the chain goes on, and only there',
    start: walkFrom({ '0x8': 'ffffffff' }, { 'walk.bytes': '1' }),
  },
  {
    proof: agreesWithSpecification,
    assertion: 'the same descriptor',
    start: walkFrom({ '0x8': '2a', '0xc': '02' }, { 'walk.remaining': '2' }),
  },
  { proof: reportsNestedIndirect, assertion: 'it is reported', start: walkFrom({ '0xc': '04' }) },
  {
    proof: reportsTableUnmapped,
    assertion: 'it is reported',
    start: walkFrom({ '0x0': '01', '0x8': '10', '0xc': '04' }),
  },
  {
    proof: reportsUnmapped,
    assertion: 'it is reported',
    start: { inputs: WALK, memory: [{ name: 'memory', regions: [], bytes: [] }] },
  },
];

/** A case in which no operation is called: what it looks at is how the queue starts. */
export const IDLE_CASE: WrittenCase = {
  proof: activationOverlap,
  assertion: 'the used ring is apart from the descriptor table',
  start: { inputs: { ...QUEUE, 'queue.used_ring': '0xff4' }, memory: memory('0xff4', '0x1014') },
};

/** A case, replayed on a model, as it is written. */
export function toWrite({ proof, assertion, start }: WrittenCase, model: Model): ToWrite {
  const outcome = replay(proof, model, stateOf(start), true);
  return {
    about: {
      ...{ proof: proof.id, title: 'of a test', model: model.name, source: model.source },
      ...{ assertion, isBroken: outcome.violated.includes(assertion) },
    },
    counterexample: described(assertion, stateOf(start), outcome),
    model,
    proofExport: { specifier: './proofs/of-a-test.proof.ts', name: 'ofATest' },
    modelExport: { specifier: './models/mine/index.ts', name: 'mine' },
  };
}

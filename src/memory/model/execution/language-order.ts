import type { Placed, Step } from '../program.ts';
import type { Relation } from './relation.ts';
import type { Relations } from './relations.ts';

const RELEASE = ['release', 'acq-rel', 'seq-cst'];
const ACQUIRE = ['acquire', 'acq-rel', 'seq-cst'];

const isFence = ({ kind }: Placed<Step>): boolean => kind === 'fence';
const isAtomic = ({ ordering }: Placed<Step>): boolean => ordering !== 'plain';
const isSeqCst = ({ ordering }: Placed<Step>): boolean => ordering === 'seq-cst';

/** Happens-before of RC11, and the order of its SeqCst events. */
export interface LanguageOrder {
  readonly happensBefore: Relation;
  readonly extendedCoherence: Relation;
  readonly partialSeqCst: Relation;
}

export function languageOrder(relations: Relations<Step>): LanguageOrder {
  const { programOrder, readsFrom, coherence, fromRead, sameCell, only } = relations;
  const extendedCoherence = readsFrom.or(coherence, fromRead).closure();
  const happensBefore = programOrder.or(synchronises(relations)).closure();
  const [fence, seqCst] = [only(isFence), only(isSeqCst)];
  const seqCstFence = fence.then(seqCst);
  const elsewhere = programOrder.where((a, b) => !sameCell.has(a, b));
  const base = programOrder.or(
    elsewhere.then(happensBefore).then(elsewhere),
    happensBefore.where((a, b) => sameCell.has(a, b)),
    coherence,
    fromRead,
  );
  const start = seqCst.or(seqCstFence.then(happensBefore.optional()));
  const end = seqCst.or(happensBefore.optional().then(seqCstFence));
  const between = happensBefore.or(happensBefore.then(extendedCoherence).then(happensBefore));
  return {
    happensBefore,
    extendedCoherence,
    partialSeqCst: start.then(base).then(end).or(seqCstFence.then(between).then(seqCstFence)),
  };
}

function synchronises({ programOrder, readsFrom, update, sameThread, only }: Relations<Step>): Relation {
  const atomic = only(isAtomic);
  const fence = only(isFence);
  const chain = readsFrom.then(update).closure().optional();
  const release = only(({ ordering }) => RELEASE.includes(ordering));
  const acquire = only(({ ordering }) => ACQUIRE.includes(ordering));
  return release
    .then(fence.then(programOrder).optional())
    .then(atomic.then(only(({ kind }) => kind === 'store')))
    .then(chain)
    .then(readsFrom)
    .then(atomic)
    .then(programOrder.then(fence).optional())
    .then(acquire)
    .where((a, b) => !sameThread.has(a, b));
}

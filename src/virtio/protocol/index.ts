/**
 * Split virtqueues, driver and device together: what properties of both are written against.
 *
 * @packageDocumentation
 */
export * from './beginnings.ts';
export * from './interface.ts';
export * from './kind.ts';
export * from './lifecycle.ts';
export { protocolNamed, type Named } from './named.ts';
export * from './resetting.ts';
export { isContents, MOST_BYTES } from './ring-contents.ts';
export { areNear, type RingSlot, type RingSlots } from './slots.ts';
export { protocolFamily } from './family.ts';
export { assertNamed, assertUnderEach, POSSIBLE, UNDER } from './order/claim.ts';
export { availableCells, usedCells } from './order/cells.ts';
export { interruptMeeting } from './order/interrupt.ts';
export { kickMeeting } from './order/kick.ts';
export { kickConsumedMeeting } from './order/kick-consumed.ts';
export { publication } from './order/publication.ts';
export { returned } from './order/return.ts';
export type { Handover } from './order/handover.ts';
export type { Meeting } from './order/meeting.ts';
export { factsOfAccess, factsOfCellAccess, factsOfCells, factsOfRingWords } from './order/ring-words.ts';

/**
 * Split virtqueues, driver and device together: what properties of both are written against.
 *
 * @packageDocumentation
 */
export * from './beginnings.ts';
export * from './interface.ts';
export * from './kind.ts';
export * from './lifecycle.ts';
export { isContents, MOST_BYTES } from './ring-contents.ts';
export { protocolFamily } from './family.ts';
export { assertUnderEach, POSSIBLE, UNDER } from './order/claim.ts';
export { interruptMeeting } from './order/interrupt.ts';
export { kickMeeting } from './order/kick.ts';
export type { Meeting } from './order/meeting.ts';
export { factsOfRingWords } from './order/ring-words.ts';

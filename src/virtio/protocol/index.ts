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

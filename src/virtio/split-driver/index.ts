/**
 * Split virtqueues, driver side: the interface that models implement and properties are written against.
 *
 * @packageDocumentation
 */
export * from './any-driver.ts';
export * from './calls.ts';
export * from './free-list.ts';
export * from './host.ts';
export * from './interface.ts';
export * from './kind.ts';
export * from './lending.ts';
export * as ring from './ring.ts';
export * from './tables.ts';
export * from './written/index.ts';
export { areas } from '../split/areas.ts';
export { driverFamily } from './family.ts';

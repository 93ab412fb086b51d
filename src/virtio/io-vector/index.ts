/**
 * Scatter-gather vectors that devices load chains into, and copy to and from: the interface that models implement and properties
 * are written against.
 *
 * @packageDocumentation
 */
export * from './chain.ts';
export * from './kind.ts';
export * from './vector.ts';

/**
 * Split virtqueues, device side: the interface that models implement and properties are written against, and what both
 * share.
 *
 * @packageDocumentation
 */
export * from './any-queue.ts';
export * from './areas.ts';
export * as layout from './addresses.ts';
export { compiledDevice, type CompiledOptions } from './compiled/device.ts';
export { compiledLike } from './compiled/compiled-like.ts';
export type { WasmFile } from './compiled/module.ts';
export * from './descriptor-chain.ts';
export * from './device.ts';
export * from './hand-over.ts';
export * from './interface.ts';
export * from './lifecycle.ts';
export { splitFamily } from './family.ts';
export * from './recorded-state.ts';
export * from './shapes.ts';
export * from './well-formed.ts';
export * as chain from './well-formed-chain.ts';

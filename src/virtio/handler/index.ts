/**
 * Handlers: the loop of a device over a queue and a back end. The interface that models implement and properties are written
 * against, and the world that a handler runs in.
 *
 * @packageDocumentation
 */
export * from './backend.ts';
export * from './batch.ts';
export * from './block-record.ts';
export * from './block.ts';
export * from './chain.ts';
export * from './frames.ts';
export * from './inflight-region.ts';
export * from './inflight.ts';
export * from './kind.ts';
export * from './queue.ts';
export * from './record.ts';
export * from './rules.ts';
export * from './shelf.ts';
export * from './step.ts';
export * from './vring.ts';
export * from './world.ts';

export { CompiledError } from './compiled-error.ts';
export { decodeModule } from './decode/decode.ts';
export type { CompiledModule } from './decode/module.ts';
export type { Signature, ValueType } from './decode/types.ts';
export { HOST_FUNCTIONS, HOST_MODULE } from './run/imports.ts';
export { Machine } from './run/machine.ts';
export type { ArrayRange } from './run/own-arrays.ts';
export type { Num } from './run/value.ts';

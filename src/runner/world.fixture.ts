/** What a file of a user's cannot have, for tests of what becomes of a worker that ends, loops or writes. */
const PUT_WORLD = `
import * as fs from 'node:fs';
import { spawn } from 'node:child_process';
const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
Error.world = { process, fs, spawn, sleep, Buffer, Math, Date, performance, setTimeout, setImmediate };`;

/** The environment of a worker in which proofs and models find it as `Error.world`. */
export const WORLD: Readonly<Record<string, string>> = {
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(PUT_WORLD)}`,
};

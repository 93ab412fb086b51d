/** What a file of a user's cannot have, for tests of what becomes of a worker that ends, loops or writes. */
const PUT_WORLD = `
import * as fs from 'node:fs';
import { spawn } from 'node:child_process';
Error.world = { process, fs, spawn, Buffer, Math, Date, performance, setTimeout, setImmediate };`;

/** The environment of a worker in which proofs and models find it as `Error.world`. */
export const WORLD: Readonly<Record<string, string>> = {
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(PUT_WORLD)}`,
};

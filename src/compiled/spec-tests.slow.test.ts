import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkScript } from './spec-run.fixture.ts';
import { specScripts, type SpecScript } from './spec-tests.fixture.ts';

/** The scripts that are about what is executed, and how many of their assertions hold at least; others have floats or imports. */
const LEAST: Readonly<Record<string, number>> = {
  ...{ i32: 360, i64: 360, int_exprs: 89, int_literals: 30 },
  ...{ br: 58, br_if: 83, br_table: 141, block: 40, if: 84, loop: 49, labels: 25, return: 57, switch: 26 },
  ...{ call: 55, call_indirect: 74, fac: 6, forward: 4, func: 51, func_ptrs: 25, 'left-to-right': 61 },
  ...{ local_get: 13, local_set: 13, local_tee: 47, globals: 38, select: 76, nop: 83, unreachable: 62 },
  ...{ unwind: 29, start: 10, stack: 3, traps: 22, names: 481 },
  ...{
    address: 204,
    align: 39,
    endianness: 52,
    load: 37,
    memory: 44,
    memory_redundancy: 5,
    memory_trap: 123,
  },
  ...{ address64: 204, align64: 39, endianness64: 52, load64: 37, memory64: 44, memory_redundancy64: 5 },
  ...{
    memory_trap64: 122,
    memory_size: 36,
    memory_grow: 20,
    memory_grow64: 20,
    resizing: 32,
    resizing64: 32,
  },
};

function scripts(): readonly SpecScript[] | string {
  const folder = mkdtempSync(join(tmpdir(), 'ringproof-spec-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  try {
    return specScripts(Object.keys(LEAST), folder);
  } catch (error) {
    return `Debian does not provide the specification's tests: ${error instanceof Error ? error.message : String(error)}`;
  }
}

test("should pass the specification's own tests of integers, control flow and memory", ({ skip }) => {
  const found = scripts();
  if (typeof found === 'string') {
    console.warn(found);
    return skip(found);
  }
  const checked = found.map((script) => ({ name: script.name, ...checkScript(script) }));

  expect(checked.flatMap(({ wrong }) => wrong)).toEqual([]);
  expect(
    checked.filter(({ name, held }) => held < (LEAST[name] ?? 0)).map(({ name, held }) => `${name}: ${held}`),
  ).toEqual([]);
});

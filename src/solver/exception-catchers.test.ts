import { expect, test } from 'vitest';
import { callersAmong, catcherModule, relayModule } from './exception-catchers.ts';
import { startZ3 } from './z3-module.ts';

type Caller = (index: number, ...args: readonly unknown[]) => unknown;

interface Table {
  set(index: number, entry: unknown): void;
}

interface Engine {
  readonly Table: new (type: { element: 'anyfunc'; initial: number }) => Table;
  instantiate(
    code: Uint8Array,
    imports: object,
  ): Promise<{ instance: { exports: Readonly<Record<string, unknown>> } }>;
}

// The types of Node.js name this global, and not what it has.
const engine = (globalThis as unknown as { readonly WebAssembly: Engine }).WebAssembly;

/** Exports what it imports: a function of one 32-bit integer that returns one. */
const PASSED_ON = Uint8Array.from([
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 6, 1, 0x60, 1, 0x7f, 1, 0x7f],
  ...[2, 7, 1, 1, 0x6d, 1, 0x66, 0, 0],
  ...[7, 5, 1, 1, 0x66, 0, 0],
]);

/** A function to be called by `invoke_ii`, with what happened around it. */
async function calling(f: (value: number) => number, isOfCpp: boolean) {
  const callers = callersAmong(['invoke_ii', 'invoke_vjd', 'exit']);
  const table = new engine.Table({ element: 'anyfunc', initial: 4 });
  const { exports } = (await engine.instantiate(PASSED_ON, { m: { f } })).instance;
  table.set(3, exports['f']);
  const happened: string[] = [];
  const host = {
    table,
    stackSave: () => 77,
    stackRestore: (pointer: number) => void happened.push(`restored ${pointer}`),
    setThrew: (threw: number, value: number) => void happened.push(`threw ${threw} ${value}`),
    takeThrown: () => isOfCpp,
  };
  const relay = (await engine.instantiate(relayModule(callers), {})).instance.exports;
  const made = (await engine.instantiate(catcherModule(callers), { host })).instance.exports;
  // A module exports what its text says.
  const catchers = relay['catchers'] as Table;
  [...callers.keys()].forEach((name, i) => catchers.set(i, made[name]));
  return { names: [...callers.keys()], invoke: relay['invoke_ii'] as Caller, happened };
}

test('should be made for the imports that call an entry of the table', async () => {
  expect((await calling((value) => value, true)).names).toEqual(['invoke_ii', 'invoke_vjd']);
});

test('should give what the function returns, and touch nothing', async () => {
  const { invoke, happened } = await calling((value) => value + 1, true);
  expect(invoke(3, 41)).toBe(42);
  expect(happened).toEqual([]);
});

test('should catch what C++ code throws, with the stack as it was', async () => {
  const { invoke, happened } = await calling(() => {
    throw new Error('thrown');
  }, true);
  expect(invoke(3, 41)).toBe(0);
  expect(happened).toEqual(['restored 77', 'threw 1 0']);
});

test('should let pass what else is thrown', async () => {
  const { invoke, happened } = await calling(() => {
    throw new RangeError('too deep');
  }, false);
  expect(() => invoke(3, 41)).toThrow(new RangeError('too deep'));
  expect(happened).toEqual(['restored 77']);
});

test('should let traps pass', async () => {
  const { invoke } = await calling((value) => value, true);
  expect(() => invoke(2, 41)).toThrow(/table|null|signature/i);
});

test('should catch the exceptions of Z3', async () => {
  const { Z3: z3 } = await startZ3();
  const config = z3.mk_config();
  const context = z3.mk_context(config);
  const solver = z3.mk_solver(context);
  z3.solver_inc_ref(context, solver);
  z3.solver_from_string(context, solver, '(assert (= x 1))');
  expect(z3.get_error_msg(context, z3.get_error_code(context))).toContain('unknown constant x');
});

import v8 from 'node:v8';
import { concreteDomain, valueOf } from '../domain/concrete.ts';
import { MisuseError } from '../domain/misuse.ts';
import { symbolicDomain, type SymbolicDomain } from '../domain/symbolic.ts';
import { trapOutsideCall } from '../domain/trap.ts';
import type { GuestMemory } from '../memory/guest-memory.ts';
import { Evaluator } from '../term/evaluate.ts';
import { pow2 } from '../term/range.ts';
import { Terms } from '../term/terms.ts';
import { CompiledError, Machine, type CompiledModule, type Num } from './index.ts';

/** What a call came to: a number or none, a trap, or code that is not executed. */
export type Outcome = bigint | 'nothing' | 'trap' | 'unsupported';

/** The kind of trap that an error outside of any operation is about; `undefined` for another error. */
export function isTrap(error: unknown): boolean {
  return error instanceof MisuseError && error.message.startsWith(TRAPPED);
}

const TRAPPED = trapOutsideCall('panic', null).message.split(':')[0] ?? '';

export function outcomeOf(work: () => bigint | undefined): Outcome {
  try {
    return work() ?? 'nothing';
  } catch (error) {
    if (isTrap(error)) return 'trap';
    if (error instanceof CompiledError && error.message.includes('unsupported')) return 'unsupported';
    throw error;
  }
}

/** An argument: its width and number. */
export type Argument = readonly [32 | 64, bigint];

/** Calls on numbers, in order, of one instance. */
export function onNumbers(module: CompiledModule, memory: GuestMemory | null = null) {
  const machine = new Machine(module, concreteDomain);
  return (name: string, args: readonly Argument[]): Outcome =>
    outcomeOf(() => {
      const words = args.map(([width, value]) => concreteDomain.word(width, value) as Num);
      const result = machine.call(name, words, memory);
      return result && valueOf(result);
    });
}

/** The same on terms, evaluated: `isVariable` says which arguments are no constants. */
export function onTerms(
  module: CompiledModule,
  {
    rewriting = true,
    isVariable = (_args: readonly Argument[], _index: number): boolean => true,
    greatest = (width: number) => pow2(width) - 1n,
  } = {},
) {
  const t = new Terms({ rewriting });
  const inputs = new Map<string, bigint>();
  let evaluator = evaluatorOf(inputs);
  const domain: SymbolicDomain = symbolicDomain(t, (condition) => evaluator.bool(condition));
  const machine = new Machine(module, domain);
  return (name: string, args: readonly Argument[]): Outcome =>
    outcomeOf(() => {
      const words = args.map(([width, value], index) => {
        if (!isVariable(args, index)) return domain.word(width, value) as Num;
        const input = `input${inputs.size}`;
        inputs.set(input, value);
        return domain.wrap(width, t.var(input, 0n, greatest(width))) as Num;
      });
      evaluator = evaluatorOf(inputs);
      const result = machine.call(name, words, null);
      return result && evaluator.int(domain.unwrap(result.width, result));
    });
}

function evaluatorOf(inputs: ReadonlyMap<string, bigint>): Evaluator {
  return new Evaluator({
    int: (name) => inputs.get(name) ?? 0n,
    ...{ bool: () => false, byte: () => 0n, layout: () => 0n, mapped: () => false },
  });
}

/** What the tests use of V8's own WebAssembly, of which Node's types have no values. */
interface V8 {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: object,
  ) => { readonly exports: Readonly<Record<string, unknown>> };
  readonly RuntimeError: new () => Error;
}

// It is a global of every Node, with these members.
const wasm = Reflect.get(globalThis, 'WebAssembly') as V8;

/** Node.js before 24 takes memories of 64 bits behind a flag. */
function moduleInV8(bytes: Uint8Array): object {
  try {
    return new wasm.Module(bytes);
  } catch {
    v8.setFlagsFromString('--experimental-wasm-memory64');
    return new wasm.Module(bytes);
  }
}

/** What V8 makes of the same calls. */
export function inV8(bytes: Uint8Array<ArrayBuffer>) {
  const { exports } = new wasm.Instance(moduleInV8(bytes), {});
  return (name: string, args: readonly Argument[]): Outcome => {
    const called = exports[name];
    if (typeof called !== 'function') throw new Error(`no function ${name}`);
    try {
      // It may return anything.
      const result: unknown = (called as (...given: readonly unknown[]) => unknown)(
        ...args.map(([width, value]) => (width === 64 ? value : Number(value))),
      );
      if (typeof result === 'bigint') return BigInt.asUintN(64, result);
      return typeof result === 'number' ? BigInt.asUintN(32, BigInt(result)) : 'nothing';
    } catch (error) {
      if (error instanceof wasm.RuntimeError || error instanceof RangeError) return 'trap';
      throw error;
    }
  };
}

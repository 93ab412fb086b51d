import { concreteDomain, valueOf } from '../domain/concrete.ts';
import { section, u } from './encoder.fixture.ts';
import { CompiledError, decodeModule, Machine, type CompiledModule, type Num } from './index.ts';
import { outcomeOf, type Outcome } from './runs.fixture.ts';
import type { Command, SpecScript } from './spec-tests.fixture.ts';

/** What became of the assertions of a script. */
export interface Checked {
  readonly held: number;
  /** Assertions about what is not executed: floats, references, other modules; and whether files are valid, which linkers see to. */
  readonly left: number;
  readonly wrong: readonly string[];
}

/** Runs the commands of a script on numbers. */
export function checkScript({ name, commands, module }: SpecScript): Checked {
  const machines = new Map<string, Machine | null>();
  let [held, left] = [0, 0];
  const wrong: string[] = [];
  for (const command of commands) {
    if (command.type === 'module') {
      const machine = machineOf(module(command.filename ?? ''), `${name}.wast:${command.line}`);
      for (const known of ['', command.name ?? '']) machines.set(known, machine);
      continue;
    }
    const machine = machines.get(command.action?.module ?? '') ?? null;
    const wanted = wantedOf(command);
    const got = wanted === null || machine === null ? 'unsupported' : resultOf(machine, command);
    if (got === 'unsupported' || wanted === null) left += 1;
    else if (got === wanted) held += 1;
    else wrong.push(`${name}.wast:${command.line}: ${got} instead of ${wanted}`);
  }
  return { held, left, wrong };
}

/** The outcome that a command says; `null` where it is about no numbers. */
function wantedOf({ type, action, expected = [] }: Command): Outcome | null {
  if (action?.type !== 'invoke') return null;
  if (type === 'assert_trap' || type === 'assert_exhaustion') return 'trap';
  if (type !== 'assert_return' && type !== 'action') return null;
  const [result, ...more] = expected;
  if (result === undefined) return 'nothing';
  return more.length > 0 || !isInteger(result) ? null : BigInt(result.value ?? 0);
}

function resultOf(machine: Machine, { action }: Command): Outcome {
  const { field = '', args = [] } = action ?? {};
  if (!args.every(isInteger)) return 'unsupported';
  const words = args.map(({ type, value = '0' }): Num =>
    type === 'i64' ? concreteDomain.u64(BigInt(value)) : concreteDomain.u32(BigInt(value)),
  );
  try {
    return outcomeOf(() => {
      const result = machine.call(field, words, null);
      return result && valueOf(result);
    });
  } catch (error) {
    // More work than a call may do.
    if (error instanceof CompiledError && error.message.includes('more than')) return 'unsupported';
    throw error;
  }
}

function isInteger({ type }: { readonly type: string }): boolean {
  return type === 'i32' || type === 'i64';
}

/** `null` where the module needs what is not executed to begin with. */
function machineOf(bytes: Uint8Array, source: string): Machine | null {
  try {
    const module = decodeModule(bytes, source);
    return new Machine(
      module.memory !== null && module.data.length === 0 ? fromZero(bytes, module) : module,
      concreteDomain,
    );
  } catch (error) {
    if (error instanceof CompiledError) return null;
    throw error;
  }
}

/**
 * The module with data at address 0, of no bytes: the tests have objects there. Without any, an access below 1024 is one by a
 * null pointer, as in code that compilers write.
 */
function fromZero(bytes: Uint8Array, { memoryIs64, source }: CompiledModule): CompiledModule {
  const data = section(11, [...u(1), 0, memoryIs64 ? 0x42 : 0x41, 0, 0x0b, 0]);
  return decodeModule(Uint8Array.from([...bytes, ...data]), source);
}

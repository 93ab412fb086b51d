import { CompiledError, type CompiledModule } from '../../../compiled/index.ts';
import { concreteDomain, valueOf } from '../../../domain/concrete.ts';
import { MisuseError } from '../../../domain/misuse.ts';
import type { U64 } from '../../../domain/word.ts';
import { snakeCase } from '../../../proof/snake-case.ts';
import type { BoolField, Schema, WordField } from '../../../proof/state-schema.ts';
import { scalarsOf } from './fields.ts';
import type { Instance } from './module.ts';

/** How many states are tried: enough that each bit of each field differs from that of each other field in some of them. */
const TRIALS = 16;

/** What a state is put in and read back with. */
interface Functions {
  readonly create: string;
  readonly state: string;
  /** An instance to do it in. */
  readonly made: () => Instance;
}

/**
 * Throws a `CompiledError` where a state that is created is not the one that is read back, for some states: a field in the wrong
 * place, or one that is not kept. `of` names the functions: `create` and `state`, or `walk_create` and `walk_state`.
 */
export function checkState(module: CompiledModule, fields: Schema, of: Functions): void {
  for (let trial = 0; trial < TRIALS; trial++) {
    try {
      tryOne(module, fields, of, trial);
    } catch (error) {
      if (!(error instanceof MisuseError)) throw error;
      throw new CompiledError(
        `${module.source}: ${of.create} and ${of.state} have to work in every state, and stop: ${trapOf(error)}`,
        `Let ${of.create} store what it is given and ${of.state} return it, with no checks of their own.`,
      );
    }
  }
}

/** What an error outside of any operation is about. */
function trapOf({ message }: MisuseError): string {
  return message.slice(message.indexOf(': ') + 2);
}

function tryOne(module: CompiledModule, fields: Schema, of: Functions, trial: number): void {
  const instance = of.made();
  const given = scalarsOf(fields).map(([name, field], i): [string, U64] => [
    name,
    concreteDomain.u64(valueFor(field, trial, i)),
  ]);
  instance.create(
    of.create,
    given.map(([, value]) => value),
  );
  instance.checkPlaces();
  given.forEach(([name, value], i) => {
    const read = valueOf(instance.value(of.state, i));
    if (read === valueOf(value)) return;
    const same = given.find(([, other]) => valueOf(other) === read);
    throw new CompiledError(
      `${module.source}: ${of.state}(${i}) is ${read} after ${of.create} was given ${valueOf(value)} for ${snakeCase(name)}, its argument ${i}${same === undefined ? '' : `; ${read} was given for ${snakeCase(same[0])}`}`,
      `Keep the fields in this order in both functions: ${given.map(([each]) => snakeCase(each)).join(', ')}.`,
    );
  });
}

/** A value that a field can have, another one for each trial and field. */
function valueFor(field: WordField | BoolField, trial: number, index: number): bigint {
  // Multiplication by an odd number spreads the bits.
  const spread = BigInt.asUintN(64, BigInt(trial * 64 + index + 1) * 0x9e3779b97f4a7c15n);
  if (field.kind === 'bool') return (spread >> 40n) & 1n;
  if (field.powerOfTwo) return 1n << ((spread >> 32n) % BigInt(log2(field.max) + 1));
  const choices = (field.max - field.min) / field.multipleOf + 1n;
  const value = field.min + (spread % choices) * field.multipleOf;
  return value - (value % field.multipleOf);
}

function log2(power: bigint): number {
  return power.toString(2).length - 1;
}

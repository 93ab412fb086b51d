import type { Domain } from '../../domain/domain.ts';
import { MisuseError } from '../../domain/misuse.ts';
import { refused } from '../../domain/refuse.ts';
import { whileRunning, type CodePlace } from '../../domain/running-code.ts';
import { visits } from '../../domain/visits.ts';
import type { Table } from '../../domain/table.ts';
import { constantOf } from '../../domain/word-facts.ts';
import type { Width } from '../../domain/width.ts';
import type { U64, Word } from '../../domain/word.ts';
import type { GuestMemory } from '../../memory/guest-memory.ts';
import { sourceName } from '../../text/source-name.ts';
import { CompiledError, placeInWords } from '../compiled-error.ts';
import type { CompiledModule } from '../decode/module.ts';
import { declareFunctions } from './declared-functions.ts';
import { nearestOr } from './nearest-export.ts';
import type { Faults } from './faults.ts';
import { Execution } from './execution.ts';
import { Instance } from './instance.ts';
import type { ArrayRange, OwnArray } from './own-arrays.ts';
import { isWord, wordOf, type Num, type Value } from './value.ts';

/**
 * An instance of a compiled module, over a domain: its code runs on numbers as an ordinary program, and on terms once for
 * every path. It is cheap to make, since memory is copied where it is written.
 */
export class Machine {
  readonly #module: CompiledModule;
  readonly #domain: Domain;
  readonly #instance: Instance;
  /** The call that is running, for messages. */
  #running: Execution | null = null;
  readonly #faults: Faults = {
    unsupported: (what, hint = WRITE_OTHERWISE) => this.#fault(`unsupported: it ${what}`, hint),
    invalid: (what) => this.#fault(`the module is not valid: ${what}`, BROKEN),
    limit: (what, hint) => this.#fault(what, hint),
  };

  /** `arrays`: those of its memory that are state as a whole. */
  constructor(module: CompiledModule, domain: Domain, arrays: readonly ArrayRange[] = []) {
    this.#module = module;
    this.#domain = domain;
    this.#instance = new Instance(module, domain, this.#faults, arrays);
    if (visits.isOn) declareFunctions(module);
    if (module.start !== null) this.#run(module.start, [], null);
  }

  /**
   * Calls an exported function. Arguments and result are words as its signature says. Without guest memory it has no access to
   * any. Throws a `CompiledError` for what is not exported, and for what it does that is not executed; a trap is the domain's.
   */
  call(name: string, args: readonly Num[], memory: GuestMemory | null): Num | undefined {
    return this.#call(name, args, memory, true);
  }

  /** The same of a function that only puts a state in or reads it out: no story of a run tells what is done there. */
  exchange(name: string, args: readonly Num[]): Num | undefined {
    return this.#call(name, args, null, false);
  }

  /** The text in memory that begins at an address, up to a byte 0; empty where it has no end that is near. */
  text(address: bigint): string {
    const { memory, lowest } = this.#instance;
    const bytes: number[] = [];
    for (let at = Number(address); at >= lowest && at < memory.size && bytes.length < MOST_TEXT; at += 1) {
      const byte = Number(constantOf(memory.byte(at)) ?? 0n);
      if (byte === 0) return Buffer.from(bytes).toString('utf8');
      bytes.push(byte);
    }
    return '';
  }

  /** The bytes of one of its arrays. */
  array(index: number): Table<8> {
    return this.#array(index).content;
  }

  /** Gives an array other bytes. */
  putArray(index: number, table: Table<Width>): void {
    this.#array(index).put(table);
  }

  /** Says how many bytes of an array may be accessed; `null` where a call says that: what it accessed beyond them traps afterwards. */
  useArray(index: number, inUse: U64 | null): void {
    this.#array(index).use(inUse);
  }

  /** From here on, code that accesses one of its arrays is not executed. `where` says what has none: `in a walk`. */
  closeArrays(where: string, hint: string): void {
    for (const array of this.#instance.arrays)
      array.close(() =>
        this.#faults.unsupported(
          `accesses the table '${array.range.name}' ${where}, which has no tables`,
          hint,
        ),
      );
  }

  #array(index: number): OwnArray {
    const array = this.#instance.arrays[index];
    if (array === undefined) throw new RangeError(`there is no array ${index}`);
    return array;
  }

  #call(name: string, args: readonly Num[], memory: GuestMemory | null, isTold: boolean): Num | undefined {
    const index = this.#module.exported(name);
    const signature = this.#module.exports.get(name);
    if (index === undefined || signature === undefined)
      throw this.#refused(
        `it exports no function '${name}'`,
        nearestOr(name, [...this.#module.exports.keys()]),
      );
    const given = args.map(({ width }) => `i${width}`);
    if (given.join() !== signature.params.join())
      throw this.#refused(
        `${name} takes (${signature.params.join(', ')}), and is called with (${given.join(', ')})`,
        'Give it the parameters that the contract says.',
      );
    const [result] = this.#run(index, args, memory, isTold);
    return result === undefined ? undefined : this.#number(name, result, signature.results[0] ?? 'i32');
  }

  #run(index: number, args: readonly Value[], memory: GuestMemory | null, isTold = false): readonly Value[] {
    const execution = new Execution(this.#module, this.#instance, this.#domain, this.#faults, memory);
    this.#running = execution;
    try {
      return whileRunning(isTold ? () => execution.place : null, () => execution.call(index, args));
    } catch (error) {
      throw isOwn(error) ? refused(this.#domain, error) : this.#placed(error);
    } finally {
      this.#running = null;
    }
  }

  /** A trap outside of any operation with the place where it is; any other error as it is. */
  #placed(error: unknown): unknown {
    const place = this.#place();
    if (!(error instanceof MisuseError) || place === null || error.message.includes(place)) return error;
    return new MisuseError(`${error.message}, in ${place}`, error.hint);
  }

  #place(): string | null {
    const at = this.#running?.place ?? null;
    return at === null ? null : `${placeInWords(at.function, at.offset)}${lineInWords(at)}`;
  }

  #number(name: string, value: Value, type: string): Num {
    const width = type === 'i64' ? 64 : 32;
    const word: Word<32 | 64> | undefined = isWord(value) ? value : wordOf(this.#domain, value, width);
    if (word !== undefined) return word as Num;
    throw this.#refused(
      `unsupported: ${name} returns a host pointer`,
      'Return numbers alone: a host pointer has no meaning outside of the call.',
    );
  }

  #refused(what: string, hint: string): CompiledError {
    return refused(this.#domain, this.#fault(what, hint));
  }

  #fault(what: string, hint: string): CompiledError {
    const place = this.#place();
    return new CompiledError(`${this.#module.source}: ${what}${place === null ? '' : `, in ${place}`}`, hint);
  }
}

const WRITE_OTHERWISE = 'Write it otherwise, or leave it out of what the queue is linked with.';
/** A longer name is none. */
const MOST_TEXT = 64;

const BROKEN = 'Link it again, and check it with wasm-validate.';

function lineInWords({ source }: CodePlace): string {
  return source === null ? '' : ` (${sourceName(source.file)}:${source.line})`;
}

/** Whether an error is of the machine itself: traps, and the ends of paths, are others'. */
function isOwn(error: unknown): error is Error {
  if (error instanceof CompiledError) return true;
  const prototype: unknown = typeof error === 'object' && error !== null && Object.getPrototypeOf(error);
  return (
    prototype === Error.prototype || prototype === TypeError.prototype || prototype === RangeError.prototype
  );
}

import v8 from 'node:v8';
import { ConcreteMemory } from '../../src/memory/concrete.ts';

/** A number as it crosses the border of a module: of 64 bits, or of 32. */
export type Scalar = bigint | number;

interface LinearMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: Scalar): Scalar;
}

type Exports = Readonly<Record<string, ((...args: readonly Scalar[]) => Scalar | undefined) | LinearMemory>>;

interface Engine {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Exports };
}

// The types of Node.js name this global, and not what it has.
const { Module, Instance } = (globalThis as unknown as { readonly WebAssembly: Engine }).WebAssembly;

const PAGE = 65536;

/** A compiled module for V8. Node.js before 24 takes memories of 64 bits behind a flag, and tables of 64 bits not at all. */
export function compileForV8(code: Uint8Array): object {
  try {
    return new Module(code);
  } catch (error) {
    v8.setFlagsFromString('--experimental-wasm-memory64');
    const small = withSmallTable(code);
    if (small === undefined) throw error;
    return new Module(small);
  }
}

/**
 * The module with a table of 32 bits, which is the same as long as no function is called through it; linkers write one always.
 * `undefined` if it has none of 64 bits.
 */
function withSmallTable(code: Uint8Array): Uint8Array | undefined {
  const text = Buffer.from(code).toString('latin1');
  // The table section: its id, 5 bytes, one table, of functions, with 64 bits and both limits, which are 1.
  const at = text.indexOf('\u0004\u0005\u0001\u0070\u0005\u0001\u0001');
  if (at < 0) return undefined;
  const changed = Uint8Array.from(code);
  changed[at + 4] = 1;
  return changed;
}

/** One instance of a module in V8. Guest memory lies in its linear memory, each region at the start of a page. */
export class V8Instance {
  /** What `order` said, in order. */
  readonly orders: number[] = [];
  readonly #memory: ConcreteMemory;
  readonly #hosts: readonly { readonly base: bigint; readonly size: bigint; readonly host: number }[];
  readonly #exports: Exports;
  readonly #linear: LinearMemory;

  constructor(module: object, memory: ConcreteMemory) {
    this.#memory = memory;
    this.#exports = new Instance(module, { ringproof: this.#imports() }).exports;
    const linear = this.#exports['memory'];
    if (linear === undefined || typeof linear === 'function') throw new TypeError('it exports no memory');
    this.#linear = linear;
    this.#hosts = memory.regions.map(({ base, size }) => {
      const host = linear.buffer.byteLength;
      const pages = Math.ceil(Number(size) / PAGE);
      try {
        linear.grow(BigInt(pages));
      } catch {
        linear.grow(pages);
      }
      return { base, size, host };
    });
    for (const { base, size, host } of this.#hosts)
      new Uint8Array(linear.buffer).set(memory.getBytes(base, Number(size)), host);
  }

  has(name: string): boolean {
    return name in this.#exports;
  }

  /** Calls an export. */
  call(name: string, ...args: readonly Scalar[]): Scalar {
    const called = this.#exports[name];
    if (typeof called !== 'function') throw new TypeError(`there is no function ${name}`);
    return called(...args) ?? 0;
  }

  /** Takes over what was written to guest memory. */
  takeOver(): void {
    for (const { base, size, host } of this.#hosts) {
      const [old, now] = [this.#memory.getBytes(base, Number(size)), this.#bytes(host, Number(size))];
      if (Buffer.compare(old, now) !== 0) this.#memory.setBytes(base, Uint8Array.from(now));
    }
  }

  /** The value that a function has for an index, as an unsigned number. */
  value(name: string, index: number): bigint {
    return BigInt.asUintN(64, BigInt(this.call(name, index)));
  }

  #bytes(host: number, size: number): Uint8Array {
    return new Uint8Array(this.#linear.buffer, host, size);
  }

  #copyByte(from: bigint, to: bigint): void {
    const bytes = new Uint8Array(this.#linear.buffer);
    bytes[Number(to)] = bytes[Number(from)] ?? 0;
  }

  #say(order = 0n): undefined {
    this.orders.push(Number(order));
  }

  #imports(): Readonly<Record<string, (...args: readonly bigint[]) => Scalar | undefined>> {
    const at = (gpa = 0n) => {
      const address = BigInt.asUintN(64, gpa);
      const region = this.#hosts.find(({ base, size }) => address >= base && address < base + size);
      return region === undefined ? undefined : { ...region, offset: address - region.base };
    };
    const isMapped = (gpa: bigint, len: bigint): boolean => {
      const region = len === 0n ? undefined : at(gpa);
      if (region === undefined) return len === 0n;
      const rest = region.size - region.offset;
      return len <= rest || isMapped(BigInt.asUintN(64, gpa) + rest, len - rest);
    };
    const hostOf = (gpa = 0n): bigint => {
      const found = at(gpa);
      return found === undefined ? 0n : BigInt(found.host) + found.offset;
    };
    return {
      guest: hostOf,
      guest_at: (anchor = 0n, gpa = 0n) => {
        const found = at(anchor);
        return found === undefined ? 0n : BigInt(found.host) + (BigInt.asUintN(64, gpa) - found.base);
      },
      region_start: (gpa) => at(gpa)?.base ?? 0n,
      region_len: (gpa) => at(gpa)?.size ?? 0n,
      region_after: (gpa) => {
        const found = at(gpa);
        return found === undefined ? 0n : found.size - found.offset;
      },
      check_range: (gpa = 0n, len = 0n) => (isMapped(gpa, BigInt.asUintN(64, len)) ? 1 : 0),
      read_guest: (to = 0n, gpa = 0n, len = 0n) => {
        if (!isMapped(gpa, len)) return 0;
        for (let i = 0n; i < len; i++) this.#copyByte(hostOf(gpa + i), to + i);
        return 1;
      },
      write_guest: (gpa = 0n, from = 0n, len = 0n) => {
        if (!isMapped(gpa, len)) return 0;
        for (let i = 0n; i < len; i++) this.#copyByte(from + i, hostOf(gpa + i));
        return 1;
      },
      order: (order) => this.#say(order),
      fence: (order) => this.#say(order),
      load16: (from = 0n, order) => {
        this.#say(order);
        return new DataView(this.#linear.buffer).getUint16(Number(from), true);
      },
      store16: (to = 0n, value, order) => {
        this.#say(order);
        new DataView(this.#linear.buffer).setUint16(Number(to), Number(value) & 0xffff, true);
        return undefined;
      },
    };
  }
}

/**
 * Functions in WebAssembly that call an entry of a function table and catch what it throws: what Emscripten's glue code does
 * in JavaScript for every C++ call that may throw, thousands in a question, at ten times the cost.
 */

/** Emscripten's letters: what a function returns, `v` for nothing, then what it takes. */
const SIGNATURE = /^invoke_([vijfd][ijfd]*)$/;

const VALUE_TYPES = new Map([
  ['i', 0x7f],
  ['j', 0x7e],
  ['f', 0x7d],
  ['d', 0x7c],
]);
/** The instructions that give 0 of a type. */
const ZEROS = new Map([
  ['i', [0x41, 0]],
  ['j', [0x42, 0]],
  ['f', [0x43, 0, 0, 0, 0]],
  ['d', [0x44, 0, 0, 0, 0, 0, 0, 0, 0]],
]);
const NO_TYPE = 0x40;
const FUNCTION_REFERENCE = 0x70;
const [LOCAL_GET, LOCAL_SET, CALL, CALL_INDIRECT, I32_CONST] = [0x20, 0x21, 0x10, 0x11, 0x41];
const [TRY, CATCH_ALL, RETHROW, IF, I32_EQZ, END] = [0x06, 0x19, 0x09, 0x04, 0x45, 0x0b];

type Bytes = readonly number[];

/** The imports among these names that call an entry of the table, with their signatures. */
export function callersAmong(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    names.flatMap((name) => {
      const signature = SIGNATURE.exec(name)?.[1];
      return signature === undefined ? [] : [[name, signature] as const];
    }),
  );
}

/**
 * A module to import such functions from: each calls what its entry of the exported table `catchers` holds, in the order of
 * the names, with the same arguments.
 */
export function relayModule(callers: ReadonlyMap<string, string>): Uint8Array {
  const signatures = [...callers.values()];
  const bodies = signatures.map((signature, i) => [
    0,
    ...range(0, signature.length).flatMap((k) => [LOCAL_GET, ...leb(k)]),
    ...[I32_CONST, ...signedLeb(i), CALL_INDIRECT, ...leb(i), 0, END],
  ]);
  return moduleOf([
    [1, vector(signatures.map(callerType))],
    [3, vector(signatures.map((_, i) => leb(i)))],
    [4, vector([[FUNCTION_REFERENCE, 0, ...leb(signatures.length)]])],
    [7, vector([exported('catchers', 1, 0), ...[...callers.keys()].map((name, i) => exported(name, 0, i))])],
    [10, vector(bodies.map(sized))],
  ]);
}

/**
 * A module of the functions that catch. Of `host` it imports `table`, what reads and sets the stack pointer (`stackSave`,
 * `stackRestore`), what notes that something was caught (`setThrew`), and `takeThrown`: whether it was C++ code that threw.
 * Anything else goes on.
 */
export function catcherModule(callers: ReadonlyMap<string, string>): Uint8Array {
  const signatures = [...callers.values()];
  const count = signatures.length;
  const [save, restore, taken, note] = [0, 1, 2, 3];
  const bodies = signatures.map((signature, i) => {
    const [result = 'v', ...taking] = signature;
    const pointer = leb(signature.length);
    return [
      ...[1, 1, VALUE_TYPES.get('i') ?? 0],
      ...[CALL, save, LOCAL_SET, ...pointer],
      ...[TRY, VALUE_TYPES.get(result) ?? NO_TYPE],
      ...taking.flatMap((_, k) => [LOCAL_GET, ...leb(k + 1)]),
      ...[LOCAL_GET, 0, CALL_INDIRECT, ...leb(count + i), 0],
      ...[CATCH_ALL, LOCAL_GET, ...pointer, CALL, restore],
      ...[CALL, taken, I32_EQZ, IF, NO_TYPE, RETHROW, 1, END],
      ...[I32_CONST, 1, I32_CONST, 0, CALL, note],
      ...(ZEROS.get(result) ?? []),
      ...[END, END],
    ];
  });
  const types = [
    ...signatures.map(callerType),
    ...signatures.map((signature) => functionType(signature)),
    ...['i', 'vi', 'i', 'vii'].map((signature) => functionType(signature)),
  ];
  const imports = ['stackSave', 'stackRestore', 'takeThrown', 'setThrew'].map((name, i) => [
    ...[...text('host'), ...text(name), 0, ...leb(2 * count + i)],
  ]);
  return moduleOf([
    [1, vector(types)],
    [2, vector([...imports, [...text('host'), ...text('table'), 1, FUNCTION_REFERENCE, 0, 0]])],
    [3, vector(signatures.map((_, i) => leb(i)))],
    [7, vector([...callers.keys()].map((name, i) => exported(name, 0, imports.length + i)))],
    [10, vector(bodies.map(sized))],
  ]);
}

/** The type of what calls an entry: its index comes first. */
function callerType(signature: string): Bytes {
  return functionType(`${signature.slice(0, 1)}i${signature.slice(1)}`);
}

function functionType([result = 'v', ...taken]: Iterable<string> & string): Bytes {
  const types = (letters: readonly string[]): Bytes =>
    vector(letters.flatMap((letter) => [[VALUE_TYPES.get(letter) ?? 0]]));
  return [0x60, ...types(taken), ...types(result === 'v' ? [] : [result])];
}

function moduleOf(sections: readonly (readonly [id: number, content: Bytes])[]): Uint8Array {
  const head = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  return Uint8Array.from([...head, ...sections.flatMap(([id, content]) => [id, ...sized(content)])]);
}

function exported(name: string, kind: number, index: number): Bytes {
  return [...text(name), kind, ...leb(index)];
}

function vector(items: readonly Bytes[]): Bytes {
  return [...leb(items.length), ...items.flat()];
}

function sized(bytes: Bytes): Bytes {
  return [...leb(bytes.length), ...bytes];
}

function text(name: string): Bytes {
  return sized([...new TextEncoder().encode(name)]);
}

/** A natural number, seven bits to a byte, the lowest first. */
function leb(value: number): Bytes {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >> 7)];
}

/** The same of a number that has a sign, which is its last bit. */
function signedLeb(value: number): Bytes {
  return value < 0x40 ? [value] : [(value & 0x7f) | 0x80, ...signedLeb(value >> 7)];
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i).slice(0, to - from);
}

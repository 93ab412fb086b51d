import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { init } from 'z3-solver';

interface Table {
  readonly length: number;
  get(index: number): unknown;
  set(index: number, entry: unknown): void;
}

interface Instantiated {
  readonly module: object;
  readonly instance: { readonly exports: Readonly<Record<string, unknown>> };
}

interface Engine {
  instantiate(code: Uint8Array, imports: object): Promise<Instantiated>;
}

// The types of Node.js name this global, and not what it has.
const engine = (globalThis as unknown as { readonly WebAssembly: Engine }).WebAssembly;

/**
 * Starts the package's Z3. Its glue code compares an entry of the function table with its own copy on every call that can
 * throw, thousands in a question, and asking the table costs more than the call: the table answers from a copy as well.
 */
export function startZ3(): ReturnType<typeof init> {
  return new Promise((resolve, reject) => {
    const instantiateWasm = (
      imports: object,
      receive: (instance: object, module: object) => void,
    ): object => {
      instantiateZ3(imports).then(({ instance, module }) => receive(instance, module), reject);
      return {};
    };
    init({ instantiateWasm }).then(resolve, reject);
  });
}

async function instantiateZ3(imports: object): Promise<Instantiated> {
  const folder = dirname(createRequire(import.meta.url).resolve('z3-solver'));
  const started = await engine.instantiate(await readFile(join(folder, 'z3-built.wasm')), imports);
  const table = started.instance.exports['__indirect_function_table'];
  if (isTable(table)) rememberEntries(table);
  return started;
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && 'get' in value && 'set' in value;
}

/** Lets a table answer what it was asked before. Only its `set` changes an entry, and is heard. */
function rememberEntries(table: Table): void {
  const [get, set] = [table.get.bind(table), table.set.bind(table)];
  // Filled, since an array with holes is slow to ask.
  const known = Array.from<unknown>({ length: table.length }).fill(undefined);
  table.get = (index) => (known[index] ??= get(index));
  table.set = (index, entry) => {
    set(index, entry);
    known[index] = get(index);
  };
}

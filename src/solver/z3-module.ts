import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { init } from 'z3-solver';
import { callersAmong, catcherModule, relayModule } from './exception-catchers.ts';

type Work = (...args: readonly unknown[]) => unknown;

interface Table {
  set(index: number, entry: unknown): void;
}

interface Instantiated {
  readonly module: object;
  readonly instance: { readonly exports: Readonly<Record<string, unknown>> };
}

interface Engine {
  instantiate(code: Uint8Array, imports: object): Promise<Instantiated>;
}

type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

// The types of Node.js name this global, and not what it has.
const engine = (globalThis as unknown as { readonly WebAssembly: Engine }).WebAssembly;

/** Starts the package's Z3, with functions of WebAssembly in place of the glue code's that catch C++ exceptions. */
export function startZ3(): ReturnType<typeof init> {
  return new Promise((resolve, reject) => {
    const instantiateWasm = (
      imports: Imports,
      receive: (instance: object, module: object) => void,
    ): object => {
      instantiateZ3(imports).then(({ instance, module }) => receive(instance, module), reject);
      return {};
    };
    init({ instantiateWasm }).then(resolve, reject);
  });
}

async function instantiateZ3(imports: Imports): Promise<Instantiated> {
  const folder = dirname(createRequire(import.meta.url).resolve('z3-solver'));
  const { env = {} } = imports;
  const callers = callersAmong(Object.keys(env));
  const thrown = { isOfCpp: false };
  const relay = (await engine.instantiate(relayModule(callers), {})).instance.exports;
  const { catchers, ...calls } = relay;
  const code = await readFile(join(folder, 'z3-built.wasm'));
  const started = await engine.instantiate(code, {
    ...imports,
    env: { ...env, ...noting(thrown, env), ...calls },
  });
  const {
    __indirect_function_table: table,
    emscripten_stack_get_current: stackSave,
    _emscripten_stack_restore: stackRestore,
    setThrew,
  } = started.instance.exports;
  const takeThrown = (): boolean => {
    const { isOfCpp } = thrown;
    thrown.isOfCpp = false;
    return isOfCpp;
  };
  const host = { table, stackSave, stackRestore, setThrew, takeThrown };
  const made = (await engine.instantiate(catcherModule(callers), { host })).instance.exports;
  if (!isTable(catchers)) throw new TypeError('the module of relays exports no table');
  [...callers.keys()].forEach((name, i) => catchers.set(i, made[name]));
  return started;
}

/** The functions of the glue code that throw for C++ code, each noting that it did: it may run out of stack before it does. */
function noting(thrown: { isOfCpp: boolean }, env: Imports[string]): Readonly<Record<string, Work>> {
  const names = ['__cxa_throw', '__cxa_rethrow', '__resumeException'];
  return Object.fromEntries(
    names.map((name) => {
      const work = env[name];
      if (typeof work !== 'function') throw new TypeError(`the embedded Z3 imports no ${name}`);
      const noted: Work = (...args) => {
        try {
          return Reflect.apply(work, undefined, args) as unknown;
        } catch (error) {
          thrown.isOfCpp = error instanceof Error && 'excPtr' in error;
          throw error;
        }
      };
      return [name, noted];
    }),
  );
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && 'set' in value;
}

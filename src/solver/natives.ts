import { spawnSync } from 'node:child_process';
import type { Encoding } from './lower.ts';

/** A native solver that reads SMT-LIB from standard input: its command, options and version. */
export interface NativeSolver {
  readonly command: string;
  readonly versionArgs: readonly string[];
  /** The version is its first group. */
  readonly version: RegExp;
  /** The encodings whose theories it has, the better one first. */
  readonly encodings: readonly [Encoding, ...Encoding[]];
  readonly args: (timeoutMs: number) => readonly string[];
  /** Options for several questions with `(reset)` between them, and the time for each; left out where it cannot do that. */
  readonly argsForMany?: (timeoutMs: number) => readonly string[];
  /** Options for a budget of about as many steps as the embedded solver's; none where it counts none. */
  readonly steps: (rlimit: number) => readonly string[];
  /** Commands before the declarations. */
  readonly prologue: string;
  /** The command that asks it a question in a file. */
  readonly retry: (file: string) => string;
  /** How to install it, as the second half of a sentence. */
  readonly install: string;
}

const NATIVE_SOLVERS = {
  z3: {
    command: 'z3',
    versionArgs: ['--version'],
    version: /Z3 version (\S+)/,
    encodings: ['int', 'bv'],
    args: (timeoutMs) => ['-in', '-smt2', `-T:${Math.max(1, Math.ceil(timeoutMs / 1000))}`],
    argsForMany: (timeoutMs) => ['-in', '-smt2', `-t:${Math.ceil(timeoutMs)}`],
    steps: (rlimit) => [`rlimit=${Math.ceil(rlimit)}`],
    prologue: '',
    retry: (file) => `z3 -T:600 ${file}`,
    install: "install it with your system's package manager (apt install z3, brew install z3)",
  },
  cvc5: {
    command: 'cvc5',
    versionArgs: ['--version'],
    version: /cvc5 version (\S+)/,
    encodings: ['int', 'bv'],
    args: (timeoutMs) => ['--lang=smt2', '--produce-models', `--tlimit=${Math.ceil(timeoutMs)}`],
    argsForMany: (timeoutMs) => ['--lang=smt2', `--tlimit-per=${Math.ceil(timeoutMs)}`],
    // It makes about a quarter as many steps a second.
    steps: (rlimit) => [`--rlimit=${Math.ceil(rlimit / 4)}`],
    prologue: '(set-logic ALL)\n',
    retry: (file) => `cvc5 --tlimit=600000 ${file}`,
    install: "install it with your system's package manager (apt install cvc5, brew install cvc5)",
  },
  bitwuzla: {
    command: 'bitwuzla',
    versionArgs: ['--version'],
    version: /(\d+\.\d+[\w.+-]*)/,
    encodings: ['bv'],
    args: (timeoutMs) => ['--lang', 'smt2', '--time-limit', String(Math.ceil(timeoutMs))],
    steps: () => [],
    prologue: '(set-option :produce-models true)\n(set-logic QF_ABV)\n',
    retry: (file) => `bitwuzla --time-limit 600000 ${file}`,
    install: 'build it from https://bitwuzla.github.io, or install it with your package manager if it has it',
  },
} as const satisfies Record<string, NativeSolver>;

export type NativeSolverName = keyof typeof NATIVE_SOLVERS;

/** What can answer a question: Z3 embedded as WebAssembly, or a native solver. */
export type OneSolver = 'wasm' | NativeSolverName;

/** All native solvers, in the order in which they are asked. */
export const NATIVE_SOLVER_NAMES: readonly NativeSolverName[] = ['cvc5', 'z3', 'bitwuzla'];

/** Versions of the native solvers that there are, by name. */
export type NativeVersions = Readonly<Partial<Record<NativeSolverName, string>>>;

export function nativeRecord(name: NativeSolverName): NativeSolver {
  return NATIVE_SOLVERS[name];
}

const VERSION_LIMIT_MS = 10_000;
const known = new Map<string, string | undefined>();

/** The version of a native solver on PATH; `undefined` where there is none. Asked once per process and PATH. */
export function nativeVersion(
  name: NativeSolverName,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const key = `${name} ${env['PATH'] ?? env['Path'] ?? ''}`;
  if (!known.has(key)) known.set(key, askVersion(name, env));
  return known.get(key);
}

function askVersion(name: NativeSolverName, env: NodeJS.ProcessEnv): string | undefined {
  const { command, versionArgs, version } = nativeRecord(name);
  const { stdout } = spawnSync(command, versionArgs, {
    env,
    encoding: 'utf8',
    timeout: VERSION_LIMIT_MS,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return typeof stdout === 'string' ? version.exec(stdout)?.[1] : undefined;
}

/** How to install a missing native solver, as the second half of a sentence. */
export function installHint(name: NativeSolverName): string {
  return nativeRecord(name).install;
}

/** A sentence with the command that asks a solver other than `asked` the question in a file: an installed one, if any. */
export function retryHint(file: string, asked: string, encoding: Encoding): string {
  const others = NATIVE_SOLVER_NAMES.filter(
    (name) => name !== asked && nativeRecord(name).encodings.includes(encoding),
  );
  const other = others.find((name) => nativeVersion(name) !== undefined) ?? others[0] ?? 'cvc5';
  return `Ask another solver the same question: ${nativeRecord(other).retry(inShell(file))}`;
}

/** A path as one word of a command. */
function inShell(path: string): string {
  return /^[\w./:+@%-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

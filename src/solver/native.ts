import { spawnSync } from 'node:child_process';
import { nativeRecord, nativeVersion, type NativeSolver, type NativeSolverName } from './natives.ts';
import { parseSExpressions, type SExpression } from './s-expression.ts';
import { SolverError, type Answer, type CheckLimits, type Solver, type Value } from './solver.ts';

export { installHint, nativeVersion, type NativeSolverName } from './natives.ts';

const DEFAULT_TIMEOUT_MS = 60_000;

/**
 * A solver that runs one process per question, or per list of them: to start one costs more than most questions do. Throws a
 * `SolverError` where it is not installed.
 */
export function nativeSolver(name: NativeSolverName): Solver {
  const record = nativeRecord(name);
  const version = nativeVersion(name);
  if (version === undefined) throw new SolverError(`${record.command} is not on PATH; ${record.install}`);
  return {
    name: `${name} ${version}`,
    check: (text, symbols, limits) => ask(record, text, symbols, limits),
    checkAll: (texts, limits) => askAll(record, texts, limits),
  };
}

function ask(record: NativeSolver, text: string, symbols: readonly string[], limits: CheckLimits): Answer {
  const { timeoutMs, rlimit } = limits;
  const timeout = timeoutMs ?? DEFAULT_TIMEOUT_MS;
  // If both are given, the clock counts: such a question has to be answered soon.
  const steps = timeoutMs === undefined && rlimit !== undefined ? record.steps(rlimit) : [];
  const getValues = symbols.length === 0 ? '' : `(get-value (${symbols.join(' ')}))\n`;
  const args = [...record.args(timeout), ...steps];
  const { stdout, signal } = run(record, args, `${question(record, text)}${getValues}`, timeout);
  if (signal !== null) return { status: 'unknown', reason: `killed by ${signal} after ${timeout} ms` };
  return readAnswer(record.command, stdout, symbols);
}

function askAll(
  record: NativeSolver,
  texts: readonly string[],
  limits: CheckLimits,
): readonly Answer['status'][] {
  if (record.argsForMany === undefined || texts.length < 2) {
    return texts.map((text) => ask(record, text, [], limits).status);
  }
  const timeout = limits.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const questions = texts.map((text) => question(record, text)).join('(reset)\n');
  const { stdout } = run(record, record.argsForMany(timeout), questions, timeout * texts.length);
  return readStatuses(record.command, stdout, texts.length);
}

function question({ prologue }: NativeSolver, text: string): string {
  return `${prologue}${text}(check-sat)\n`;
}

/** What a solver prints of a text until it ends, or is killed some time after it should have. */
function run(
  { command }: NativeSolver,
  args: readonly string[],
  input: string,
  timeout: number,
): { readonly stdout: string; readonly signal: NodeJS.Signals | null } {
  const { stdout, error, signal } = spawnSync(command, args, {
    input,
    encoding: 'utf8',
    timeout: timeout + 2_000,
    killSignal: 'SIGKILL',
    maxBuffer: 1 << 28,
  });
  if (signal === null && error !== undefined) {
    throw new SolverError(`${command} could not be run: ${error.message}`);
  }
  return { stdout, signal };
}

/**
 * What a solver printed of several questions, one line each; of those that it did not come to, unknown. Throws a `SolverError`
 * for anything else.
 */
export function readStatuses(command: string, output: string, count: number): readonly Answer['status'][] {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > count)
    throw new SolverError(`${command} gave ${lines.length} answers to ${count} questions`);
  const answers = lines.map((line) => readAnswer(command, line).status);
  return Array.from({ length: count }, (_, i) => answers[i] ?? 'unknown');
}

/**
 * What a solver printed after `(check-sat)` and, where it answered sat, `(get-value …)`. Throws a `SolverError` for anything
 * else, also where the value of some symbol is missing.
 */
export function readAnswer(command: string, output: string, symbols: readonly string[] = []): Answer {
  const first = output.trimStart().split('\n', 1)[0]?.trim() ?? '';
  if (first === 'unsat') return { status: 'unsat' };
  if (first === 'sat') {
    const values =
      symbols.length === 0 ? new Map<string, Value>() : readValues(output.trimStart().slice('sat'.length));
    return { status: 'sat', model: new Map(symbols.map((symbol) => [symbol, valueOf(values, symbol)])) };
  }
  if (first === 'unknown' || /timeout|interrupted/.test(first)) return { status: 'unknown', reason: first };
  if (first === '') return { status: 'unknown', reason: 'no answer' };
  throw new SolverError(`${command} answered neither sat nor unsat: ${shown(first)}`);
}

/** The beginning of a solver's output, without control characters. */
function shown(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 100);
}

// Solvers print a symbol with bars or without, as they like.
const plain = (symbol: string): string => symbol.replaceAll('|', '');

function valueOf(values: ReadonlyMap<string, Value>, symbol: string): Value {
  const value = values.get(plain(symbol));
  if (value === undefined) throw new SolverError(`the solver gave no value for ${symbol}`);
  return value;
}

function readValues(output: string): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  for (const list of expressions(output)) {
    if (typeof list === 'string') continue;
    if (list[0] === 'error') throw new SolverError(`the solver gave no model: ${list.flat().join(' ')}`);
    for (const pair of list) {
      if (typeof pair === 'string' || pair.length !== 2) continue;
      const [symbol, value] = pair;
      if (typeof symbol === 'string' && value !== undefined) values.set(plain(symbol), readValue(value));
    }
  }
  return values;
}

function expressions(output: string): readonly SExpression[] {
  try {
    return parseSExpressions(output);
  } catch (error) {
    throw new SolverError(error instanceof Error ? error.message : String(error));
  }
}

/** A numeral, a negated numeral, a bit-vector in any of its notations, or a truth value. */
function readValue(value: SExpression): Value {
  if (typeof value === 'string') {
    if (value === 'true' || value === 'false') return value === 'true';
    if (/^(\d+|#x[\da-f]+|#b[01]+)$/i.test(value)) return BigInt(value.replace(/^#/, '0'));
    throw new SolverError(`cannot read a value that a solver printed: ${value}`);
  }
  const [head, arg] = value;
  if (head === '-' && arg !== undefined) return -BigInt(readValue(arg));
  if (head === '_' && typeof arg === 'string' && arg.startsWith('bv')) return BigInt(arg.slice(2));
  throw new SolverError(`cannot read a value that a solver printed: ${JSON.stringify(value)}`);
}

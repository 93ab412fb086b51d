import { Z3_error_code, Z3_lbool, type Z3_context, type Z3_model, type Z3_solver } from 'z3-solver';
import {
  SolverCrash,
  SolverError,
  type Answer,
  type CheckLimits,
  type Solver,
  type Value,
} from './solver.ts';
import { startZ3 } from './z3-module.ts';

type Api = Awaited<ReturnType<typeof startZ3>>['Z3'];

/**
 * Z3 as WebAssembly, in this process, answering synchronously: the package's own asynchronous entry would hand each
 * check to a thread, and a decision in the middle of a model cannot wait for one.
 */
export async function startEmbeddedZ3(): Promise<Solver> {
  const api = await startZ3();
  const module: unknown = api.em;
  if (!isModule(module)) throw new SolverError('the embedded Z3 exports no synchronous check');
  return new EmbeddedZ3(api.Z3, module);
}

/** What the package's module exports, of which its types say nothing. */
interface Z3Module {
  readonly _Z3_solver_check: (context: Z3_context, solver: Z3_solver) => Z3_lbool;
  readonly _Z3_solver_from_string: (context: Z3_context, solver: Z3_solver, text: number) => void;
  readonly _malloc: (bytes: number) => number;
  readonly _free: (address: number) => void;
  /** Another one once the memory has grown. */
  readonly HEAPU8: Uint8Array;
}

function isModule(value: unknown): value is Z3Module {
  if (typeof value !== 'object' || value === null) return false;
  const functions = ['_Z3_solver_check', '_Z3_solver_from_string', '_malloc', '_free'];
  return (
    functions.every((name) => typeof Reflect.get(value, name) === 'function') &&
    Reflect.get(value, 'HEAPU8') instanceof Uint8Array
  );
}

/** Gives a solver a text. The package's own entry copies it character by character, and onto the stack. */
function parse(module: Z3Module, context: Z3_context, solver: Z3_solver, text: string): void {
  const bytes = Buffer.from(`${text}\0`);
  const address = module._malloc(bytes.length);
  if (address === 0) throw new SolverCrash('the embedded Z3 is out of memory');
  // Only now: to make room for it the memory may have grown.
  module.HEAPU8.set(bytes, address);
  module._Z3_solver_from_string(context, solver, address);
  module._free(address);
}

/** Error codes after which the solver cannot go on. */
const FATAL: readonly Z3_error_code[] = [Z3_error_code.Z3_MEMOUT_FAIL, Z3_error_code.Z3_INTERNAL_FATAL];

/** One attempt at a question. */
interface Attempt {
  readonly seed: number;
  /** Budget in the solver's own steps. */
  readonly steps: number;
}

/** What came of it. */
type Answered = Answer & { readonly steps: number };

// A change here needs a change of `EMBEDDED_CONFIGURATION`.
const SEEDS: readonly number[] = [0, 1, 7];
/** In steps, about a second: enough for nearly all questions. */
const FIRST_BUDGET = 1_000_000;
const GROWTH = 4;
/** So many questions are remembered that were given up: what asks one again with more steps does so soon. */
const MOST_GIVEN_UP = 16;
/** The solver counts in 32 bits. */
const MOST_STEPS = 2 ** 32 - 1;

class EmbeddedZ3 implements Solver {
  readonly name: string;
  readonly #z3: Api;
  readonly #module: Z3Module;
  /** By question: the first attempts, which had all of their steps and gave no answer, and would again. */
  readonly #givenUp = new Map<string, readonly Answered[]>();

  constructor(z3: Api, module: Z3Module) {
    this.#z3 = z3;
    this.#module = module;
    const { major, minor, build_number: build } = z3.get_version();
    this.name = `z3 ${major}.${minor}.${build} (wasm)`;
  }

  /**
   * Asks the solver with each seed in turn, and again with a greater budget, until one answers or the steps are spent: a
   * question that takes minutes with one seed mostly takes milliseconds with another. The steps of all are
   * counted; what an attempt may take does not depend on the limit, which only cuts the last one short.
   */
  check(text: string, symbols: readonly string[], { rlimit = Infinity }: CheckLimits): Answer {
    const before = this.#givenUp.get(text) ?? [];
    const given: Answered[] = [];
    let spent = 0;
    for (let budget = FIRST_BUDGET; ; budget *= GROWTH) {
      let gaveUp = 0;
      for (const seed of SEEDS) {
        const attempt = { seed, steps: Math.min(budget, rlimit - spent, MOST_STEPS) };
        const isWhole = attempt.steps === budget;
        const known = isWhole ? before[given.length] : undefined;
        const answer = known ?? this.#attempt(text, symbols, attempt);
        spent += answer.steps;
        if (isWhole && answer.status === 'unknown') given.push(answer);
        if (known === undefined && given.length > before.length) this.#remember(text, given);
        if (answer.status !== 'unknown' || spent >= rlimit) return { ...answer, steps: spent };
        // More steps would not help.
        if (answer.steps < attempt.steps) gaveUp += 1;
        if (gaveUp === SEEDS.length) return { ...answer, steps: spent };
      }
    }
  }

  #remember(text: string, given: readonly Answered[]): void {
    this.#givenUp.delete(text);
    this.#givenUp.set(text, [...given]);
    const [oldest] = this.#givenUp.keys();
    if (this.#givenUp.size > MOST_GIVEN_UP && oldest !== undefined) this.#givenUp.delete(oldest);
  }

  /**
   * Each attempt has a context of its own, which costs a third of a millisecond: the answer, and the steps it takes, are
   * then a function of the question alone, whatever was asked before, and memory is given back.
   */
  #attempt(text: string, symbols: readonly string[], attempt: Attempt): Answered {
    const z3 = this.#z3;
    const config = z3.mk_config();
    const context = z3.mk_context(config);
    z3.del_config(config);
    const question = new Question(z3, context);
    try {
      const answer = question.answer(this.#module, text, symbols, attempt);
      question.end();
      return answer;
    } catch (error) {
      if (error instanceof SolverError) question.end();
      if (error instanceof SolverError || error instanceof SolverCrash) throw error;
      throw new SolverCrash(
        `the embedded Z3 failed: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}

/** One question to Z3. */
class Question {
  readonly #z3: Api;
  readonly #context: Z3_context;
  readonly #solver: Z3_solver;

  constructor(z3: Api, context: Z3_context) {
    this.#z3 = z3;
    this.#context = context;
    this.#solver = z3.mk_simple_solver(context);
    z3.solver_inc_ref(context, this.#solver);
  }

  end(): void {
    this.#z3.solver_dec_ref(this.#context, this.#solver);
    this.#z3.del_context(this.#context);
  }

  answer(module: Z3Module, text: string, symbols: readonly string[], attempt: Attempt): Answered {
    const [z3, context, solver] = [this.#z3, this.#context, this.#solver];
    this.#configure(solver, attempt);
    parse(module, context, solver, text);
    this.#throwErrors();
    const before = this.#steps();
    const result = module._Z3_solver_check(context, solver);
    // Counted in 32 bits.
    const steps = (this.#steps() - before) >>> 0;
    if (result === Z3_lbool.Z3_L_FALSE) return { status: 'unsat', steps };
    if (result !== Z3_lbool.Z3_L_TRUE) {
      const reason = z3.solver_get_reason_unknown(context, solver);
      if (/memory|memout/.test(reason)) throw new SolverCrash(`the embedded Z3 is out of memory: ${reason}`);
      return { status: 'unknown', reason, steps };
    }
    return { status: 'sat', model: symbols.length === 0 ? new Map() : this.#model(solver, symbols), steps };
  }

  #throwErrors(): void {
    const [z3, context] = [this.#z3, this.#context];
    const error = z3.get_error_code(context);
    if (error === Z3_error_code.Z3_OK) return;
    const message = z3.get_error_msg(context, error);
    throw FATAL.includes(error)
      ? new SolverCrash(`the embedded Z3 failed: ${message}`)
      : new SolverError(message);
  }

  /** What the context has counted so far. */
  #steps(): number {
    const [z3, context] = [this.#z3, this.#context];
    const statistics = z3.solver_get_statistics(context, this.#solver);
    z3.stats_inc_ref(context, statistics);
    try {
      for (let i = 0; i < z3.stats_size(context, statistics); i += 1) {
        if (z3.stats_get_key(context, statistics, i) !== 'rlimit count') continue;
        return z3.stats_get_uint_value(context, statistics, i);
      }
      throw new SolverError('the embedded Z3 did not report how many steps it used');
    } finally {
      z3.stats_dec_ref(context, statistics);
    }
  }

  #configure(solver: Z3_solver, { seed, steps }: Attempt): void {
    const [z3, context] = [this.#z3, this.#context];
    const params = z3.mk_params(context);
    z3.params_inc_ref(context, params);
    const set = (name: string, value: number): void =>
      z3.params_set_uint(context, params, z3.mk_string_symbol(context, name), value);
    // A change here needs a change of `EMBEDDED_CONFIGURATION`.
    // The older arithmetic solver: equal or several times faster on these queries, and it keeps to its steps.
    set('arith.solver', 2);
    set('random_seed', seed);
    set('rlimit', steps);
    z3.solver_set_params(context, solver, params);
    z3.params_dec_ref(context, params);
  }

  #model(solver: Z3_solver, symbols: readonly string[]): ReadonlyMap<string, Value> {
    const [z3, context] = [this.#z3, this.#context];
    const model = z3.solver_get_model(context, solver);
    z3.model_inc_ref(context, model);
    try {
      return this.#values(model, new Map(symbols.map((symbol) => [symbol.replaceAll('|', ''), symbol])));
    } finally {
      z3.model_dec_ref(context, model);
    }
  }

  #values(model: Z3_model, wanted: ReadonlyMap<string, string>): ReadonlyMap<string, Value> {
    const [z3, context] = [this.#z3, this.#context];
    const values = new Map<string, Value>();
    for (let i = 0; i < z3.model_get_num_consts(context, model); i++) {
      const declaration = z3.model_get_const_decl(context, model, i);
      const name = z3.get_symbol_string(context, z3.get_decl_name(context, declaration));
      const symbol = wanted.get(name);
      if (symbol === undefined) continue;
      const value = z3.model_get_const_interp(context, model, declaration);
      const truth = z3.get_bool_value(context, value);
      values.set(
        symbol,
        truth === Z3_lbool.Z3_L_UNDEF
          ? BigInt(z3.get_numeral_string(context, value))
          : truth === Z3_lbool.Z3_L_TRUE,
      );
    }
    return values;
  }
}

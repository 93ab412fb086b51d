import { init, Z3_error_code, Z3_lbool, type Z3_context, type Z3_model, type Z3_solver } from 'z3-solver';
import { SolverError, type Answer, type CheckLimits, type Solver, type Value } from './solver.ts';

type Api = Awaited<ReturnType<typeof init>>['Z3'];
type SyncCheck = (context: Z3_context, solver: Z3_solver) => Z3_lbool;

/**
 * Z3 as WebAssembly, in this process, answering synchronously: the package's own asynchronous entry would hand each
 * check to a thread, and a decision in the middle of a model can not wait for one.
 */
export async function startEmbeddedZ3(): Promise<Solver> {
  const api = await init();
  const module: unknown = api.em;
  const exported =
    typeof module === 'object' && module !== null && '_Z3_solver_check' in module
      ? module._Z3_solver_check
      : null;
  if (typeof exported !== 'function') throw new SolverError('the embedded Z3 exports no synchronous check');
  return new EmbeddedZ3(api.Z3, exported as SyncCheck);
}

class EmbeddedZ3 implements Solver {
  readonly name: string;
  readonly #z3: Api;
  readonly #check: SyncCheck;
  readonly #context: Z3_context;

  constructor(z3: Api, check: SyncCheck) {
    this.#z3 = z3;
    this.#check = check;
    const { major, minor, build_number: build } = z3.get_version();
    this.name = `z3 ${major}.${minor}.${build} (wasm)`;
    const config = z3.mk_config();
    this.#context = z3.mk_context(config);
    z3.del_config(config);
  }

  check(text: string, symbols: readonly string[], limits: CheckLimits): Answer {
    const [z3, context] = [this.#z3, this.#context];
    const solver = z3.mk_simple_solver(context);
    z3.solver_inc_ref(context, solver);
    try {
      this.#configure(solver, limits);
      z3.solver_from_string(context, solver, text);
      const error = z3.get_error_code(context);
      if (error !== Z3_error_code.Z3_OK) throw new SolverError(z3.get_error_msg(context, error));
      const result = this.#check(context, solver);
      if (result === Z3_lbool.Z3_L_FALSE) return { status: 'unsat' };
      if (result !== Z3_lbool.Z3_L_TRUE) {
        return { status: 'unknown', reason: z3.solver_get_reason_unknown(context, solver) };
      }
      return { status: 'sat', model: symbols.length === 0 ? new Map() : this.#model(solver, symbols) };
    } finally {
      z3.solver_dec_ref(context, solver);
    }
  }

  #configure(solver: Z3_solver, { rlimit }: CheckLimits): void {
    const [z3, context] = [this.#z3, this.#context];
    const params = z3.mk_params(context);
    z3.params_inc_ref(context, params);
    // The older arithmetic solver: equal or several times faster on these queries.
    z3.params_set_uint(context, params, z3.mk_string_symbol(context, 'arith.solver'), 2);
    if (rlimit !== undefined)
      z3.params_set_uint(context, params, z3.mk_string_symbol(context, 'rlimit'), rlimit);
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

import { modelOf } from '../../../prover/decode.ts';
import { Prover } from '../../../prover/prover.ts';
import { startEmbeddedZ3 } from '../../../solver/z3-wasm.ts';
import type { BoolTerm } from '../../../term/term.ts';
import { Terms } from '../../../term/terms.ts';
import { encode, encodeMachine, RULES, type Encoded } from '../encode/encode.ts';
import { checkMachineExecution, checkSourceExecution, type Forbidden } from '../execution/check.ts';
import { executionOf, type Valuation } from '../execution/execution.ts';
import type { MachineProgram } from '../machine.ts';
import { compile } from '../mapping.ts';
import type { MemoryModel } from '../memory-models.ts';
import type { MemoryProgram, Question } from '../program.ts';
import type { OrderRule } from '../rules/rule.ts';
import type { LitmusFacts, Verdict } from './facts.fixture.ts';
import { machinePrograms, sourcePrograms, type Facts } from './fact-programs.fixture.ts';

const solver = await startEmbeddedZ3();

/** How a model differs from what it is: to see what notices. */
export interface Change {
  /** Names of rules that it does without. */
  readonly without?: readonly string[];
  /** Rules that it has besides; of RC11, none. */
  readonly extra?: readonly OrderRule[];
}

/** A program under a model, and what says without a solver whether an execution of it is one. */
interface Asked {
  readonly encoded: Encoded;
  readonly check: (values: Valuation) => Forbidden | null;
}

export class Litmus {
  readonly terms = new Terms();
  readonly #prover = new Prover(this.terms, () => solver, 'int');
  readonly #facts: Facts;
  readonly #model: MemoryModel;
  readonly #change: Change;

  constructor(facts: Facts, model: MemoryModel, change: Change = {}) {
    [this.#facts, this.#model, this.#change] = [facts, model, change];
  }

  verdict(condition: LitmusFacts['condition']): Verdict {
    return this.#asked(condition).some(({ encoded }) => this.#isPossible(encoded)) ? 'allowed' : 'forbidden';
  }

  /** Whether any outcome is possible that a condition does not list. */
  othersThan(condition: LitmusFacts['condition']): Verdict {
    return this.#asked(condition, (bad) => this.terms.not(bad)).some(({ encoded }) =>
      this.#isPossible(encoded),
    )
      ? 'allowed'
      : 'forbidden';
  }

  #isPossible({ violation }: Encoded): boolean {
    const status = this.#prover.possible(violation);
    if (status === 'unknown') throw new Error('the solver gave no answer');
    return status === 'sat';
  }

  /** The same, and of what is allowed, whether the execution that the solver gave is one. */
  checkedVerdict(condition: LitmusFacts['condition']): Verdict | Forbidden {
    for (const { encoded, check } of this.#asked(condition)) {
      const answer = this.#prover.satisfy(encoded.violation);
      if (answer.status === 'unknown') throw new Error(answer.reason);
      if (answer.status === 'unsat') continue;
      return check(modelOf(answer.witness)) ?? 'allowed';
    }
    return 'forbidden';
  }

  #asked(
    condition: LitmusFacts['condition'],
    badOf = (listed: BoolTerm): BoolTerm => listed,
  ): readonly Asked[] {
    const [terms, facts] = [this.terms, this.#facts];
    const asking = <Q extends Question>(program: Q): Q => ({ ...program, bad: badOf(program.bad) });
    return facts.arch === 'c11'
      ? sourcePrograms(terms, facts, condition).map((program) => this.#source(asking(program)))
      : machinePrograms(terms, facts, condition).map((program) => this.#machine(asking(program)));
  }

  #source(program: MemoryProgram): Asked {
    if (this.#model !== 'rc11') return this.#machine(compile(program, this.#model));
    return {
      encoded: encode(this.terms, program, 'rc11', new Set(this.#change.without)),
      check: (values) => checkSourceExecution(executionOf(this.terms, program, values)),
    };
  }

  #machine(program: MachineProgram): Asked {
    const model = this.#model;
    if (model === 'rc11') throw new Error('RC11 is no model of a machine');
    const { terms } = this;
    const { without, extra = [] } = this.#change;
    return {
      encoded: encodeMachine(terms, program, [...RULES[model], ...extra], new Set(without)),
      check: (values) => checkMachineExecution(executionOf(terms, program, values), model),
    };
  }
}

import type { BoolTerm } from '../../../term/term.ts';
import type { Terms } from '../../../term/terms.ts';
import { compile } from '../mapping.ts';
import type { MachineAccess, MachineFence, MachineProgram } from '../machine.ts';
import type { MemoryModel } from '../memory-models.ts';
import { accessesOf, type MemoryProgram } from '../program.ts';
import { ARMV8_RULES } from '../rules/armv8.ts';
import type { OrderRule } from '../rules/rule.ts';
import { RVWMO_RULES } from '../rules/rvwmo.ts';
import { SC_RULES } from '../rules/sc.ts';
import { TSO_RULES } from '../rules/tso.ts';
import { validate } from '../validate.ts';
import { clockAxioms } from './clock.ts';
import { commonAxioms } from './common.ts';
import { rc11Axioms } from './rc11.ts';
import { Vocabulary } from './vocabulary.ts';

export type HardwareModel = Exclude<MemoryModel, 'rc11'>;

export const RULES: Readonly<Record<HardwareModel, readonly OrderRule[]>> = {
  sc: SC_RULES,
  tso: TSO_RULES,
  armv8: ARMV8_RULES,
  rvwmo: RVWMO_RULES,
};

/** A question as terms. */
export interface Encoded {
  /** Holds of the executions that the model allows and the premises admit. */
  readonly consistent: BoolTerm;
  /** Holds of those among them that are bad: if it has no solution, nothing bad is possible. */
  readonly violation: BoolTerm;
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * A program under a model, for which it is compiled. Throws a `TypeError` where the program is not well formed, or uses a
 * field both with an index and without. `without`: rules to leave out, by name, to test what notices.
 */
export function encode(
  terms: Terms,
  program: MemoryProgram,
  model: MemoryModel,
  without: ReadonlySet<string> = NOTHING,
): Encoded {
  if (model !== 'rc11') {
    return encodeMachine(terms, compile(program, model), RULES[model], without);
  }
  validate(program);
  const words = new Vocabulary(terms, accessesOf(program.threads), program, without);
  return encoded(terms, program, [...commonAxioms(words, program.finals), ...rc11Axioms(program, words)]);
}

/** A program in instructions of a machine, under rules of a model of that machine. */
export function encodeMachine(
  terms: Terms,
  program: MachineProgram,
  rules: readonly OrderRule[],
  without: ReadonlySet<string> = NOTHING,
): Encoded {
  validate(program);
  const words = new Vocabulary(
    terms,
    accessesOf<MachineAccess, MachineFence>(program.threads),
    program,
    without,
  );
  return encoded(terms, program, [
    ...commonAxioms(words, program.finals),
    ...clockAxioms(program, words, rules),
  ]);
}

function encoded(
  t: Terms,
  { premises, bad }: Pick<MemoryProgram, 'premises' | 'bad'>,
  axioms: readonly BoolTerm[],
): Encoded {
  const consistent = t.and(...premises, ...axioms);
  return { consistent, violation: t.and(consistent, bad) };
}

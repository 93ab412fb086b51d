import type { Bool } from '../../../domain/word.ts';
import { isApplicable, MEMORY_MODELS, type MemoryModel } from '../../../memory/model/memory-models.ts';
import type { ProofContext } from '../../../proof/context.ts';
import type { OrderedQuestion } from '../../../proof/ordered.ts';
import { hostOf } from '../../../proof/run-host.ts';
import type { About } from '../../../proof/standing.ts';
import { areWhole, memoryAccesses } from './steps.ts';

/** What assertions call each memory model. */
export const UNDER: Readonly<Record<MemoryModel, string>> = {
  sc: 'under sequential consistency',
  tso: 'under x86-TSO',
  armv8: 'under ARMv8',
  rvwmo: 'under RISC-V',
  rc11: 'under C11',
};

/** Covers of `assertUnderEach`, to be declared: a model that allows no execution at all would prove anything. */
export const POSSIBLE: readonly string[] = MEMORY_MODELS.map(possible);

function possible(model: MemoryModel): string {
  return model === 'rc11' ? `possible ${UNDER[model]}, or not asked of it` : `possible ${UNDER[model]}`;
}

/**
 * Claims that nothing bad can come of a question under any memory model that says what its steps mean: nothing is asked under C11 where
 * a side has barriers of the Linux kernel. `isApart`: whether accesses of the same code that the question leaves out have no byte in
 * common with those in it.
 */
export function assertUnderEach<R extends string>(
  p: ProofContext<string, R>,
  question: OrderedQuestion,
  about: About<R>,
  isApart: Bool = p.domain.bool(true),
): void {
  const steps = question.threads.flatMap((thread) => thread.steps);
  assertNamed(p, question, about, areWhole(p.domain, memoryAccesses(steps)).and(isApart));
}

/** The same of a question whose accesses are of named words. `isWhole`: whether what it leaves out has no byte in common with them. */
export function assertNamed<R extends string>(
  p: ProofContext<string, R>,
  question: OrderedQuestion,
  about: About<R>,
  isWhole: Bool,
): void {
  const steps = question.threads.flatMap((thread) => thread.steps);
  p.assert('accesses meet in whole words', isWhole);
  for (const model of MEMORY_MODELS) {
    if (!isApplicable(model, [steps])) {
      p.cover(possible(model));
      continue;
    }
    hostOf(p).assertOrdered(UNDER[model], { model, question }, about);
    hostOf(p).coverOrdered(possible(model), { model, question });
  }
}

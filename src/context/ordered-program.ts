import type { Width } from '../domain/width.ts';
import type { Bool, Word } from '../domain/word.ts';
import type { MemoryModel } from '../memory/model/memory-models.ts';
import { encode } from '../memory/model/encode/encode.ts';
import type { Access, Cell, Final, MemoryProgram, Step } from '../memory/model/program.ts';
import { NO_DEPENDENCIES } from '../memory/model/program.ts';
import type { OrderedAccess, OrderedPlace, OrderedQuestion, OrderedStep } from '../proof/ordered.ts';
import { pow2 } from '../term/range.ts';
import type { BoolTerm, IntTerm } from '../term/term.ts';
import type { Terms } from '../term/terms.ts';

/** How values of a run become terms. */
export interface AsTerms {
  readonly terms: Terms;
  readonly int: (word: Word<Width>) => IntTerm;
  readonly truth: (bool: Bool) => BoolTerm;
}

/** A term that is satisfiable in exactly those states in which a question has some execution: a bad one, or any. */
export function someExecution(
  question: OrderedQuestion,
  model: MemoryModel,
  as: AsTerms,
  which: 'bad' | 'any',
): BoolTerm {
  const { consistent, violation } = encode(as.terms, programOf(question, as), model);
  return which === 'any' ? consistent : violation;
}

/** The bits of a channel's cell. */
const CHANNEL_BITS = 8;

/** A question as a program of the memory models. */
export function programOf(question: OrderedQuestion, as: AsTerms): MemoryProgram {
  const { terms } = as;
  const { threads, history, bad, lostOn } = question;
  const steps = threads.flatMap((thread) => thread.steps);
  const left = lostOn === undefined ? undefined : finalOf(lostOn, terms);
  const isLost = left === undefined ? terms.true : terms.eq(left.value, terms.zero);
  return {
    threads: threads.map(({ steps }) => steps.map((step) => stepOf(step, as))),
    history: [
      ...history.map(({ condition, ...about }) => ({ ...about, condition: as.truth(condition) })),
      // What was in a channel before matters to nothing.
      ...steps.flatMap((step) =>
        step.kind === 'load' && 'channel' in step.place
          ? [{ load: step.id, name: 'before', when: 'before' as const, condition: terms.true }]
          : [],
      ),
    ],
    finals: left === undefined ? [] : [left],
    // Every load has a variable of its own there; in the run it found some term.
    premises: steps.flatMap((step) =>
      step.kind === 'load' && step.value !== null ? [terms.eq(valueOf(step, as), as.int(step.value))] : [],
    ),
    bad: terms.and(as.truth(bad), isLost),
  };
}

function stepOf(step: OrderedStep, as: AsTerms): Step {
  const { id } = step;
  if (step.kind === 'fence') return { kind: 'fence', id, ordering: step.ordering, where: id };
  const { kind, place, value, ordering, partner, group } = step;
  const access: Access = {
    ...{ kind, id, cell: cellOf(place, as), ordering, dependencies: NO_DEPENDENCIES, where: id },
    value: kind === 'store' && value !== null ? as.int(value) : valueOf(step, as),
    ...(partner !== undefined && { partner }),
    ...(group !== undefined && { group }),
  };
  return access;
}

/** What a load finds. */
function valueOf({ id, value }: OrderedAccess, { terms }: AsTerms): IntTerm {
  return terms.var(`value of ${id}`, 0n, pow2(value?.width ?? CHANNEL_BITS) - 1n);
}

function cellOf(place: OrderedPlace, as: AsTerms): Cell {
  if ('channel' in place) return { field: `channel ${place.channel}`, index: null };
  const { address, cell } = place;
  return cell === undefined
    ? { field: 'memory', index: as.int(address) }
    : { field: `word ${cell}`, index: null };
}

function finalOf(channel: string, terms: Terms): Final {
  const value = terms.var(`left on ${channel}`, 0n, pow2(CHANNEL_BITS) - 1n);
  return {
    cell: { field: `channel ${channel}`, index: null },
    value,
    untouched: terms.eq(value, terms.zero),
  };
}

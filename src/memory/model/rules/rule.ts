import type { BoolTerm } from '../../../term/term.ts';
import type { Terms } from '../../../term/terms.ts';
import type { Vocabulary } from '../encode/vocabulary.ts';
import { kindPair, type MachineAccess, type MachineFence, type MachineProgram } from '../machine.ts';
import { isInProgramOrder, type Access, type Placed } from '../program.ts';

/** Two accesses of one thread, the first earlier in program order, with what rules look at. */
export class OrderedPair {
  readonly first: Placed<MachineAccess>;
  readonly second: Placed<MachineAccess>;
  readonly words: Vocabulary<MachineAccess>;
  readonly #program: MachineProgram;

  constructor(
    program: MachineProgram,
    words: Vocabulary<MachineAccess>,
    [first, second]: readonly [Placed<MachineAccess>, Placed<MachineAccess>],
  ) {
    [this.#program, this.words, this.first, this.second] = [program, words, first, second];
  }

  /** Two other accesses of the thread. */
  other(first: Placed<MachineAccess>, second: Placed<MachineAccess>): OrderedPair {
    return new OrderedPair(this.#program, this.words, [first, second]);
  }

  get terms(): Terms {
    return this.words.terms;
  }

  /** The fences between the two. */
  get fences(): readonly MachineFence[] {
    const { first, second } = this;
    return (this.#program.threads[first.thread] ?? [])
      .slice(first.position + 1, second.position)
      .filter((step) => step.kind === 'fence');
  }

  /** The accesses between the two. */
  get between(): readonly Placed<MachineAccess>[] {
    const { first, second } = this;
    return this.words.accesses.filter(
      (access) => isInProgramOrder(first, access) && isInProgramOrder(access, second),
    );
  }
}

/** A reason why a model keeps two accesses of one thread in order, named so that tests can leave it out. */
export interface OrderRule {
  readonly name: string;
  /** Under which condition it keeps them: mostly true or false. */
  readonly keeps: (pair: OrderedPair) => BoolTerm;
}

/** A rule that looks only at the instructions. */
export function staticRule(name: string, keeps: (pair: OrderedPair) => boolean): OrderRule {
  return { name, keeps: (pair) => pair.terms.truth(keeps(pair)) };
}

/** The rule of a kind of fence. */
export function fenceRule(name: string): OrderRule {
  return staticRule(name, ({ fences, first, second }) =>
    fences.some((fence) => fence.name === name && fence.orders.includes(kindPair(first, second))),
  );
}

/** Whether an access depends on a load in one of these ways. */
export function dependsOn(
  access: Access,
  load: Access,
  ...kinds: readonly ('address' | 'data' | 'control')[]
): boolean {
  return kinds.some((kind) => access.dependencies[kind].includes(load.id));
}

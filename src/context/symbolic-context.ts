import { engineClass } from '../domain/engine-part.ts';
import { initialContent } from '../domain/symbolic-tables.ts';
import type { Table } from '../domain/table.ts';
import { symbolicDomain, type SymbolicDomain } from '../domain/symbolic.ts';
import type { Integer } from '../domain/integer.ts';
import { didYouMeanOr } from '../text/nearest.ts';
import { MisuseError } from '../domain/misuse.ts';
import type { Bool, BoolOperand, Word } from '../domain/word.ts';
import type { Width } from '../domain/width.ts';
import type { Recorder } from '../explore/run.ts';
import {
  memoryOf,
  OTHER_MEMORY,
  tableName,
  type AddressRange,
  type MemoryView,
  type ObservedMemory,
} from '../memory/observed-memory.ts';
import type { Event, Side } from '../memory/event.ts';
import { isApplicable, type MemoryModel } from '../memory/model/memory-models.ts';
import { bothRules, type RegionRule } from '../memory/region-rule.ts';
import { RunEvents } from '../memory/run-events.ts';
import type { GuestMemory } from '../memory/guest-memory.ts';
import { interleaved } from '../memory/interleaved.ts';
import { SymbolicMemory, symbolicLogic } from '../memory/symbolic.ts';
import { SymbolicSnapshot } from '../memory/symbolic-snapshot.ts';
import { Calls } from '../proof/calls.ts';
import type { Inputs, ProofContext, Trapping } from '../proof/context.ts';
import { DeclarationError } from '../proof/declaration-error.ts';
import { DeclaredInputs } from '../proof/declared-inputs.ts';
import {
  sameStanding,
  standingOf,
  twoStandings,
  type About,
  type AssertionKind,
  type Standing,
} from '../proof/standing.ts';
import { checkName, type BoolInput, type Input, type IntegerInput, type WordInput } from '../proof/inputs.ts';
import type { OrderedClaim } from '../proof/ordered.ts';
import { RUN_HOST, type Call, type RunHost } from '../proof/run-host.ts';
import { someExecution, type AsTerms } from './ordered-program.ts';
import type { SourcePosition } from '../proof/stack-frame.ts';
import type { TableField } from '../proof/state-schema.ts';
import { pow2 } from '../term/range.ts';
import type { BoolTerm, IntTerm } from '../term/term.ts';
import type { Terms } from '../term/terms.ts';

/** A declared input and the term it stands for. */
export type DeclaredInput =
  | { readonly input: Extract<Input, { kind: 'word' }>; readonly term: IntTerm }
  | { readonly input: Extract<Input, { kind: 'integer' }>; readonly term: IntTerm }
  | { readonly input: Extract<Input, { kind: 'bool' }>; readonly term: BoolTerm };

/** What a proof declares, and the assertions found in its runs. */
export interface Declarations {
  readonly covers: readonly string[];
  readonly requirements: readonly string[];
  /** Kinds of assertions that are asked; others are not claimed. */
  readonly contract: readonly AssertionKind[];
  /** Orders of accesses are asked about under these memory models; assertions and covers about others are not made. */
  readonly memoryModels: readonly MemoryModel[];
  /** By name of an assertion or a cover about an order of accesses: its memory model; added to by each run. */
  readonly orders: Map<string, MemoryModel>;
  /** By name of an assertion, in the order in which they were met, on any path; added to by each run. */
  readonly standings: Map<string, Standing>;
}

/** The context of a body in a symbolic run. */
export class SymbolicContext extends DeclaredInputs implements ProofContext<string, string>, RunHost {
  static {
    engineClass(this);
  }

  readonly domain: SymbolicDomain;
  readonly any: Inputs = this;
  readonly inputs = new Map<string, DeclaredInput>();
  readonly memories = new Map<string, SymbolicMemory>();
  /** What the other side writes to them, by full name. */
  readonly contents = new Set<string>();
  readonly events: RunEvents;
  /** A misuse that is an error even on a path that no state takes. */
  fault: TypeError | null = null;
  /** Whether an order of accesses means nothing under all memory models that are asked: C11 knows nothing of Linux's barriers. */
  isOrderUndefined = false;
  /** How often the driver has acted. */
  #acts = 0;
  readonly #terms: Terms;
  readonly #run: Recorder;
  readonly #calls: Calls<BoolTerm>;
  readonly #proof: Declarations;
  /** What is assumed of the regions of memories; `null` for nothing. */
  #rule: RegionRule | null = null;

  /** `keepsStacks`: whether each event can say which code it comes from, which takes time. */
  constructor(terms: Terms, run: Recorder, proof: Declarations, keepsStacks = false) {
    super();
    this.#proof = proof;
    this.#terms = terms;
    this.#run = run;
    const decide = (condition: BoolTerm): boolean => run.decide(condition);
    this.#calls = new Calls<BoolTerm>({
      decide,
      excludes: (assertion, condition) => {
        run.trapIf(assertion, condition);
        // From here on it is a run of states in which the condition does not hold.
        return false;
      },
      trapped: () => {},
    });
    // A body that catches what it throws must not go on as if nothing were.
    this.domain = symbolicDomain(terms, decide, this.#calls, (error) => void (this.fault ??= error));
    this.events = new RunEvents(symbolicLogic(this.domain), {
      decisions: () => run.condition.length,
      keepsStacks,
    });
  }

  get [RUN_HOST](): RunHost {
    return this;
  }

  created(): void {
    // States are for replays: here there is no one value to show.
  }

  call<T>({ operation }: Call, work: () => T): T {
    return this.#calls.call(operation, work);
  }

  askEarly(): void {
    this.#run.askEarly();
  }

  restrictRegions(rule: RegionRule): void {
    this.#rule = bothRules(this.#rule, rule);
  }

  actsAs(side: Side): void {
    this.events.actAs(side);
  }

  driverMayAct(memory: ObservedMemory, ranges: readonly AddressRange[]): GuestMemory {
    return interleaved(memory, ranges, () => `driver${(this.#acts += 1)}`);
  }

  notifies(sent: Bool): void {
    this.events.record({ kind: 'notification', sent });
  }

  assertsOf(_declared: SourcePosition, claim: () => void): void {
    // Lines are for replays.
    claim();
  }

  inductionAt(): void {
    // As of parts: states are for replays.
  }

  rewind(memory: ObservedMemory, to: MemoryView): void {
    if (!(memory instanceof SymbolicMemory)) throw new TypeError(OTHER_MEMORY);
    memory.rewind(to);
  }

  /** The conditions of the path when an event was recorded: what was decided, assumed, and asserted of traps. */
  conditionsBefore(event: Event): readonly BoolTerm[] {
    return this.#run.condition.slice(0, this.events.decisionsBefore(event));
  }

  memory(name = 'memory'): ObservedMemory {
    checkName(name);
    this.#unique(name);
    const declare = (content: string): void => this.#content(content);
    const memory = new SymbolicMemory(this.#terms, this.domain, name, declare, this.events);
    if (this.#rule !== null)
      memory.restrict(this.#rule, (condition) => this.#run.assume(this.domain.unwrapBool(condition)));
    this.memories.set(name, memory);
    return memory;
  }

  assume(condition: BoolOperand): void {
    // What is not executed must not be assumed away.
    this.#calls.checkAlive();
    this.#run.assume(this.domain.unwrapBool(condition));
  }

  assert(name: string, condition: BoolOperand, about: About = {}): void {
    this.#claim(name, this.domain.unwrapBool(condition), about);
  }

  assertUnchanged(
    name: string,
    before: MemoryView,
    after: MemoryView,
    except: readonly AddressRange[] = [],
    about: About = {},
  ): void {
    // A memory itself shows what it holds now: compared with that, nothing ever changes.
    if (before instanceof SymbolicMemory)
      throw new TypeError(`'${name}': compare with a snapshot taken before, not with the memory`);
    const t = this.#terms;
    // One address for all: what holds of an arbitrary one holds of each. Named by the claim, so every run has the same, and
    // with spaces, so that it is no input's: nothing may be known of it.
    const address = t.var(`address of ${name}`, 0n, pow2(64) - 1n);
    const at = this.domain.wrap(64, address);
    const excepted = except.map(({ start, length }) => {
      const first = this.domain.unwrap(64, start);
      return t.and(t.le(first, address), t.lt(address, t.add(first, this.domain.unwrap(64, length))));
    });
    const [first, second] = [this.#contentOf(name, before), this.#contentOf(name, after)];
    if (!first.isOfMemoryOf(second)) throw new TypeError(`'${name}': ${OTHER_MEMORY}`);
    const same = this.domain.unwrapBool(first.peek(at).eq(second.peek(at)));
    const counts = this.domain.unwrapBool(first.counts(at).and(second.counts(at)));
    this.#claim(name, t.or(...excepted, t.not(counts), same), about);
  }

  assertOrdered(name: string, { model, question }: OrderedClaim, about: About = {}): void {
    const threads = question.threads.map(({ steps }) => steps);
    if (!this.#proof.memoryModels.some((one) => isApplicable(one, threads))) {
      // What else the body claims is asked all the same.
      this.isOrderUndefined = true;
    }
    if (!this.#asks(name, model)) {
      this.#standing(name, about);
      return;
    }
    const bad = this.someExecution({ model, question }, 'bad');
    this.#claim(name, this.#terms.not(bad), about, question.standsAlone);
  }

  coverOrdered(name: string, { model, question }: OrderedClaim): void {
    if (!this.#asks(name, model)) return;
    const possible = this.someExecution({ model, question }, 'any');
    this.#cover(name, possible, question.standsAlone);
  }

  /** Satisfiable in exactly those states in which a question of this run has some execution: a bad one, or any. */
  someExecution({ model, question }: OrderedClaim, which: 'bad' | 'any'): BoolTerm {
    // The choices that an execution makes are named with dots and spaces in front, so that they are no input's.
    return someExecution(question, model, this.#asTerms(), which);
  }

  cover(name: string, condition: BoolOperand = true): void {
    this.#cover(name, this.domain.unwrapBool(condition));
  }

  #cover(name: string, condition: BoolTerm, standsAlone = false): void {
    const { covers } = this.#proof;
    if (!covers.includes(name)) {
      const names = [...covers, name].map((each) => `'${each}'`).join(', ');
      this.fault = new TypeError(
        `the cover '${name}' is not declared${didYouMeanOr(name, covers, `put covers: [${names}] beside the body of the proof`)}`,
      );
      throw this.fault;
    }
    this.#run.cover(name, condition, standsAlone);
  }

  trapping<T>(work: () => T): Trapping<T> {
    return this.#calls.trapping(work);
  }

  /** Throws if a body caught a trap that it did not expect, and continued. */
  checkAlive(): void {
    this.#calls.checkAlive();
  }

  note(_name: string, _value: Word<Width> | Bool): void {
    // Notes are for replays: here there is no one value to show.
  }

  stateTable<W extends Width>(name: string, { width }: TableField<W>): Table<W> {
    const content = tableName(name);
    this.#content(content);
    return this.domain.wrapTable(width, this.domain.u64(0), initialContent(this.#terms, content));
  }

  protected override word<W extends Width>(input: WordInput, width: W): Word<W> {
    const { name, min, max, multipleOf, powerOfTwo } = input;
    const t = this.#terms;
    const term =
      multipleOf === 1n
        ? t.var(name, min, max, powerOfTwo)
        : t.scale(multipleOf, t.var(`${name}/${multipleOf}`, min / multipleOf, max / multipleOf));
    this.#declare(name, { input, term });
    return this.domain.wrap(width, term);
  }

  protected override truth(input: BoolInput): Bool {
    const term = this.#terms.boolVar(input.name);
    this.#declare(input.name, { input, term });
    return this.domain.wrapBool(term);
  }

  protected override unbounded(input: IntegerInput): Integer {
    const term = this.#terms.var(input.name, input.min ?? -Infinity, input.max ?? Infinity);
    this.#declare(input.name, { input, term });
    return this.domain.wrapInteger(term);
  }

  /** Notes the memory model that an assertion or a cover is about, and says whether it is asked. */
  #asks(name: string, model: MemoryModel): boolean {
    this.#proof.orders.set(name, model);
    return this.#proof.memoryModels.includes(model);
  }

  #asTerms(): AsTerms {
    return {
      terms: this.#terms,
      int: (word) => this.domain.unwrap(word.width, word),
      truth: (bool) => this.domain.unwrapBool(bool),
    };
  }

  #claim(name: string, goal: BoolTerm, about: About, standsAlone = false): void {
    const standing = this.#standing(name, about);
    if (this.#proof.contract.includes(standing.kind)) this.#run.assert(name, goal, standsAlone);
  }

  /** What a claim stands for, which is the same wherever it is made. */
  #standing(name: string, about: About): Standing {
    const { requirements, standings } = this.#proof;
    try {
      const standing = standingOf(name, about, requirements);
      const before = standings.get(name) ?? standing;
      if (!sameStanding(before, standing)) throw twoStandings(name, before, standing);
      standings.set(name, before);
      return standing;
    } catch (error) {
      if (error instanceof DeclarationError) this.fault = error;
      throw error;
    }
  }

  #contentOf(name: string, view: MemoryView): SymbolicSnapshot {
    const snapshot = view instanceof SymbolicMemory ? view.snapshot() : view;
    if (snapshot instanceof SymbolicSnapshot) return snapshot;
    throw new TypeError(`'${name}': ${OTHER_MEMORY}`);
  }

  #content(name: string): void {
    checkName(name.slice(memoryOf(name).length + 1));
    if (this.contents.has(name))
      throw new RangeError(`'${name}' is written twice; what is written each time needs a name of its own`);
    this.contents.add(name);
  }

  #declare(name: string, declared: DeclaredInput): void {
    this.#unique(name);
    this.inputs.set(name, declared);
  }

  #unique(name: string): void {
    if (this.inputs.has(name) || this.memories.has(name)) {
      throw new MisuseError(
        `'${name}' is declared twice`,
        'Give every input and memory a name of its own, or keep what the first declaration returned.',
      );
    }
  }
}

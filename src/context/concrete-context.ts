import { engineClass } from '../domain/engine-part.ts';
import { concreteDomain, truthOf, valueOf, withTraps } from '../domain/concrete.ts';
import { tableOfBytes } from '../domain/concrete-tables.ts';
import type { Table } from '../domain/table.ts';
import type { Integer } from '../domain/integer.ts';
import type { Domain } from '../domain/domain.ts';
import { runningCode } from '../domain/running-code.ts';
import type { Bool, BoolOperand, Word } from '../domain/word.ts';
import type { Width } from '../domain/width.ts';
import { MEMORY_MODELS, type MemoryModel } from '../memory/model/memory-models.ts';
import { CONCRETE_LOGIC, ConcreteMemory } from '../memory/concrete.ts';
import type { Event, Side } from '../memory/event.ts';
import { bothRules, type RegionRule } from '../memory/region-rule.ts';
import type { GuestMemory } from '../memory/guest-memory.ts';
import { interleaved } from '../memory/interleaved.ts';
import { RunEvents } from '../memory/run-events.ts';
import {
  contentName,
  OTHER_MEMORY,
  tableName,
  type AddressRange,
  type MemoryView,
  type ObservedMemory,
} from '../memory/observed-memory.ts';
import { Calls, trapAssertion, type Trap } from '../proof/calls.ts';
import type { Inputs, ProofContext, Trapping } from '../proof/context.ts';
import { DeclaredInputs } from '../proof/declared-inputs.ts';
import { allows, type BoolInput, type FieldOf, type IntegerInput, type WordInput } from '../proof/inputs.ts';
import type { OrderedClaim } from '../proof/ordered.ts';
import {
  RUN_HOST,
  type Call,
  type CreatedPart,
  type InductionMoment,
  type RunHost,
} from '../proof/run-host.ts';
import { badExecution } from './ordered-execution.ts';
import { pictureOf } from './ordered-picture.ts';
import { hasExecution } from './ordered-answers.ts';
import type { TableField } from '../proof/state-schema.ts';
import { plain, plainFields, plainResult } from './plain.ts';
import type { About, Standing } from '../proof/standing.ts';
import type { Conjunct, Induction, MemoryRange, OrderExecution } from '../proof/counterexample.ts';
import { changedAddresses, rangesOf } from './changed-memory.ts';
import { conjunctsOf, sourcesOf } from './conditions.ts';
import { ToldInduction } from './told-induction.ts';
import { ToldRun, userPlace } from './told-run.ts';
import type { SourcePosition } from '../proof/stack-frame.ts';
import type { ReplayEvent } from './replay-event.ts';
import type { ConcreteState } from './concrete-state.ts';
import { TracedMemory, type MemoryEvent, type OtherSideEvent, type RewindEvent } from './traced-memory.ts';
import { TracedSnapshot, unmappedPeekInWords } from './unmapped-peek.ts';
import { caller, watchedDomain } from './watched-domain.ts';

/** Thrown if an assumption does not hold or an input has no legal value: the state violates the proof's assumptions. */
export class AssumptionFailed extends Error {
  override readonly name = 'AssumptionFailed';
}

/** What is claimed of an order of accesses instead, in a run with these events. */
export type AlterClaim = (claim: OrderedClaim, events: RunEvents) => OrderedClaim;

/** The context in which a body is replayed from a concrete state. */
export class ConcreteContext extends DeclaredInputs implements ProofContext<string, string>, RunHost {
  static {
    engineClass(this);
  }

  readonly domain: Domain;
  readonly any: Inputs = this;
  /** How often the driver has acted. */
  #acts = 0;
  /** The declaration that assertions are made in the name of. */
  #declared: SourcePosition | null = null;
  readonly violated: string[] = [];
  /** Names of the covers that were reached. */
  readonly covered = new Set<string>();
  /** The trap that ended the run, if the body did not expect it. */
  trapped: Trap | null = null;
  /** Names of the assertions that operations do not trap, which the run made. */
  readonly trapAssertions = new Set<string>();
  readonly events: RunEvents;
  readonly memories = new Map<string, TracedMemory>();
  /** Every input that the body asked for, with its value, in order. */
  readonly inputs = new Map<string, { readonly value: bigint | boolean; readonly width: Width | null }>();
  /** Inputs that the body asked for and the start does not have: they have their least values, false is that of truth values. */
  readonly gaps: { readonly name: string; readonly field: FieldOf | null }[] = [];
  /** Inputs that the start has as another kind of value. */
  readonly mistaken: string[] = [];
  readonly #state: ConcreteState;
  readonly #isWatched: boolean;
  readonly #memoryModels: readonly MemoryModel[];
  readonly #alter: AlterClaim;
  readonly #calls = new Calls<boolean>({
    decide: (condition) => condition,
    excludes: (assertion, condition) => {
      this.trapAssertions.add(assertion);
      return condition;
    },
    trapped: (trap, isExpected) => this.#trapped(trap, isExpected),
  });
  readonly #told = new ToldRun();
  readonly #induction = new ToldInduction();
  /** What is assumed of the regions of memories; `null` for nothing. */
  #rule: RegionRule | null = null;
  /** Of watched runs: a bad execution for each broken assertion about the order of accesses. */
  readonly orders: OrderExecution[] = [];

  /**
   * `isWatched`: decisions and assumptions are recorded among the events, which takes time. `memoryModels`: those under which orders
   * of accesses are looked at. `alter`: what is claimed of these instead.
   */
  constructor(
    state: ConcreteState,
    isWatched = false,
    memoryModels: readonly MemoryModel[] = MEMORY_MODELS,
    alter: AlterClaim = (claim) => claim,
  ) {
    super();
    this.#alter = alter;
    this.#state = state;
    this.#isWatched = isWatched;
    this.#memoryModels = memoryModels;
    this.events = new RunEvents(CONCRETE_LOGIC, {
      decisions: () => this.#told.decisions,
      keepsStacks: isWatched,
    });
    this.domain = isWatched ? watchedDomain((event) => this.#told.tell(event)) : concreteDomain;
  }

  /** All that a story of the run tells, in order. */
  get happened(): readonly ReplayEvent[] {
    return this.#told.happened;
  }

  get notes(): readonly string[] {
    return this.#told.notes;
  }

  get [RUN_HOST](): RunHost {
    return this;
  }

  askEarly(): void {
    // Numbers decide all.
  }

  restrictRegions(rule: RegionRule): void {
    this.#rule = bothRules(this.#rule, rule);
  }

  actsAs(side: Side): void {
    this.events.actAs(side);
  }

  notifies(sent: Bool): void {
    this.events.record({ kind: 'notification', sent });
  }

  /** The two states of a step of an induction; `null` of any other run, and of one that is not watched. */
  get induction(): Induction | null {
    return this.#induction.told;
  }

  inductionAt(moment: InductionMoment): void {
    if (this.#isWatched) this.#induction.tell(moment);
  }

  assertsOf(declared: SourcePosition, claim: () => void): void {
    this.#declared = declared;
    try {
      claim();
    } finally {
      this.#declared = null;
    }
  }

  /** The line of the user's code that an event comes from; `null` where the run is not watched, or no such line is known. */
  placeOf(event: Event): SourcePosition | null {
    return userPlace(this.events.stackOf(event));
  }

  created({ part, isMade, like, state, placement }: CreatedPart): void {
    if (!isMade) this.#checkStart(part, state);
    if (!this.#isWatched) return;
    this.#told.tell({
      ...{ kind: 'created', part, isMade, ...(like === undefined ? {} : { like }) },
      state: plainFields(state()),
      ...this.#told.placed(part, placement),
    });
  }

  call<T>({ part, operation, args, words, state, placement }: Call, work: () => T): T {
    const run = (): T => withTraps(this.#calls, () => this.#calls.call(operation, work));
    if (!this.#isWatched) return run();
    const shown = args.map((arg) => plain(arg)).filter((arg) => arg !== undefined);
    const { arguments: argumentNames = [], mayYieldNothing = false } = words;
    this.#told.tell({
      ...{ kind: 'call', part, operation, args: shown },
      ...(argumentNames.length > 0 && { argumentNames }),
    });
    const result = run();
    const after = plainFields(state());
    const told = plainResult(result);
    this.#told.tell({
      ...{ kind: 'return', part, operation, result: told },
      ...(mayYieldNothing && JSON.stringify(told) === '{"ok":null}' && { isNothing: true }),
      state: Object.keys(after).length === 0 ? null : after,
      ...this.#told.placed(part, placement),
    });
    return result;
  }

  memory(name = 'memory'): ObservedMemory {
    const state = this.#state.memories.get(name) ?? { regions: [], bytes: new Map<bigint, number>() };
    const memory = new TracedMemory(
      state.regions,
      (event) => this.#tellOf(name, event),
      (content) => this.#state.memories.get(contentName(name, content))?.bytes ?? new Map<bigint, number>(),
      (runs, at) => {
        const place = this.#isWatched ? caller(at.stack) : null;
        for (const run of runs) this.#told.noteOnce(unmappedPeekInWords(name, run), place);
      },
      this.events,
      name,
    );
    if (this.#rule !== null) {
      const { multipleOf } = this.#rule;
      memory.restrict(this.#rule, (holds) => {
        if (!holds)
          throw new AssumptionFailed(`a region does not begin and end at multiples of ${multipleOf}`);
      });
    }
    memory.fill(state.bytes);
    this.memories.set(name, memory);
    return memory;
  }

  assume(condition: BoolOperand): void {
    this.#calls.checkAlive();
    const holds = truthOf(condition);
    if (this.#isWatched) this.#told.tell({ kind: 'assumption', holds, place: caller(new Error().stack) });
    if (!holds) throw new AssumptionFailed('an assumption does not hold');
  }

  assert(name: string, condition: BoolOperand, about: About = {}): void {
    this.#calls.checkAlive();
    const holds = truthOf(condition);
    const isShown = this.#isWatched && !holds;
    const place = isShown ? (this.#declared ?? caller(new Error().stack)) : null;
    if (isShown) this.#claim(name, holds, about, place, conjunctsOf(condition), sourcesOf(condition));
    else this.#claim(name, holds, about, place);
  }

  assertUnchanged(
    name: string,
    before: MemoryView,
    after: MemoryView,
    except: readonly AddressRange[] = [],
    about: About = {},
  ): void {
    this.#calls.checkAlive();
    const strays = changedAddresses(name, before, after, except);
    const [stray] = strays;
    if (stray !== undefined) this.#told.note(`byte 0x${stray.toString(16)} changed`);
    const holds = stray === undefined;
    const place = this.#isWatched && !holds ? caller(new Error().stack) : null;
    const memory = before instanceof TracedSnapshot ? before.memory : null;
    this.#claim(name, holds, about, place, [], memory === null ? [] : rangesOf(memory, strays));
  }

  assertOrdered(name: string, given: OrderedClaim, about: About = {}): void {
    this.#calls.checkAlive();
    if (!this.#memoryModels.includes(given.model)) return;
    const claim = this.#alter(given, this.events);
    const isBad = hasExecution(claim, 'bad');
    if (this.#isWatched && isBad) {
      const placeOf = (event: Event): string => {
        const place = this.placeOf(event);
        return place === null ? '' : `${place.file.split('/').at(-1)}:${place.line}`;
      };
      const bad = badExecution(name, claim, placeOf);
      // One is told; which others there are, is data.
      if (bad !== null && this.orders.length === 0) for (const line of pictureOf(bad)) this.#told.note(line);
      if (bad !== null) this.orders.push(bad);
    }
    this.#claim(name, !isBad, about, this.#isWatched && isBad ? caller(new Error().stack) : null);
  }

  coverOrdered(name: string, claim: OrderedClaim): void {
    this.#calls.checkAlive();
    if (!this.#memoryModels.includes(claim.model)) return;
    if (hasExecution(claim, 'any')) this.covered.add(name);
  }

  cover(name: string, condition: BoolOperand = true): void {
    this.#calls.checkAlive();
    if (truthOf(condition)) this.covered.add(name);
  }

  note(name: string, value: Word<Width> | Bool): void {
    this.#told.note(`${name} = ${'width' in value ? valueOf(value) : truthOf(value)}`);
  }

  trapping<T>(work: () => T): Trapping<T> {
    return this.#calls.trapping(work);
  }

  driverMayAct(memory: ObservedMemory, ranges: readonly AddressRange[]): GuestMemory {
    return interleaved(memory, ranges, () => `driver${(this.#acts += 1)}`);
  }

  rewind(memory: ObservedMemory, to: MemoryView): void {
    if (!(memory instanceof ConcreteMemory)) throw new TypeError(OTHER_MEMORY);
    memory.rewind(to);
  }

  #tellOf(memory: string, event: MemoryEvent | OtherSideEvent | RewindEvent): void {
    if (!('kind' in event)) this.#told.tell({ kind: 'other-side', memory, ...event });
    else if (event.kind === 'rewind') this.#told.tell({ memory, ...event });
    else this.#told.tell({ kind: 'memory', memory, event, code: this.#isWatched ? runningCode() : null });
  }

  /** A phase or a property may fix a field without asking for it as an input. */
  #checkStart(part: string, state: CreatedPart['state']): void {
    const { parts } = this.#state;
    if (parts === undefined) return;
    const expected = parts.get(part);
    if (expected === undefined) throw new AssumptionFailed(`the proof starts with any ${part}`);
    const other = Object.entries(plainFields(state())).find(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(expected[name]),
    );
    if (other !== undefined)
      throw new AssumptionFailed(`'${part}.${other[0]}' is ${JSON.stringify(other[1])} in the proof`);
  }

  #trapped(trap: Trap, isExpected: boolean): void {
    const code = this.#isWatched ? runningCode() : null;
    const place = this.#isWatched && code === null ? userPlace(trap) : null;
    const { operation, kind, what } = trap;
    this.#told.tell({ kind: 'trap', operation, trap: kind, what, place, code });
    if (isExpected) return;
    this.#claim(trapAssertion(kind, operation), false, {}, place);
    this.trapped = trap;
    this.#told.end();
  }

  #claim(
    name: string,
    holds: boolean,
    { requirement = null }: Partial<Standing>,
    place: SourcePosition | null,
    conjuncts: readonly Conjunct[] = [],
    readFrom: readonly MemoryRange[] = [],
  ): void {
    const isClause = place !== null && place === this.#declared;
    this.#told.tell({ kind: 'assertion', name, holds, requirement, place, isClause, conjuncts, readFrom });
    if (!holds) this.violated.push(name);
  }

  #number({ name, ...input }: WordInput | IntegerInput): bigint | undefined {
    const given = this.#state.inputs.get(name);
    if (given === undefined)
      this.gaps.push({ name, field: input.kind === 'word' ? (input.field ?? null) : null });
    if (typeof given === 'boolean')
      this.mistaken.push(`'${name}' is ${given}, but the proof declares a number`);
    return typeof given === 'bigint' ? given : undefined;
  }

  stateTable<W extends Width>(name: string, { width }: TableField<W>): Table<W> {
    const bytes = this.#state.memories.get(tableName(name))?.bytes ?? new Map<bigint, number>();
    return concreteDomain.wrapTable(width, concreteDomain.u64(0), tableOfBytes(bytes));
  }

  protected override word<W extends Width>(input: WordInput, width: W): Word<W> {
    const value = this.#number(input) ?? input.min;
    if (!allows(input, value)) {
      throw new AssumptionFailed(`the input '${input.name}' is ${value}: out of its declared range`);
    }
    this.inputs.set(input.name, { value, width });
    return concreteDomain.word(width, value);
  }

  protected override truth({ name, field }: BoolInput): Bool {
    const given = this.#state.inputs.get(name);
    if (given === undefined) this.gaps.push({ name, field: field ?? null });
    if (typeof given === 'bigint')
      this.mistaken.push(`'${name}' is ${given}, but the proof declares a Boolean`);
    const value = given === true;
    this.inputs.set(name, { value, width: null });
    return concreteDomain.bool(value);
  }

  protected override unbounded(input: IntegerInput): Integer {
    const value = this.#number(input) ?? input.min ?? input.max ?? 0n;
    if (value < (input.min ?? value) || value > (input.max ?? value)) {
      throw new AssumptionFailed(`the input '${input.name}' is ${value}: out of its declared range`);
    }
    this.inputs.set(input.name, { value, width: null });
    return concreteDomain.wrapInteger(value);
  }
}

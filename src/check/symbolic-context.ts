import { symbolicDomain, type SymbolicDomain } from '../domain/symbolic.ts';
import type { Integer } from '../domain/integer.ts';
import { MisuseError } from '../domain/misuse.ts';
import type { Bool, BoolOperand, Word } from '../domain/word.ts';
import type { Width } from '../domain/width.ts';
import type { Recorder } from '../explore/run.ts';
import {
  memoryOf,
  OTHER_MEMORY,
  type AddressRange,
  type MemoryView,
  type ObservedMemory,
} from '../memory/observed-memory.ts';
import { SymbolicMemory } from '../memory/symbolic.ts';
import { SymbolicSnapshot } from '../memory/symbolic-snapshot.ts';
import type { Inputs, ProofContext } from '../proof/context.ts';
import { DeclaredInputs } from '../proof/declared-inputs.ts';
import { boolInput, checkName, type Input, type IntegerInput, type WordInput } from '../proof/inputs.ts';
import { pow2 } from '../term/range.ts';
import type { BoolTerm, IntTerm } from '../term/term.ts';
import type { Terms } from '../term/terms.ts';

/** A declared input and the term it stands for. */
export type DeclaredInput =
  | { readonly input: Extract<Input, { kind: 'word' }>; readonly term: IntTerm }
  | { readonly input: Extract<Input, { kind: 'integer' }>; readonly term: IntTerm }
  | { readonly input: Extract<Input, { kind: 'bool' }>; readonly term: BoolTerm };

/** What bodies state properties with in a symbolic run. */
export class SymbolicContext extends DeclaredInputs implements ProofContext<string> {
  readonly domain: SymbolicDomain;
  readonly any: Inputs = this;
  readonly inputs = new Map<string, DeclaredInput>();
  readonly memories = new Map<string, SymbolicMemory>();
  /** What somebody else writes to them, by full name. */
  readonly contents = new Set<string>();
  /** A mistake that stays one wherever it is made, also where nothing gets to. */
  fault: TypeError | null = null;
  readonly #terms: Terms;
  readonly #run: Recorder;
  readonly #covers: readonly string[];

  /** `covers`: the names that the proof declares. */
  constructor(terms: Terms, run: Recorder, covers: readonly string[]) {
    super();
    this.#covers = covers;
    this.#terms = terms;
    this.#run = run;
    this.domain = symbolicDomain(terms, (condition) => run.decide(condition));
  }

  override bool(name: string): Bool {
    const input = boolInput(name);
    const term = this.#terms.boolVar(name);
    this.#declare(name, { input, term });
    return this.domain.wrapBool(term);
  }

  memory(name = 'memory'): ObservedMemory {
    checkName(name);
    this.#unique(name);
    const memory = new SymbolicMemory(this.#terms, this.domain, name, (content) => this.#content(content));
    this.memories.set(name, memory);
    return memory;
  }

  assume(condition: BoolOperand): void {
    this.#run.assume(this.domain.unwrapBool(condition));
  }

  assert(name: string, condition: BoolOperand): void {
    this.#run.assert(name, this.domain.unwrapBool(condition));
  }

  assertUnchanged(
    name: string,
    before: MemoryView,
    after: MemoryView,
    except: readonly AddressRange[] = [],
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
    this.#run.assert(name, t.or(...excepted, t.not(counts), same));
  }

  cover(name: string, condition: BoolOperand = true): void {
    if (!this.#covers.includes(name)) {
      const names = [...this.#covers, name].map((each) => `'${each}'`).join(', ');
      this.fault = new TypeError(
        `the cover '${name}' is not declared: put covers: [${names}] beside the body of the proof`,
      );
      throw this.fault;
    }
    this.#run.cover(name, this.domain.unwrapBool(condition));
  }

  note(_name: string, _value: Word<Width> | Bool): void {
    // Notes are for replays: here there is no one value to show.
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

  protected override unbounded(input: IntegerInput): Integer {
    const term = this.#terms.var(input.name, input.min ?? -Infinity, input.max ?? Infinity);
    this.#declare(input.name, { input, term });
    return this.domain.wrapInteger(term);
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

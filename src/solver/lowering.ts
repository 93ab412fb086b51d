import { layoutConstraints } from '../term/layout.ts';
import { subterms } from '../term/children.ts';
import type { BoolTerm, IntTerm, Layout, Mapped, Select, Term } from '../term/term.ts';
import type { LoweredQuery, Observables, PointSymbols, Query } from './query.ts';

interface Point extends PointSymbols {
  mapped: string | undefined;
  facts: Record<string, string>;
}

/**
 * The symbol of a named constant: with a prefix, so that it is no word of SMT-LIB's nor a name of this tool's own making,
 * and with what a quoted symbol cannot hold escaped, no two names alike.
 */
function quoted(name: string): string {
  return `|in.${name.replaceAll(/[^\w ./-]/gu, (c) => `%${c.codePointAt(0)?.toString(16) ?? ''};`)}|`;
}

/** A question that an encoding cannot express; another encoding may. */
export class EncodingError extends Error {
  override readonly name = 'EncodingError';
  readonly hint: string;

  /** `hint`: what to do instead, a sentence. */
  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

/** Selects of overlays are spelt out where they are built. */
export function overlaid(): TypeError {
  return new TypeError('a select of an overlay reached the lowering; build it with `Terms.select`');
}

/**
 * From terms to SMT-LIB text: what both encodings share. Each term becomes one definition; a term that stands for a
 * choice of the solver becomes a constant, together with all that defines it, so that none can be left undefined.
 * Names count up per query: the same query is the same text, whatever else the store holds.
 */
export abstract class Lowering {
  protected readonly query: Query;
  readonly #lines: string[] = [];
  readonly #symbols = new Map<Term, string>();
  readonly #points = new Map<string, Point>();
  readonly #ints: Observables['ints'][number][] = [];
  readonly #bools: Observables['bools'][number][] = [];
  readonly #bytes: Observables['bytes'][number][] = [];
  #counter = 0;

  constructor(query: Query) {
    this.query = query;
  }

  protected abstract defineInt(term: IntTerm): string;
  protected abstract defineRelation(term: Extract<BoolTerm, { kind: 'le' | 'eq' }>): string;
  /** Called with every term of the query before any is lowered. */
  protected abstract prepare(terms: readonly Term[]): void;
  /** What is left to say of some conditions, where the encoding says others of them by functions. */
  protected withoutFunctions(conditions: readonly BoolTerm[]): readonly BoolTerm[] {
    return conditions;
  }
  /** Called when all is lowered, for definitions that relate several terms. */
  protected abstract complete(): void;

  run(): LoweredQuery {
    const { terms, assertions, observed } = this.query;
    const facts = observed ? 'every' : 'mentioned';
    const all = [...assertions, ...layoutConstraints(terms, assertions, facts)].filter(
      (assertion) => assertion !== terms.true,
    );
    this.prepare(subterms(all));
    for (const assertion of this.withoutFunctions(all)) this.assert(this.bool(assertion));
    this.complete();
    return {
      text: this.#lines.join('\n') + '\n',
      exact: this.query.exact,
      observables: {
        ints: this.#ints,
        bools: this.#bools,
        bytes: this.#bytes,
        points: [...this.#points.values()],
      },
    };
  }

  protected int(term: IntTerm): string {
    return this.#once(term, () => this.defineInt(term));
  }

  protected bool(term: BoolTerm): string {
    return this.#once(term, () => this.#defineBool(term));
  }

  protected assert(formula: string): void {
    this.#lines.push(`(assert ${formula})`);
  }

  protected fresh(prefix: string): string {
    this.#counter += 1;
    return `$${prefix}${this.#counter}`;
  }

  /** A new constant of a sort. */
  protected declare(prefix: string, sort: string): string {
    const symbol = this.fresh(prefix);
    this.#lines.push(`(declare-const ${symbol} ${sort})`);
    return symbol;
  }

  protected declareFunction(prefix: string, signature: string): string {
    const symbol = this.fresh(prefix);
    this.#lines.push(`(declare-fun ${symbol} ${signature})`);
    return symbol;
  }

  protected declareNamed(name: string, signature: string): string {
    const symbol = quoted(name);
    this.#lines.push(`(declare-fun ${symbol} ${signature})`);
    return symbol;
  }

  /** A name for an expression. */
  protected define(sort: string, expression: string): string {
    const symbol = this.fresh('d');
    this.#lines.push(`(define-fun ${symbol} () ${sort} ${expression})`);
    return symbol;
  }

  protected declareInput(name: string, sort: string): string {
    const symbol = this.declareNamed(name, `() ${sort}`);
    this.#ints.push({ symbol, name });
    return symbol;
  }

  /** Notes a byte of an initial memory, under constants of its own where a model is to be read. */
  protected observeByte(
    term: Select,
    memory: string,
    sorts: { address: string; byte: string },
    value: string,
  ): void {
    if (!this.query.observed) return;
    const address = this.declare('a', sorts.address);
    const byte = this.declare('v', sorts.byte);
    this.assert(`(= ${address} ${this.addressSymbol(term)})`);
    this.assert(`(= ${byte} ${value})`);
    this.#bytes.push({ memory, address, value: byte });
  }

  protected abstract addressSymbol(term: Select | Layout | Mapped): string;
  protected abstract addressSort(): string;

  protected layoutFact(term: Layout, sort: string): string {
    const symbol = this.declare(`${term.fact}.`, sort);
    this.#point(term).facts[term.fact] = symbol;
    return symbol;
  }

  #mapped(term: Mapped): string {
    const symbol = this.declare('mapped.', 'Bool');
    this.#point(term).mapped = symbol;
    return symbol;
  }

  #point(term: Layout | Mapped): Point {
    const key = `${term.layout} ${term.address.id}`;
    const known = this.#points.get(key);
    if (known !== undefined) return known;
    let address = this.addressSymbol(term);
    if (this.query.observed) {
      const observed = this.declare('a', this.addressSort());
      this.assert(`(= ${observed} ${address})`);
      address = observed;
    }
    const point: Point = { layout: term.layout, address, mapped: undefined, facts: {} };
    this.#points.set(key, point);
    return point;
  }

  #once(term: Term, lower: () => string): string {
    const known = this.#symbols.get(term);
    if (known !== undefined) return known;
    const symbol = lower();
    this.#symbols.set(term, symbol);
    return symbol;
  }

  #defineBool(term: BoolTerm): string {
    switch (term.kind) {
      case 'truth':
        return String(term.value);
      case 'boolvar': {
        const symbol = this.declareNamed(term.name, '() Bool');
        this.#bools.push({ symbol, name: term.name });
        return symbol;
      }
      case 'le':
      case 'eq':
        return this.define('Bool', this.defineRelation(term));
      case 'not':
        return `(not ${this.bool(term.arg)})`;
      case 'and':
      case 'or':
        return this.#junction(term.kind, term.args);
      case 'iff':
        return this.define('Bool', `(= ${this.bool(term.left)} ${this.bool(term.right)})`);
      case 'mapped':
        return this.#mapped(term);
    }
  }

  #junction(operator: 'and' | 'or', args: readonly BoolTerm[]): string {
    const [first, ...rest] = args.map((arg) => this.bool(arg));
    if (first === undefined) return operator === 'and' ? 'true' : 'false';
    return rest.length === 0 ? first : this.define('Bool', `(${operator} ${[first, ...rest].join(' ')})`);
  }
}

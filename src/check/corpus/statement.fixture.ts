import type { BoolOperand, ProofContext } from '../../index.ts';

/** What the checker has to say of a statement. A person writes it down; nothing computes it. */
export type Verdict = 'proved' | 'refuted' | 'vacuous' | 'error';

/** Runs on symbolic inputs. What it returns is asserted as `claim`; a body with assertions of its own returns nothing. */
export type Body = (p: ProofContext<string>) => BoolOperand | undefined;

/** One small statement about one public method. */
export interface Statement {
  readonly says: string;
  readonly verdict: Verdict;
  /** The verdict with bit-vectors: not the same where that encoding cannot express the statement, or takes too long. */
  readonly onBitVectors: Verdict | 'too slow';
  /** The covers that the proof declares. */
  readonly covers: readonly string[];
  /** The assertions that the counterexample breaks: these and no others. */
  readonly breaks: readonly string[];
  /** All assertions that are reported as broken, by this counterexample or another one; those it breaks where absent. */
  readonly refutes?: readonly string[];
  /** The notes that the counterexample shows. */
  readonly notes: readonly string[];
  readonly body: Body;
}

type Options = Partial<Omit<Statement, 'says' | 'verdict' | 'body'>>;

const statement =
  (verdict: Verdict, breaks: readonly string[]) =>
  (says: string, body: Body, options: Options = {}): Statement => ({
    ...{ says, verdict, onBitVectors: verdict, covers: [], breaks, notes: [], body },
    ...options,
  });

/** An option of statements that bit-vectors take seconds for. */
export const slow = { onBitVectors: 'too slow' } as const;

/** True in every state. */
export const proved = statement('proved', []);
/** False in some state: by one, by a byte, by a width or on one path. */
export const refuted = statement('refuted', ['claim']);
/** True, but about fewer states than it declares. */
export const vacuous = statement('vacuous', []);
/** Misuse that the method has to reject. */
export const rejected = statement('error', []);

/** The statements about each method of an interface. A method without an entry does not type-check. */
export type Corpus<Interface> = { readonly [Member in keyof Interface]-?: readonly Statement[] };

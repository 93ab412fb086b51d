import type { ConformanceAdapter } from '../conform/adapter.ts';
import type { Width } from '../domain/width.ts';
import type { U64, Word } from '../domain/word.ts';
import type { AreaShape, FieldSpec } from './area-shape.ts';
import type { Counterexample } from './counterexample.ts';

/** An area at an address. */
export interface PlacedArea {
  readonly shape: AreaShape;
  readonly start: U64;
  /** How many slots; left out of an area without. */
  readonly count?: Word<Width>;
}

/** An index of a part, into an area that has slots. */
export interface PlacedCursor {
  /** An area of the part's places. */
  readonly area: AreaShape;
  /** As counterexamples call the index: "next_free". */
  readonly name: string;
  readonly index: Word<Width>;
  /** The slot that it stands for; where left out, the index modulo the number of slots. */
  readonly slot?: Word<Width>;
}

/** Where a part of a model lies in guest memory. */
export interface Places {
  /** What it is, for headings: "queue". */
  readonly name: string;
  readonly areas: readonly PlacedArea[];
  readonly cursors?: readonly PlacedCursor[];
}

/** What is known of a kind of part. */
export interface PartPictures<View> {
  /** Where a part in this state lies. The words are of the concrete domain. */
  places(view: View): Places;
}

/** How calls of an operation are shown. */
export interface OperationWords {
  /** Names of the arguments that are shown, in their order. */
  readonly arguments?: readonly string[];
  /** Whether it may succeed and yield nothing, so that "ok" alone would leave open which. */
  readonly mayYieldNothing?: true;
}

/** A structure that stands in memory outside of the areas, too. */
export interface RecordSpec {
  readonly name: string;
  readonly fields: readonly FieldSpec[];
}

/** A file of a first project, as `ringproof init` writes it. */
export interface StartFile {
  /** From the project's folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** What a written file is about. */
export interface Written {
  readonly proof: string;
  readonly title: string;
  /** The model it was replayed on; `null` for a proof about no model. */
  readonly model: string | null;
  /** What is modelled: project, version, commit. */
  readonly source: string | null;
  readonly assertion: string;
  /** Whether the assertion is broken on that model. */
  readonly isBroken: boolean;
}

/** What an exporter writes: a replayed counterexample. */
export interface ToExport {
  readonly about: Written;
  readonly counterexample: Counterexample;
  /** The model's adapter, which says how recorded operations are run. Throws a `WriteError` where the model has none. */
  readonly adapter: () => ConformanceAdapter;
}

/** A counterexample as text in some form. Throws a `WriteError` that says why it cannot be written so. */
export type Exporter = (given: ToExport) => string;

/**
 * What the tool knows of one kind of thing, such as the device side of a split queue, beyond what proofs ask of it: how its
 * counterexamples are shown and written. All of it is optional; without, addresses and slots have no names. `Views` has the
 * view of each kind of part, under the name that the interface gives the part in a run.
 */
export interface Family<Views extends object = Readonly<Record<string, unknown>>> {
  readonly parts?: { readonly [P in keyof Views]?: PartPictures<Views[P]> };
  /** By name of the operation, as the interface has it. */
  readonly operations?: Readonly<Record<string, OperationWords>>;
  readonly records?: readonly RecordSpec[];
  /** By form, as in `replay --write`. */
  readonly exporters?: Readonly<Record<string, Exporter>>;
}

/*
 * Where a part of a model lies in guest memory, as plain data: what counterexamples hold, so that stories, drawings and dumps
 * name addresses without knowing what was proved. A family says it of each state of its parts.
 */

/** A field: a little-endian word in memory. */
export interface LayoutField {
  /** As the specification names it: "idx", "addr"; empty for the only field of a slot. */
  readonly name: string;
  /** Bytes from the start of what it is a field of: an area, a slot or a record. */
  readonly offset: number;
  /** Bytes. */
  readonly length: number;
  /** Whether it is an address, to be shown in hexadecimal. */
  readonly isAddress?: true;
  /** Names of its bits, by value. */
  readonly bits?: Readonly<Record<string, number>>;
}

/** Slots of an area, one after the other, all with the same fields. */
export interface LayoutSlots {
  /** What one is called: "ring" for "ring[3].id". */
  readonly name: string;
  readonly count: number;
  /** Bytes from the start of the area to the first slot. */
  readonly offset: number;
  /** Bytes of each slot. */
  readonly bytes: number;
  /** In the order of their offsets in the slot. */
  readonly fields: readonly LayoutField[];
}

/** How an area is drawn: slots in a row, slots that follow each other in a circle, or fields only. */
export type AreaKind = 'table' | 'ring' | 'flat';

/** A piece of guest memory with fields. */
export interface LayoutArea {
  /** "request ring". */
  readonly name: string;
  readonly kind: AreaKind;
  /** Stands before the name of a field where the area is not said otherwise: "inbox " for "inbox idx". May be empty. */
  readonly prefix: string;
  /** Whether the modelled side writes it: a write where areas overlap is shown as a write of this one. */
  readonly isWritten: boolean;
  /** "0x…". */
  readonly address: string;
  /** Bytes. */
  readonly length: number;
  /** The fields that there are once, in the order of their offsets. */
  readonly fields: readonly LayoutField[];
  /** `null` where it has none. */
  readonly slots: LayoutSlots | null;
}

/** A structure that stands in memory outside of the areas, too: an access of its length there is shown as one. */
export interface LayoutRecord {
  /** "descriptor". */
  readonly name: string;
  /** Bytes. */
  readonly length: number;
  readonly fields: readonly LayoutField[];
}

/** Where a part of a model lies. */
export interface Layout {
  /** What it is, for headings: "queue". */
  readonly name: string;
  readonly areas: readonly LayoutArea[];
  readonly records: readonly LayoutRecord[];
}

/** The slot of an area that an index of a part stands for. */
export interface Cursor {
  /** Name of the area. */
  readonly area: string;
  /** Name of the index, the same in every state: "next_free". */
  readonly name: string;
  readonly slot: number;
  /** The index as it is, which may count beyond the slots: "next_free 7". */
  readonly label: string;
}

import type { AnyNode } from 'acorn';

/** A change of one place of a text, from one index to another. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A node, and what is around it. */
export interface Site {
  readonly node: AnyNode;
  /** From the module down to the node's own parent. */
  readonly parents: readonly AnyNode[];
  readonly source: string;
  /** By field: the next one that is declared with the same type, of the same class or interface. */
  readonly siblings: ReadonlyMap<string, string>;
}

/** A kind of mistake: where it could be made, and how. */
export interface Operator {
  /** As in ids of mutants. */
  readonly name: string;
  /** What it does, for help. */
  readonly does: string;
  readonly changes: (site: Site) => readonly Change[];
}

export const NONE: readonly Change[] = [];

/** Another text in the place of a node. */
export function replaced({ start, end }: AnyNode, text: string): Change {
  return { start, end, text };
}

export function textOf({ start, end }: AnyNode, source: string): string {
  return source.slice(start, end);
}

/** What a table has under a key of its own. */
export function entryIn<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** The elements below `root` that a selector finds and that are of a class; others are left out. */
export function all<T extends Element>(
  root: ParentNode,
  selector: string,
  type: abstract new () => T,
): readonly T[] {
  return [...root.querySelectorAll(selector)].filter((element): element is T => element instanceof type);
}

/** The first of them; `null` where there is none. */
export function first<T extends Element>(
  root: ParentNode,
  selector: string,
  type: abstract new () => T,
): T | null {
  return all(root, selector, type)[0] ?? null;
}

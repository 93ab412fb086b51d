/** Classes of the checker whose instances proofs and models work with, their prototypes, and single objects. */
const parts = new WeakSet<object>();

/** Says that instances of a class belong to the checker: proofs and models cannot write their members. */
export function engineClass(made: { readonly prototype: object }): void {
  parts.add(made);
  parts.add(made.prototype);
}

/** Says the same of one object. */
export function engineObject(object: object): void {
  parts.add(object);
}

/** Whether an object belongs to the checker. Of a class, only its instances and their prototype do, not classes that extend it. */
export function isEnginePart(object: object): boolean {
  if (parts.has(object)) return true;
  const prototype: unknown = Object.getPrototypeOf(object);
  return typeof prototype === 'object' && prototype !== null && parts.has(prototype);
}

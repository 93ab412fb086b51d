/** Reads the private fields that one class gives to its instances, by name; nothing outside of the class can. */
type Reader = (instance: object) => readonly (readonly [name: string, value: unknown])[];

/** By the prototype of the class; for its static fields, by the class. */
const readers = new WeakMap<object, Reader>();

/** Tells how to read the private fields of a class. Code that is evaluated for a proof says so of each of its classes. */
export function readsPrivateFields(made: { readonly prototype: object }, read: Reader): void {
  readers.set(made.prototype, read);
  readers.set(made, read);
}

/** The private fields of an object, those of base classes included, as far as its classes tell. */
export function privateFieldsOf(object: object): readonly (readonly [name: string, value: unknown])[] {
  const found = [...(readers.get(object)?.(object) ?? [])];
  let type: unknown = Object.getPrototypeOf(object);
  while (typeof type === 'object' && type !== null) {
    found.push(...(readers.get(type)?.(object) ?? []));
    type = Object.getPrototypeOf(type);
  }
  return found;
}

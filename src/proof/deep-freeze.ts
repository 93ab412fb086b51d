/**
 * Makes plain objects and lists constant, and all such inside: what is made while a file is loaded is the same in every run, and
 * writing to it is an error. Of an object of a class, its own properties.
 */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const member of Object.values(value)) deepFreeze(member);
  return value;
}

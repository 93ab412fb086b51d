import type { Part } from './part.ts';

/** The parts among what a model declares, with the names that it declares them under. */
export function partNames(declared: object): ReadonlyMap<object, string> {
  return new Map(Object.entries(declared).flatMap(([name, value]) => (isPart(value) ? [[value, name]] : [])));
}

/** The operations of the parts that a model declares, each after its part: 'queue.pop'. */
export function operationsOf(declared: object): readonly string[] {
  return [...partNames(declared)].flatMap(([part, name]) =>
    // Only parts have names.
    Object.keys((part as Part<unknown, unknown>).operations).map((operation) => `${name}.${operation}`),
  );
}

function isPart(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    'operations' in value &&
    'fields' in value &&
    typeof value.operations === 'object' &&
    value.operations !== null
  );
}

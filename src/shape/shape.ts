import type * as v from 'valibot';

/**
 * What a value from a file has to be like to be a `T`: made by the functions of this folder, or any schema of valibot. It is
 * written with no type of that library, so that the tool's declarations do not need the library's.
 */
export interface Shape<out T> {
  readonly '~standard': { readonly types?: { readonly output: T } | undefined };
}

/** The values of a shape. */
export type Of<S> = S extends Shape<infer T> ? T : never;

/** A field that may be left out. */
export interface OptionalShape<out T> extends Shape<T> {
  readonly type: 'exact_optional';
}

/** A shape as the library takes it. */
export function schemaOf<T>(shape: Shape<T>): v.GenericSchema<unknown, T> {
  // There are no other shapes: each is made by the library.
  return shape as v.GenericSchema<unknown, T>;
}

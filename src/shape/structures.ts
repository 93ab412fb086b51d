import * as v from 'valibot';
import { expected, expectedText, missingField, unknownField } from './faults.ts';
import { schemaOf, type Of, type OptionalShape, type Shape } from './shape.ts';

/** The fields of an object, each with its shape. */
export type Fields = Readonly<Record<string, Shape<unknown>>>;

/** The objects that have fields of these shapes. */
export type ObjectOf<F extends Fields> = Flat<
  {
    readonly [Name in keyof F as F[Name] extends OptionalShape<unknown> ? never : Name]: Of<F[Name]>;
  } & {
    readonly [Name in keyof F as F[Name] extends OptionalShape<unknown> ? Name : never]?: Of<F[Name]>;
  }
>;

type Flat<T> = { readonly [Name in keyof T]: T[Name] };

/** Objects with these fields and no others. `about` says what they are, for readers of the published schema. */
export function object<const F extends Fields>(fields: F, about?: string): Shape<ObjectOf<F>> {
  const schema = v.strictObject(entriesOf(fields), fieldMessage(fields));
  const inner = about === undefined ? schema : v.pipe(schema, v.description(about));
  const shape: Shape<unknown> = v.pipe(NO_LIST, inner);
  // The library's type of it is the same, without `readonly`.
  return shape as Shape<ObjectOf<F>>;
}

/** Objects with these fields, and any others: of a document that other versions may have written. */
export function objectWith<const F extends Fields>(fields: F): Shape<ObjectOf<F>> {
  const shape: Shape<unknown> = v.pipe(NO_LIST, v.looseObject(entriesOf(fields), fieldMessage(fields)));
  // The library's type of it is the same, without `readonly`.
  return shape as Shape<ObjectOf<F>>;
}

function entriesOf(fields: Fields): v.ObjectEntries {
  return Object.fromEntries(Object.entries(fields).map(([name, shape]) => [name, schemaOf(shape)]));
}

interface FieldIssue {
  readonly input: unknown;
  readonly expected: string;
  readonly path?: readonly v.IssuePathItem[] | undefined;
}

/** What to say of an object that lacks one of its fields, or has one that it must not have. */
function fieldMessage(fields: Fields): (issue: FieldIssue) => string {
  const known = Object.keys(fields);
  return ({ input, expected: what, path }) => {
    const place = path?.[0];
    if (place?.type !== 'object') return expectedText('an object', input);
    const name = place.key;
    if (what === 'never') return unknownField(name, known);
    const field = fields[name];
    const issue = field === undefined ? undefined : v.safeParse(schemaOf(field), undefined).issues?.[0];
    return missingField(name, issue?.message ?? 'it is missing', place.input, known);
  };
}

/** The library takes lists for objects. */
const NO_LIST = v.custom<object>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  expected('an object'),
);

/** The library's schema of an object's fields; `undefined` of another shape. */
function fieldsSchema(shape: Shape<unknown>): v.VariantOptions<string>[number] | undefined {
  const { pipe } = shape as { readonly pipe?: readonly { readonly type: string }[] };
  const schema = pipe?.find(({ type }) => type === 'strict_object');
  // `object` has made it so.
  return schema as v.VariantOptions<string>[number] | undefined;
}

/** A field that may be left out; one that is there has the shape. */
export function optional<T>(shape: Shape<T>): OptionalShape<T> {
  return v.exactOptional(schemaOf(shape));
}

export function listOf<T>(member: Shape<T>): Shape<readonly T[]> {
  return v.array(schemaOf(member), expected('a list'));
}

/** Objects with any names, and members of one shape. */
export function recordOf<T>(member: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return v.pipe(NO_LIST, v.record(v.string(), schemaOf(member), expected('an object')));
}

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return v.nullable(schemaOf(shape));
}

/** One of several shapes; `words` describes them all, after "expected". */
export function either<const S extends readonly Shape<unknown>[]>(
  words: string,
  ...shapes: S
): Shape<Of<S[number]>> {
  const schema: Shape<unknown> = v.union(shapes.map(schemaOf), expected(words));
  // Its values are those of the shapes.
  return schema as Shape<Of<S[number]>>;
}

/** Objects of several kinds, by kind, each made by `object`: the field `key` says which, and is exactly that text in each. */
export function variantOf<const K extends Readonly<Record<string, Shape<object>>>>(
  key: string,
  kinds: K,
): Shape<Of<K[keyof K]>> {
  const options = Object.values(kinds)
    .map(fieldsSchema)
    .filter((schema) => schema !== undefined);
  const words = `one of ${Object.keys(kinds).join(', ')}`;
  const schema: Shape<unknown> = v.variant(key, options, ({ input, path }) =>
    path === undefined ? expected('an object')({ input }) : expected(words)({ input }),
  );
  // Its values are those of the kinds.
  return schema as Shape<Of<K[keyof K]>>;
}

/** A shape that is part of itself, or depends on the value. */
export function lazily<T>(shape: (value: unknown) => Shape<T>): Shape<T> {
  return v.lazy((value) => schemaOf(shape(value)));
}

/** The values of a shape that `complaint` has nothing against; it says what is wrong, or `null`. */
export function such<T>(shape: Shape<T>, complaint: (value: T) => string | null): Shape<T> {
  return v.pipe(
    schemaOf(shape),
    v.rawCheck(({ dataset, addIssue }) => {
      const message = dataset.typed ? complaint(dataset.value) : null;
      if (message !== null) addIssue({ message });
    }),
  );
}

/** A shape with what a field of it means, for readers of the published schema. */
export function described<T>(shape: Shape<T>, text: string): Shape<T> {
  const schema = schemaOf(shape);
  // What has a definition of its own in the published schema is referred to, so that it is written there once.
  const isWhole = fieldsSchema(shape) !== undefined || schema.type === 'variant';
  return v.pipe(isWhole ? v.lazy(() => schema) : schema, v.description(text));
}

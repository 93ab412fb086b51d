import { isTable } from '../domain/carrier-table.ts';
import { DomainValue } from '../domain/domain-value.ts';
import { isEnginePart } from '../domain/engine-part.ts';
import { MisuseError } from '../domain/misuse.ts';
import { privateFieldsOf } from './private-fields.ts';
import type { Schema } from './state-schema.ts';

/** Nesting beyond which the contents of objects are not compared. */
const DEEPEST = 6;

/** What an object holds, by path: `pending[0]`, `cache.size`, `#seen`. */
type Contents = ReadonlyMap<string, unknown>;

/**
 * Throws a `MisuseError` for what an instance holds that the next one, made of the declared fields alone, does not: it would be
 * lost, and verdicts would be about another implementation. Private fields and the contents of objects of any class count.
 * `functions`: those that the instance held before the operation.
 */
export function checkUndeclared(
  fields: Schema,
  instance: object,
  next: object,
  functions: Contents,
  what: string,
): void {
  const [held, kept] = [undeclaredOf(fields, instance), undeclaredOf(fields, next)];
  const now = functionsOf(instance);
  const lost =
    [...new Set([...held.keys(), ...kept.keys()])].find(
      (path) => held.has(path) !== kept.has(path) || !isSame(held.get(path), kept.get(path)),
    ) ?? [...now.keys()].find((name) => now.get(name) !== functions.get(name));
  if (lost !== undefined) throw lostProperty(lost, what);
}

function lostProperty(path: string, what: string): MisuseError {
  return new MisuseError(
    `the property '${path.replace(/^\.|\.length$/g, '')}' of ${what} would be lost: the schema does not declare it`,
    'Declare it in the state of the part, or have instance derive it from declared fields: nothing else survives an operation.',
  );
}

/**
 * The same of an instance that an operation has made, and of which the declared fields alone go on. What the next one has besides is
 * derived from these.
 */
export function checkMade(fields: Schema, instance: object, next: object, what: string): void {
  const [held, kept] = [undeclaredOf(fields, instance), undeclaredOf(fields, next)];
  const lost = [...held.keys()].find((path) => !kept.has(path) || !isSame(held.get(path), kept.get(path)));
  if (lost !== undefined) throw lostProperty(lost, what);
}

/** The functions that an instance holds itself: each instance makes its own, so they are compared over time. */
export function functionsOf(instance: object): Contents {
  return new Map(membersOf(instance, (_, value) => typeof value === 'function'));
}

function undeclaredOf(fields: Schema, instance: object): Contents {
  const found = new Map<string, unknown>();
  const open = new Set<object>([instance]);
  const visit = (path: string, value: unknown, depth: number): void => {
    if (typeof value === 'function') return;
    if (typeof value !== 'object' || value === null || value instanceof DomainValue) {
      found.set(path, value);
      return;
    }
    found.set(path, Object.getPrototypeOf(value));
    // What belongs to the checker, such as a memory, changes by itself.
    if (depth === DEEPEST || open.has(value) || isEnginePart(value)) return;
    open.add(value);
    for (const [key, one] of membersOf(value)) visit(`${path}${key}`, one, depth + 1);
    open.delete(value);
  };
  const isUndeclared = (name: string | symbol): boolean =>
    typeof name === 'symbol' || !Object.hasOwn(fields, name);
  for (const [key, value] of membersOf(instance, isUndeclared)) visit(key.slice(1), value, 0);
  return found;
}

/** What an object holds, by key, as far as it is wanted by its name. */
function membersOf(
  of: object,
  isWanted: (name: string | symbol, value: unknown) => boolean = () => true,
): readonly (readonly [key: string, value: unknown])[] {
  const members: [string, unknown][] = [];
  for (const key of Reflect.ownKeys(of)) {
    // An accessor says something of other members.
    const value: unknown = Reflect.getOwnPropertyDescriptor(of, key)?.value;
    if (!isWanted(key, value)) continue;
    members.push([typeof key === 'string' && /^\d+$/.test(key) ? `[${key}]` : `.${String(key)}`, value]);
  }
  const inside: readonly unknown[] =
    of instanceof Map ? [...of.keys(), ...of.values()] : of instanceof Set ? [...of] : [];
  inside.forEach((one, i) => {
    if (isWanted(`{${i}}`, one)) members.push([`{${i}}`, one]);
  });
  for (const [name, one] of privateFieldsOf(of)) if (isWanted(name, one)) members.push([`.${name}`, one]);
  return members;
}

/** Whether two values are the same in every state: those of the domain, if they are made of the same number or term. */
function isSame(a: unknown, b: unknown): boolean {
  if (!(a instanceof DomainValue) || !(b instanceof DomainValue)) return a === b;
  // Terms are shared; what carries them says no more than its width.
  return (
    ['width', 'value'].every((member) => Reflect.get(a, member) === Reflect.get(b, member)) &&
    (!isTable(a) || !isTable(b) || isSame(a.length, b.length))
  );
}

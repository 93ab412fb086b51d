import { misuseOf } from '../../domain/domain-value.ts';
import { identity, sought, truth } from './checks.ts';
import { TYPE_ASKED, type IdentityForm, type TruthForm } from './forms.ts';
import { MisuseError } from '../../domain/misuse.ts';
import { checkedArguments, checkedFunction, GUARDED_NAMES } from './methods.ts';
import { isDomainValue } from './values.ts';

/** What rewritten code calls the guard. */
export const GUARD_NAME = '$guard';

const test =
  (form: TruthForm) =>
  <T>(value: T): T =>
    truth(form, value);

const comparison =
  (form: IdentityForm, compare: (left: unknown, right: unknown) => boolean) =>
  (left: unknown, right: unknown): boolean => {
    identity(form, left, right);
    return compare(left, right);
  };

/**
 * What rewritten code asks wherever JavaScript asks for the truth, the identity or the type of a value: each function returns what
 * JavaScript would, or throws a `MisuseError` for a value of the domain.
 */
export const guard = {
  if: test('if'),
  while: test('while'),
  for: test('for'),
  choose: test('?:'),
  not: test('!'),
  and: test('&&'),
  or: test('||'),
  consoleAssert: test('console.assert'),

  same: comparison('===', (left, right) => left === right),
  differs: comparison('!==', (left, right) => left !== right),
  // Rewritten code means what it says.
  equals: comparison('==', (left, right) => left == right),
  unequal: comparison('!=', (left, right) => left != right),
  switch: <T>(value: T): T => sought('switch', value),

  typeof: <T>(value: T): T => {
    if (isDomainValue(value)) throw misuseOf(value, TYPE_ASKED);
    return value;
  },

  /** The object whose method is called, until its arguments are looked at. */
  receiver: undefined as unknown,
  /** All arguments of a call; `callee` as the source has it, or the name of the method alone. */
  arguments: (callee: string, receiver: unknown, given: readonly unknown[]): readonly unknown[] => {
    const name = callee.slice(callee.lastIndexOf('.') + 1);
    // JavaScript would name what the call was rewritten to.
    if (name !== callee && typeof receiver === 'object' && receiver !== null && !(name in receiver))
      throw new TypeError(`${callee} is not a function`);
    return checkedArguments(name, receiver, given);
  },
  /** The first argument of a call. */
  argument: (callee: string, receiver: unknown, value: unknown): unknown =>
    guard.arguments(callee, receiver, [value])[0],
  /** The name of a method that is called, where only the run tells it. */
  name: (name: unknown): unknown => {
    if (typeof name !== 'string' || !GUARDED_NAMES.has(name)) return name;
    throw new MisuseError(
      `the method '${name}' is called by a computed name, which cannot be checked`,
      `Write the name: list.${name}(...).`,
    );
  },
  /** A function that is not called at once. */
  function: checkedFunction,
};

export type GuardFunction = keyof typeof guard;

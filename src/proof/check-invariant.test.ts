import { expect, test } from 'vitest';
import { checkInvariant } from './check-invariant.ts';
import { ghost } from './ghost.ts';

const none = (): number => 0;

const whole = {
  id: 'i',
  of: { steps: { pop: {}, addUsed: {} }, makers: { make: {} }, other: null as object | null | undefined },
  ghost: { out: ghost.count(), head: ghost.any() },
  holds: { 'few are out': {} },
  initially: { make: { out: 0 } },
  after: { pop: { out: none }, addUsed: {} },
};

test('should take an invariant that says what each operation does', () => {
  expect(() => checkInvariant(whole)).not.toThrow();
});

test.each([
  [{ holds: {} }, "the invariant 'i' says nothing: state its conditions in holds"],
  [
    { after: { pop: { out: none } } },
    "the invariant 'i' does not say what addUsed does to its ghost values: add addUsed: {} to after where it changes none",
  ],
  [
    { after: { ...whole.after, addUsd: {} } },
    "the invariant 'i' names 'addUsd' in after, which does not exist; did you mean 'addUsed'? If not, use one of: pop, addUsed",
  ],
  [
    { initially: {} },
    "the invariant 'i' does not say what its ghost values begin with after make: add make: { ... } to initially",
  ],
  [{ initially: { make: {} } }, "the invariant 'i' does not say what 'out' begins with in initially.make"],
  [
    { after: { pop: {}, addUsed: {} } },
    "the invariant 'i' never updates its ghost value 'out': update it in after, or declare it with ghost.any() where it never changes",
  ],
  [
    { after: { pop: { head: none, out: none }, addUsed: {} } },
    "the invariant 'i' updates 'head' in after.pop, a ghost value that never changes: declare it otherwise than with ghost.any()",
  ],
  [
    { environment: { 'all is well': { when: { addUsd: none } } } },
    "the invariant 'i' names 'addUsd' in environment 'all is well', which does not exist; did you mean 'addUsed'? If not, use one of: pop, addUsed",
  ],
  [
    { of: { ...whole.of, other: undefined } },
    "the invariant 'i' is of a lifecycle that does not say who else writes memory: give other, or null where the steps are all that does",
  ],
  [
    { environment: { 'all is well': { writes: none } } },
    "the invariant 'i' says in environment 'all is well' what the other side writes, and its lifecycle has none: state it in when or always",
  ],
])('should refuse %o', (changes, message) => {
  expect(() => checkInvariant({ ...whole, ...changes })).toThrow(
    expect.objectContaining({ name: 'DeclarationError', message }),
  );
});

import { expect, test } from 'vitest';
import { concreteDomain as domain } from '../domain/concrete.ts';
import { asEntries } from '../domain/table-bytes.ts';
import { checkUndeclared } from './undeclared.ts';

test.each([
  [4, null],
  [5, "the property 'spare' of a store would be lost"],
])('a table that is not declared should be kept with its length: %s', (length, message) => {
  const spare = domain.table(64, 4, 0);
  const check = (): void => {
    checkUndeclared({}, { spare }, { spare: asEntries(spare, 64, length) }, new Map(), 'a store');
  };
  if (message === null) expect(check).not.toThrow();
  else expect(check).toThrow(message);
});

import { describe, expect, test } from 'vitest';
import { concreteDomain } from '../../domain/concrete.ts';
import type { Domain } from '../../domain/domain.ts';
import { MisuseError } from '../../domain/misuse.ts';
import { symbolicDomain } from '../../domain/symbolic.ts';
import { Terms } from '../../term/terms.ts';
import { evaluate } from './evaluate.fixture.ts';
import { FORM_INPUTS } from './forms/form-case.fixture.ts';
import { FORMS } from './forms/forms.fixture.ts';

/** What the statements of a form ask a context for. */
function contextOf(domain: Domain, integer: () => unknown): unknown {
  const nothing = (): void => {};
  return {
    ...{ domain, note: nothing, cover: nothing, assume: nothing },
    any: { u16: (name: string) => domain.u16(name.length), integer },
  };
}

const symbolic = symbolicDomain(new Terms(), () => false);
const CONTEXTS = [
  ['on terms', contextOf(symbolic, () => symbolic.wrapInteger(new Terms().const(1n)))],
  ['on numbers', contextOf(concreteDomain, () => concreteDomain.wrapInteger(1n))],
] as const;

/** What the statements throw, and where: the line counts from the first of them. */
async function thrownBy(
  statements: string,
  context: unknown,
): Promise<{ error: unknown; line: number | undefined }> {
  const before = `export const body = (p) => {${FORM_INPUTS}`;
  const { exports, placeOf } = await evaluate(`${before}${statements}\n};`);
  const { body } = exports;
  if (typeof body !== 'function') throw new Error('there is no body');
  try {
    Reflect.apply(body, undefined, [context]);
    return { error: null, line: undefined };
  } catch (error) {
    const [line = NaN] = placeOf(error) ?? [];
    return { error, line: line - before.split('\n').length + 1 };
  }
}

describe.each(CONTEXTS)('JavaScript asked of a value, %s', (_, context) => {
  test.each(FORMS)('should be refused in its line: $name', async ({ wrong, hint }) => {
    const { error, line } = await thrownBy(wrong, context);

    expect(error).toBeInstanceOf(MisuseError);
    expect(error).toHaveProperty('hint', expect.stringContaining(hint));
    expect(line).toBe(1);
  });

  test.each(FORMS)('should be allowed where nothing is asked of a value: $name', async ({ right }) => {
    expect(await thrownBy(right, context)).toEqual({ error: null, line: undefined });
  });
});

test('should be tried in many forms', () => {
  expect(FORMS.length).toBeGreaterThan(61);
  expect(new Set(FORMS.map(({ name }) => name)).size).toBe(FORMS.length);
});

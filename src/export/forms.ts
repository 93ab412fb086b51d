/** What a counterexample can be written as. */
export const FORMS = ['vitest', 'json', 'rust', 'c'] as const;

export type Form = (typeof FORMS)[number];

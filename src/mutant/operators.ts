import { BRANCH_OPERATORS } from './operators/branches.ts';
import { LOGIC_OPERATORS } from './operators/logic.ts';
import { MEMORY_OPERATORS } from './operators/memory.ts';
import { STATEMENT_OPERATORS } from './operators/statements.ts';
import { VALUE_OPERATORS } from './operators/values.ts';
import { WORD_OPERATORS } from './operators/words.ts';
import type { Operator } from './operator.ts';

/** All kinds of mistakes that are made of a model's text. */
export const OPERATORS: readonly Operator[] = [
  ...WORD_OPERATORS,
  ...LOGIC_OPERATORS,
  ...MEMORY_OPERATORS,
  ...BRANCH_OPERATORS,
  ...STATEMENT_OPERATORS,
  ...VALUE_OPERATORS,
];

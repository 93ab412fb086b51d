import { staticRule, type OrderRule } from './rule.ts';

/** Sequential consistency keeps program order. */
export const SC_RULES: readonly OrderRule[] = [staticRule('program-order', () => true)];

import type { AnyNode } from 'acorn';
import { methodCall } from '../syntax.ts';
import { entryIn, NONE, replaced, type Operator } from '../operator.ts';

/** What is one step weaker, by what is called with it. */
const WEAKER_FENCES: Readonly<Record<string, readonly string[]>> = {
  'seq-cst': ['acq-rel'],
  'acq-rel': ['acquire', 'release'],
  'linux-mb': ['linux-rmb', 'linux-wmb'],
};

const WEAKER_LOADS: Readonly<Record<string, string>> = { 'seq-cst': 'acquire', acquire: 'relaxed' };

const WEAKER_STORES: Readonly<Record<string, string>> = { 'seq-cst': 'release', release: 'relaxed' };

export const MEMORY_OPERATORS: readonly Operator[] = [
  {
    name: 'fence',
    does: 'leave out a fence, or make it weaker',
    changes: ({ node, parents }) => {
      if (!isFence(node)) return NONE;
      const found = methodCall(node);
      const [ordering] = found?.call.arguments ?? [];
      const weaker =
        ordering?.type === 'Literal'
          ? (entryIn(WEAKER_FENCES, String(ordering.value)) ?? []).map((each) =>
              replaced(ordering, `'${each}'`),
            )
          : [];
      const statement = parents.at(-1);
      return statement?.type === 'ExpressionStatement' ? [replaced(statement, ';'), ...weaker] : weaker;
    },
  },
  {
    name: 'ordering',
    does: 'make the ordering of a load or a store one step weaker',
    changes: ({ node, parents }) => {
      const call = parents.at(-1);
      if (node.type !== 'Literal' || call?.type !== 'CallExpression' || isFence(call)) return NONE;
      const name = methodCall(call)?.name;
      const given = String(node.value);
      const weaker =
        name === 'store'
          ? entryIn(WEAKER_STORES, given)
          : (entryIn(WEAKER_LOADS, given) ?? entryIn(WEAKER_STORES, given));
      return weaker === undefined ? NONE : [replaced(node, `'${weaker}'`)];
    },
  },
];

/** Whether a node is a call of `fence`. */
export function isFence(node: AnyNode): boolean {
  return methodCall(node)?.name === 'fence';
}

import type { AnyNode } from 'acorn';
import { methodCall } from '../syntax.ts';
import { NONE, replaced, textOf, type Change, type Operator } from '../operator.ts';
import { isPresence } from './logic.ts';

export const BRANCH_OPERATORS: readonly Operator[] = [
  {
    name: 'check',
    does: 'drop a check, or let it be met always',
    changes: ({ node }) => {
      if (node.type === 'WhileStatement') return [replaced(node.test, 'false')];
      if (node.type !== 'IfStatement') return NONE;
      const always = replaced(node.test, 'true');
      return isPresence(node.test) ? [always] : [replaced(node.test, 'false'), always];
    },
  },
  {
    name: 'branches',
    does: 'swap the two sides of a choice',
    changes: ({ node, source }) => {
      if (node.type === 'ConditionalExpression') return swapped(node.consequent, node.alternate, source);
      if (node.type === 'IfStatement' && node.alternate?.type === 'BlockStatement')
        return isPresence(node.test) ? NONE : swapped(node.consequent, node.alternate, source);
      const [, yes, no] = methodCall(node)?.name === 'select' ? argumentsOf(node) : [];
      return yes === undefined || no === undefined ? NONE : swapped(yes, no, source);
    },
  },
];

function argumentsOf(node: AnyNode): readonly AnyNode[] {
  return node.type === 'CallExpression' ? node.arguments : [];
}

/** Two nodes in each other's place, the first of which comes first. */
export function swapped(first: AnyNode, second: AnyNode, source: string): readonly Change[] {
  const [one, other] = [textOf(first, source), textOf(second, source)];
  const between = source.slice(first.end, second.start);
  return one === other ? NONE : [{ start: first.start, end: second.end, text: other + between + one }];
}

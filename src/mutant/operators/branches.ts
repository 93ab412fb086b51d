import type { AnyNode, ConditionalExpression } from 'acorn';
import { canBe, isChoice, methodCall } from '../syntax.ts';
import { NONE, replaced, textOf, type Change, type Operator } from '../operator.ts';
import { isPresence, namesIn, seenBy, testedIn } from './logic.ts';

export const BRANCH_OPERATORS: readonly Operator[] = [
  {
    name: 'check',
    does: 'drop a check, or let it be met always',
    changes: ({ node }) => {
      if (node.type === 'WhileStatement') return [replaced(node.test, 'false')];
      if (node.type !== 'IfStatement') return NONE;
      // What is returned there is no answer where it succeeded.
      if (isHandedOn(node.test, node.consequent)) return NONE;
      // What the world may choose anyway is no mistake.
      const values = isPresence(node.test) ? [true] : [false, true];
      return values
        .filter((value) => !canBe(node.test, value))
        .map((value) => replaced(node.test, String(value)));
    },
  },
  {
    name: 'branches',
    does: 'swap the two sides of a choice',
    changes: ({ node, source }) => {
      if (node.type === 'ConditionalExpression' && (isUsedIn(node) || isChoice(node.test))) return NONE;
      if (node.type === 'ConditionalExpression') return swapped(node.consequent, node.alternate, source);
      if (node.type === 'IfStatement' && node.alternate?.type === 'BlockStatement')
        return isPresence(node.test) || isChoice(node.test)
          ? NONE
          : swapped(node.consequent, node.alternate, source);
      const [, yes, no] = methodCall(node)?.name === 'select' ? argumentsOf(node) : [];
      return yes === undefined || no === undefined ? NONE : swapped(yes, no, source);
    },
  },
];

/** Whether a failure is returned as it is. */
function isHandedOn(test: AnyNode, consequent: AnyNode): boolean {
  if (consequent.type !== 'ReturnStatement' || consequent.argument?.type !== 'Identifier') return false;
  return test.type === 'UnaryExpression' && seenBy(test).includes(consequent.argument.name);
}

/** Whether a side of a choice uses what is asked for: it is a program only where that is there. */
function isUsedIn({ test, consequent, alternate }: ConditionalExpression): boolean {
  const tested = testedIn(test);
  return [consequent, alternate].some((side) => namesIn(side).some((name) => tested.includes(name)));
}

function argumentsOf(node: AnyNode): readonly AnyNode[] {
  return node.type === 'CallExpression' ? node.arguments : [];
}

/** Two nodes in each other's place, the first of which comes first. */
export function swapped(first: AnyNode, second: AnyNode, source: string): readonly Change[] {
  const [one, other] = [textOf(first, source), textOf(second, source)];
  const between = source.slice(first.end, second.start);
  return one === other ? NONE : [{ start: first.start, end: second.end, text: other + between + one }];
}

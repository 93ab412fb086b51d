import type { AnyNode } from 'acorn';
import { methodCall, type MethodCall } from '../syntax.ts';
import { entryIn, NONE, replaced, textOf, type Change, type Operator } from '../operator.ts';

const OTHER_METHOD: Readonly<Record<string, string>> = { and: 'or', or: 'and' };

const OTHER_SIGN: Readonly<Record<string, string>> = {
  '&&': '||',
  '||': '&&',
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '+': '-',
  '-': '+',
};

export const LOGIC_OPERATORS: readonly Operator[] = [
  {
    name: 'connective',
    does: 'and for or, and the like in plain JavaScript',
    changes: ({ node, source }) => {
      const found = methodCall(node);
      const other = found === null ? undefined : entryIn(OTHER_METHOD, found.name);
      if (found !== null && other !== undefined) return [replaced(found.property, other)];
      if (node.type !== 'BinaryExpression' && node.type !== 'LogicalExpression') return NONE;
      const sign = entryIn(OTHER_SIGN, node.operator);
      if (sign === undefined || isPresence(node)) return NONE;
      const between = textOf(node, source).slice(node.left.end - node.start, node.right.start - node.start);
      const start = node.left.end + between.indexOf(node.operator);
      return [{ start, end: start + node.operator.length, text: sign }];
    },
  },
  {
    name: 'condition-part',
    does: 'leave out one of the conditions that are joined, or bits of a mask',
    changes: ({ node, source }) => {
      const found = methodCall(node);
      if (found !== null && Object.hasOwn(OTHER_METHOD, found.name)) return withoutPart(found, source);
      if (node.type !== 'LogicalExpression' || node.operator === '??') return NONE;
      const { left, right } = node;
      return [left, right].map((each) => replaced(node, `(${textOf(each, source)})`));
    },
  },
  {
    name: 'negation',
    does: 'leave out a negation',
    changes: ({ node, source }) => {
      const found = methodCall(node);
      if (found?.name === 'not') return [{ start: found.receiver.end, end: node.end, text: '' }];
      if (node.type !== 'UnaryExpression' || node.operator !== '!' || isOk(node.argument)) return NONE;
      return [replaced(node, textOf(node.argument, source))];
    },
  },
];

/** Without it what follows would be no program: the type says that there is no value. */
export function isPresence(test: AnyNode): boolean {
  if (test.type === 'UnaryExpression') return test.operator === '!' && isOk(test.argument);
  if (test.type === 'LogicalExpression') return isPresence(test.left) || isPresence(test.right);
  if (test.type !== 'BinaryExpression') return false;
  const { right } = test;
  const isNothing = right.type === 'Identifier' ? right.name === 'undefined' : isNull(right);
  return isNothing && /^[!=]==$/.test(test.operator);
}

function isNull(node: AnyNode): boolean {
  return node.type === 'Literal' && node.value === null;
}

function isOk(node: AnyNode): boolean {
  return (
    node.type === 'MemberExpression' && node.property.type === 'Identifier' && node.property.name === 'ok'
  );
}

function withoutPart({ call, receiver, name }: MethodCall, source: string): readonly Change[] {
  const { arguments: parts } = call;
  const [first, ...others] = parts;
  if (first === undefined) return NONE;
  const without = parts.map((part) => {
    const rest = parts.filter((each) => each !== part).map((each) => textOf(each, source));
    const text = rest.length === 0 ? '' : `.${name}(${rest.join(', ')})`;
    return { start: receiver.end, end: call.end, text };
  });
  if (!isDomainValue(first)) return without;
  const rest = others.map((each) => textOf(each, source));
  const text = textOf(first, source) + (rest.length === 0 ? '' : `.${name}(${rest.join(', ')})`);
  return [...without, replaced(call, text)];
}

/** Constants of JavaScript have no methods of words. */
function isDomainValue(node: AnyNode): boolean {
  return node.type === 'CallExpression' || node.type === 'MemberExpression';
}

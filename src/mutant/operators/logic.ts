import type { AnyNode } from 'acorn';
import { allIn, isChoice, methodCall, type MethodCall } from '../syntax.ts';
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
      const kept = [left, right].filter((each) => {
        const out = each === left ? right : left;
        // Without a choice of the world, less can happen, and nothing else.
        return !isChoice(out) && !isNeeded(out, each, node.operator);
      });
      return kept.map((each) => replaced(node, `(${textOf(each, source)})`));
    },
  },
  {
    name: 'negation',
    does: 'leave out a negation',
    changes: ({ node, source }) => {
      const found = methodCall(node);
      if (found?.name === 'not') return [{ start: found.receiver.end, end: node.end, text: '' }];
      if (node.type !== 'UnaryExpression' || node.operator !== '!' || isOk(node.argument)) return NONE;
      if (isChoice(node.argument)) return NONE;
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

/** What a check sees to be there where it is not met: what comes after it is no program otherwise. */
export function seenBy(test: AnyNode): readonly string[] {
  if (test.type !== 'LogicalExpression') return isPresence(test) ? testedIn(test) : [];
  return test.operator === '||' ? [...seenBy(test.left), ...seenBy(test.right)] : [];
}

/** Whether a part of a condition makes a program of the other one, or of what comes after it. */
function isNeeded(part: AnyNode, other: AnyNode, operator: string): boolean {
  const tested = testedIn(part);
  return operator === '||' ? tested.length > 0 : tested.some((name) => namesIn(other).includes(name));
}

/** The names whose presence is asked for. */
export function testedIn(test: AnyNode): readonly string[] {
  if (isOk(test)) return baseOf(test);
  if (test.type === 'LogicalExpression') return [...testedIn(test.left), ...testedIn(test.right)];
  if (!isPresence(test)) return [];
  if (test.type === 'BinaryExpression') return baseOf(test.left);
  return test.type === 'UnaryExpression' ? baseOf(test.argument) : [];
}

/** The name that a value is read from: `step` of `step.value.flags`, `#table` of `this.#table`. */
function baseOf(node: AnyNode): readonly string[] {
  if (node.type !== 'MemberExpression') return namesOf(node);
  return node.object.type === 'ThisExpression' ? namesOf(node.property) : baseOf(node.object);
}

/** All names in a node. */
export function namesIn(node: AnyNode): readonly string[] {
  return allIn(node).flatMap(namesOf);
}

function namesOf(node: AnyNode): readonly string[] {
  return node.type === 'Identifier' || node.type === 'PrivateIdentifier' ? [node.name] : [];
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

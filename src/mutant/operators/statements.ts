import type { AnyNode } from 'acorn';
import { isFunction, methodCall, partsOf, typeText } from '../syntax.ts';
import { NONE, replaced, textOf, type Change, type Operator } from '../operator.ts';
import { swapped } from './branches.ts';
import { isPresence, namesIn, seenBy } from './logic.ts';
import { isFence } from './memory.ts';

const SUCCESS = '{ ok: true, value: undefined }';

export const STATEMENT_OPERATORS: readonly Operator[] = [
  {
    name: 'statement',
    does: 'leave out a statement',
    changes: ({ node, parents }) => {
      if (node.type !== 'ExpressionStatement' || isFence(node.expression)) return NONE;
      const { expression } = node;
      // Without them a field would have no value.
      const isOfConstructor = parents.some(
        (each) => each.type === 'MethodDefinition' && each.kind === 'constructor',
      );
      return isOfConstructor || expression.type === 'Literal' ? NONE : [replaced(node, ';')];
    },
  },
  {
    name: 'order',
    does: 'swap two statements that have effects',
    changes: ({ node, source }) => {
      if (node.type !== 'BlockStatement') return NONE;
      return node.body.flatMap((first, i): readonly Change[] => {
        const second = node.body[i + 1];
        if (second === undefined || isExit(second) || isExit(first)) return NONE;
        if (!hasEffect(first) || !hasEffect(second) || isUsed(first, second)) return NONE;
        // Two assignments of which neither does more can be told apart by their values alone.
        if (!isSeen(first) && !isSeen(second)) return NONE;
        return swapped(first, second, source);
      });
    },
  },
  {
    name: 'early-return',
    does: 'return before the rest of an operation is done',
    changes: ({ node, parents, source }) => {
      const of = parents.at(-1);
      if (node.type !== 'BlockStatement' || of === undefined || !isFunction(of)) return NONE;
      const answer = successOf(of, source);
      if (answer === null) return NONE;
      const last = node.body.at(-1);
      return node.body
        .filter((each) => hasEffect(each) && !isPresenceCheck(each))
        .filter((each) => each !== last || !isLastStep(each, source))
        .map(({ start }) => ({ start, end: start, text: `return${answer === '' ? '' : ` ${answer}`}; ` }));
    },
  },
  {
    name: 'error',
    does: 'swallow an error: return as after a success',
    changes: ({ node, parents, source }) => {
      if (node.type !== 'ReturnStatement' || node.argument == null) return NONE;
      const { argument } = node;
      const around = parents.findLast(isFunction);
      const answer = around === undefined ? null : successOf(around, source);
      if (answer === null || answer === '') return NONE;
      const branch = parents.findLast(({ type }) => type === 'IfStatement');
      const isFailure =
        (branch?.type === 'IfStatement' && isPresence(branch.test)) ||
        (argument.type === 'CallExpression' &&
          argument.callee.type === 'Identifier' &&
          argument.callee.name === 'err');
      return isFailure && !isSuccess(argument, source) ? [replaced(argument, answer)] : NONE;
    },
  },
];

/** What a function returns where it succeeds with nothing; '' where it returns nothing; `null` where it cannot. */
function successOf(of: AnyNode, source: string): string | null {
  const type = typeText(of, 'returnType', source);
  if (type === 'void') return '';
  const [, value] = /^Result<(.*),[^,]*>$/s.exec(type) ?? [];
  if (value === 'boolean') return '{ ok: true, value: false }';
  return value === 'void' || (value ?? '').endsWith('| undefined') ? SUCCESS : null;
}

/** Whether leaving it out is all that returning before it does. */
function isLastStep(statement: AnyNode, source: string): boolean {
  if (statement.type === 'ReturnStatement')
    return statement.argument == null || isSuccess(statement.argument, source);
  return statement.type === 'ExpressionStatement';
}

function isSuccess(node: AnyNode, source: string): boolean {
  return /^ok\((undefined|false)?\)$/.test(textOf(node, source));
}

function isPresenceCheck(node: AnyNode): boolean {
  return node.type === 'IfStatement' && isPresence(node.test);
}

function isExit({ type }: AnyNode): boolean {
  return type === 'ReturnStatement' || type === 'ThrowStatement';
}

/** Methods that only compute. */
const COMPUTING =
  /^(add|sub|mul|div|rem|and|or|xor|not|sh[lr]|eq|ne|l[te]|g[te]|iff|implies|concat|extract|byte|zeroExtend|truncate|lowestSetBit|(checked|wrapping)\w+|select|word|u\d+|bool)$/;

/** Whether a statement may do more than compute a value. */
function hasEffect(node: AnyNode): boolean {
  if (isFunction(node)) return false;
  const isAssignment = node.type === 'AssignmentExpression' || node.type === 'UpdateExpression';
  return isAssignment || isSeenItself(node) || partsOf(node).some(hasEffect);
}

/** Whether a statement may do more than compute a value and assign it. */
function isSeen(node: AnyNode): boolean {
  return !isFunction(node) && (isSeenItself(node) || partsOf(node).some(isSeen));
}

function isSeenItself(node: AnyNode): boolean {
  if (isExit(node)) return true;
  const name = methodCall(node)?.name;
  return node.type === 'CallExpression' && (name === undefined || !COMPUTING.test(name));
}

/** Whether the second of two statements uses a name that the first one declares, or sees to be there. */
function isUsed(first: AnyNode, second: AnyNode): boolean {
  const seen = first.type === 'IfStatement' ? seenBy(first.test) : [];
  const declared =
    first.type === 'VariableDeclaration' ? first.declarations.flatMap(({ id }) => namesIn(id)) : seen;
  return namesIn(second).some((name) => declared.includes(name));
}

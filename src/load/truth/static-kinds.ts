import type { AnyNode, Expression } from 'acorn';

/** Whether an expression never has an object as its value, whatever runs. */
export function isPrimitive(node: AnyNode): boolean {
  switch (node.type) {
    case 'Literal':
    case 'TemplateLiteral':
    case 'UnaryExpression':
    case 'BinaryExpression':
    case 'UpdateExpression':
      return true;
    default:
      return isNullish(node) || hasValueOf(node, isPrimitive);
  }
}

/** Whether an expression never has a value of the domain as its value. */
export function isForeign(node: AnyNode): boolean {
  switch (node.type) {
    case 'ArrayExpression':
    case 'ObjectExpression':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ClassExpression':
      return true;
    default:
      return isPrimitive(node) || hasValueOf(node, isForeign);
  }
}

/** Whether an expression is `undefined` or `null` as it stands. */
export function isNullish(node: AnyNode): boolean {
  if (node.type === 'Literal') return node.raw === 'null';
  if (node.type === 'UnaryExpression') return node.operator === 'void';
  return node.type === 'Identifier' && node.name === 'undefined';
}

/** Whether all expressions that an expression passes on the value of are of a kind. */
function hasValueOf(node: AnyNode, isKind: (node: Expression) => boolean): boolean {
  switch (node.type) {
    case 'AssignmentExpression':
      // Those that compute give a number or a text.
      return node.operator !== '=' || isKind(node.right);
    case 'SequenceExpression':
      return node.expressions.slice(-1).every(isKind);
    case 'ConditionalExpression':
      return isKind(node.consequent) && isKind(node.alternate);
    case 'LogicalExpression':
      return isKind(node.left) && isKind(node.right);
    default:
      return false;
  }
}

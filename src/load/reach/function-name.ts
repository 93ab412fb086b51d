import type { AnyNode, Expression, PrivateIdentifier } from 'acorn';

/** What is around a function: the names on the way there, and the node that it is a part of. */
export interface NamedIn {
  readonly path: readonly string[];
  readonly node: AnyNode;
}

/** What a function is called: its own name, or that of what it is the value of; '(function)' where nothing says. */
export function functionName(node: AnyNode, { node: of }: NamedIn): string {
  if ('id' in node && node.id?.type === 'Identifier') return node.id.name;
  switch (of.type) {
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'Property':
      return of.value === node ? keyName(of.key) : ANONYMOUS;
    case 'VariableDeclarator':
      return of.id.type === 'Identifier' ? of.id.name : ANONYMOUS;
    case 'AssignmentExpression':
      return of.left.type === 'MemberExpression' ? keyName(of.left.property) : ANONYMOUS;
    default:
      return ANONYMOUS;
  }
}

const ANONYMOUS = '(function)';

function keyName(key: Expression | PrivateIdentifier): string {
  if (key.type === 'Identifier') return key.name;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  return key.type === 'Literal' ? String(key.value) : ANONYMOUS;
}

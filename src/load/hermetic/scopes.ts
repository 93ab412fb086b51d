import type { AnyNode, Pattern, Program } from 'acorn';

/** Names that a part of a program declares. */
export class Scope {
  readonly parent: Scope | null;
  /** The innermost function, or the program, that it is a part of: itself, maybe. */
  readonly owner: Scope;
  readonly names = new Set<string>();
  /** Names that functions inside of its owner use. */
  readonly captured = new Set<string>();
  /** Whether arrow functions inside use its `this`. */
  usesThisInside = false;
  /** Where its own statements begin, as an index; `null` where it has no place for any. */
  readonly start: number | null;
  /** Of a function that is an expression, or a loop of one statement, which has such a place once it is made a block: from where to where. */
  readonly expression: readonly [start: number, end: number] | null;

  constructor(
    parent: Scope | null,
    isOwner: boolean,
    start: number | null,
    expression: Scope['expression'] = null,
  ) {
    this.parent = parent;
    this.owner = isOwner || parent === null ? this : parent.owner;
    this.start = start;
    this.expression = expression;
  }

  /** The scope that declares a name as seen from here; `null` for a global. */
  find(name: string): Scope | null {
    if (this.names.has(name)) return this;
    return this.parent === null ? null : this.parent.find(name);
  }
}

/** The scopes of a program, by the nodes that make them. */
export type Scopes = ReadonlyMap<AnyNode, Scope>;

/** Finds what a program declares, and where. */
export function scopesOf(program: Program, code: string): Scopes {
  const scopes = new Map<AnyNode, Scope>();
  const open = (
    node: AnyNode,
    parent: Scope | null,
    isOwner: boolean,
    start: number | null,
    expression: Scope['expression'] = null,
  ): Scope => {
    const scope = new Scope(parent, isOwner, start, expression);
    scopes.set(node, scope);
    return scope;
  };
  const declare = (node: AnyNode, scope: Scope): void => {
    switch (node.type) {
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression': {
        if (node.type === 'FunctionDeclaration' && node.id !== null) scope.names.add(node.id.name);
        const { body } = node;
        const isBlock = body.type === 'BlockStatement';
        const inner = isBlock
          ? open(node, scope, true, startOf(body))
          : open(node, scope, true, null, [code.lastIndexOf('=>', body.start) + 2, node.end]);
        if (node.type === 'FunctionExpression' && node.id != null) inner.names.add(node.id.name);
        for (const parameter of node.params) {
          addNames(parameter, inner);
          declare(parameter, inner);
        }
        // Its body has no scope of its own: parameters and variables are seen together.
        if (isBlock) body.body.forEach((each) => declare(each, inner));
        else declare(body, inner);
        return;
      }
      case 'ClassDeclaration':
      case 'ClassExpression': {
        if (node.type === 'ClassDeclaration' && node.id !== null) scope.names.add(node.id.name);
        const inner = open(node, scope, false, null);
        if (node.type === 'ClassExpression' && node.id != null) inner.names.add(node.id.name);
        return childrenOf(node).forEach((each) => declare(each, inner));
      }
      case 'PropertyDefinition': {
        if (node.computed) declare(node.key, scope);
        if (node.value == null) return;
        return declare(node.value, open(node, scope, true, null));
      }
      case 'StaticBlock': {
        const inner = open(node, scope, true, null);
        return node.body.forEach((each) => declare(each, inner));
      }
      case 'BlockStatement': {
        const inner = open(node, scope, false, node.start + 1);
        return node.body.forEach((each) => declare(each, inner));
      }
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'SwitchStatement': {
        const body = 'body' in node ? node.body : null;
        const inner =
          body === null || body.type === 'BlockStatement'
            ? open(node, scope, false, body === null ? null : body.start + 1)
            : open(node, scope, false, null, [body.start, body.end]);
        return childrenOf(node).forEach((each) => declare(each, inner));
      }
      case 'CatchClause': {
        const inner = open(node, scope, false, null);
        if (node.param != null) addNames(node.param, inner);
        return childrenOf(node).forEach((each) => declare(each, inner));
      }
      case 'VariableDeclaration':
        for (const { id } of node.declarations) addNames(id, node.kind === 'var' ? scope.owner : scope);
        return childrenOf(node).forEach((each) => declare(each, scope));
      default:
        return childrenOf(node).forEach((each) => declare(each, scope));
    }
  };
  const root = open(program, null, true, 0);
  program.body.forEach((each) => declare(each, root));
  return scopes;
}

/** Where statements of a block may begin, after its directives. */
function startOf(block: AnyNode & { type: 'BlockStatement' }): number {
  const directives = block.body.filter((each) => each.type === 'ExpressionStatement' && 'directive' in each);
  return directives.at(-1)?.end ?? block.start + 1;
}

function addNames(pattern: Pattern, scope: Scope): void {
  for (const name of namesIn(pattern)) scope.names.add(name);
}

/** The variables that a pattern gives values to. */
export function namesIn(pattern: Pattern): readonly string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((each) =>
        namesIn(each.type === 'Property' ? each.value : each.argument),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((each) => (each === null ? [] : namesIn(each)));
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    default:
      return [];
  }
}

/** The parts of a node that are expressions, statements or patterns: names of members and labels are left out. */
export function childrenOf(node: AnyNode): readonly AnyNode[] {
  const children: AnyNode[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (isNameOnly(node, key)) continue;
    for (const each of Array.isArray(value) ? (value as readonly unknown[]) : [value as unknown]) {
      if (isNode(each)) children.push(each);
    }
  }
  return children;
}

function isNameOnly(node: AnyNode, key: string): boolean {
  if (key === 'label' || key === 'meta') return true;
  if (node.type === 'Property' || node.type === 'MethodDefinition' || node.type === 'PropertyDefinition') {
    return key === 'key' && !node.computed;
  }
  return node.type === 'MemberExpression' && key === 'property' && !node.computed;
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

import type { AnyNode, Class, Expression, MemberExpression, Pattern, Program, Super } from 'acorn';
import { Edits, type TextMap } from '../truth/edits.ts';
import { refusedNames } from './globals.ts';
import { childrenOf, namesIn, Scope, scopesOf, type Scopes } from './scopes.ts';

/** What rewritten code calls the keeper of what is constant. */
export const KEEPER_NAME = '$constants';

/** What rewritten code calls the loading of its own file. */
export const LOADING_NAME = '$loading';

const REFUSED = refusedNames();

/**
 * Rewrites a script that `program` is the tree of, so that what is made while its file is loaded can be made constant, and so that
 * later writes to it are refused. It has the same lines.
 */
export function rewriteState(
  code: string,
  program: Program,
): { readonly code: string; readonly map: TextMap } {
  const edits = new Edits(code);
  const rewriter = new StateRewriter(edits, scopesOf(program, code));
  rewriter.rewrite(program);
  return edits.finish('code.js');
}

class StateRewriter {
  readonly #edits: Edits;
  readonly #scopes: Scopes;
  /** What the variables of a function are called that hold when it was called. */
  readonly #births = new Map<Scope, string>();
  readonly #arrows = new Set<Scope>();
  readonly #classes: Class[] = [];
  /** Variables that hold other modules, which are constant by themselves. */
  readonly #imported = new Set<string>();

  constructor(edits: Edits, scopes: Scopes) {
    this.#edits = edits;
    this.#scopes = scopes;
    for (const [node, scope] of scopes) if (node.type === 'ArrowFunctionExpression') this.#arrows.add(scope);
  }

  rewrite(program: Program): void {
    const root = this.#scopes.get(program);
    if (root === undefined) return;
    for (const each of program.body) this.#visit(each, root);
    for (const [node, scope] of this.#scopes) this.#enter(node, scope);
    for (const each of this.#classes) this.#instances(each);
  }

  #visit(node: AnyNode, outer: Scope): void {
    this.#edits.mark(node.start);
    // A call of a method is shown at the method.
    if (node.type === 'MemberExpression') this.#edits.mark(node.property.start);
    const scope = this.#scopes.get(node) ?? outer;
    switch (node.type) {
      case 'Identifier':
        return this.#use(node.name, scope);
      case 'ThisExpression':
        return this.#useThis(scope.owner);
      case 'UnaryExpression':
        if (node.operator === 'typeof' && this.#isRefused(node.argument, scope))
          return this.#edits.replace(node.start, node.end, '"undefined"');
        if (node.operator === 'delete') this.#members(node.argument);
        break;
      case 'AssignmentExpression':
        this.#write(node, node.left, scope);
        break;
      case 'UpdateExpression':
        this.#write(node, node.argument, scope);
        break;
      case 'ForInStatement':
      case 'ForOfStatement':
        if (node.left.type !== 'VariableDeclaration') this.#write(node.right, node.left, scope);
        break;
      case 'ClassDeclaration':
      case 'ClassExpression':
        this.#classes.push(node);
        this.#privates(node);
        break;
      case 'CallExpression':
        if (isBinding(node.callee)) this.#held(node.arguments);
        break;
      case 'NewExpression':
        if (node.callee.type === 'Identifier' && node.callee.name === 'Proxy') this.#held(node.arguments);
        break;
      case 'VariableDeclarator':
        if (scope.parent === null && node.init != null && isImport(node.init))
          for (const name of namesIn(node.id)) this.#imported.add(name);
        break;
      default:
    }
    for (const child of childrenOf(node)) this.#visit(child, scope);
  }

  #isRefused(node: Expression, scope: Scope): boolean {
    return node.type === 'Identifier' && REFUSED.has(node.name) && scope.find(node.name) === null;
  }

  #use(name: string, scope: Scope): void {
    const declaring = scope.find(name);
    if (declaring !== null && declaring.owner !== scope.owner) declaring.captured.add(name);
  }

  /** Marks what an arrow function has its `this` from. */
  #useThis(from: Scope): void {
    let owner = from;
    while (this.#arrows.has(owner) && owner.parent !== null) owner = owner.parent.owner;
    if (owner !== from && owner.parent !== null) owner.usesThisInside = true;
  }

  /** `whole` is what does the writing: it is preceded by the questions whether it may. */
  #write(whole: AnyNode, target: Pattern | Expression, scope: Scope): void {
    this.#members(target);
    const names = target.type === 'MemberExpression' ? [] : namesIn(target as Pattern);
    const checks = names.flatMap((name) => {
      const declaring = scope.find(name);
      if (declaring === null || declaring.owner === scope.owner) return [];
      const born = this.#birthOf(declaring.owner, whole.start);
      return born === null ? [] : [`${KEEPER_NAME}.write(${born}, ${JSON.stringify(name)}), `];
    });
    if (checks.length === 0) return;
    this.#edits.insert(whole.start, `(${checks.join('')}`);
    this.#edits.insert(whole.end, ')');
  }

  /** Arguments that only a bound function, or a proxy, will hold. */
  #held(args: readonly AnyNode[]): void {
    for (const each of args) {
      if (each.type === 'SpreadElement') continue;
      this.#edits.insert(each.start, `${KEEPER_NAME}.made(`);
      this.#edits.insert(each.end, ')');
    }
  }

  /** Asks, of each object of which a member is written, whether it may be. */
  #members(target: Pattern | Expression): void {
    switch (target.type) {
      case 'MemberExpression':
        return this.#member(target);
      case 'ObjectPattern':
        return target.properties.forEach((each) =>
          this.#members(each.type === 'Property' ? each.value : each.argument),
        );
      case 'ArrayPattern':
        return target.elements.forEach((each) => each !== null && this.#members(each));
      case 'RestElement':
        return this.#members(target.argument);
      case 'AssignmentPattern':
        return this.#members(target.left);
      default:
    }
  }

  #member({ object }: MemberExpression): void {
    if (object.type === 'Super') return;
    this.#edits.insert(object.start, `${KEEPER_NAME}.object(`);
    this.#edits.insert(object.end, ')');
  }

  /** The variable that says when an owner was entered; `null` where there is none at this place. */
  #birthOf(owner: Scope, place: number): string | null {
    if (owner.parent === null) return LOADING_NAME;
    const start = owner.start ?? owner.expression?.[0] ?? Infinity;
    if (place < start) return null;
    const known = this.#births.get(owner) ?? `$born${this.#births.size}`;
    this.#births.set(owner, known);
    return known;
  }

  /** What is said at the beginning of a scope. */
  #enter(node: AnyNode, scope: Scope): void {
    const born = this.#births.get(scope);
    const parts = born === undefined ? [] : [` const ${born} = ${KEEPER_NAME}.loading;`];
    const names = [...scope.captured].filter((name) => name !== 'arguments' && !this.#imported.has(name));
    const held = [...names, ...(scope.usesThisInside ? ['this'] : [])];
    const register = `${KEEPER_NAME}.hold([${held.map((name) => `() => ${name}`).join(', ')}]);`;
    if (held.length > 0) {
      parts.push(node.type === 'Program' ? register : ` if (${KEEPER_NAME}.loading) ${register}`);
    }
    if (parts.length === 0) return;
    if (scope.start !== null) return this.#edits.insert(scope.start, parts.join(''));
    if (scope.expression === null) return;
    const [start, end] = scope.expression;
    const isLoop = node.type !== 'ArrowFunctionExpression';
    this.#edits.insert(start, ` {${parts.join('')} ${isLoop ? '' : 'return ('}`);
    this.#edits.insert(end, isLoop ? ' }' : '); }');
  }

  /** Holds instances that arrow functions in their fields have as `this`. */
  #instances(node: Class): void {
    const isUsed = node.body.body.some(
      (each) => each.type === 'PropertyDefinition' && this.#scopes.get(each)?.usesThisInside === true,
    );
    if (!isUsed) return;
    const register = `${KEEPER_NAME}.loading && ${KEEPER_NAME}.hold([() => this])`;
    this.#edits.insert(node.body.start + 1, ` #$held = ${register};`);
  }

  /** Tells the keeper how to read the private fields of instances, which nothing outside of a class can. */
  #privates(node: Class): void {
    const fields = node.body.body.flatMap((each) =>
      each.type === 'PropertyDefinition' && each.key.type === 'PrivateIdentifier' ? [each.key.name] : [],
    );
    if (fields.length === 0) return;
    const values = fields.map((name) => `["#${name}", #${name} in $o ? $o.#${name} : void 0]`);
    this.#edits.insert(
      node.body.end - 1,
      ` static { ${KEEPER_NAME}.privates(this, ($o) => [${values.join(', ')}]); }`,
    );
  }
}

/** Whether an expression is the method that binds a function to arguments. */
function isBinding(callee: Expression | Super): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.property.type === 'Identifier' &&
    callee.property.name === 'bind'
  );
}

/** Whether an expression is another module, as the transform asks for it. */
function isImport(expression: Expression): boolean {
  if (expression.type !== 'CallExpression' || expression.callee.type !== 'Identifier') return false;
  return ['require', '__toESM'].includes(expression.callee.name);
}

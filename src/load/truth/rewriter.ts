import type { AnyNode, BinaryExpression, Expression, MemberExpression, UnaryExpression } from 'acorn';
import { MisuseError } from '../../domain/misuse.ts';
import { methodOf, rewriteCall } from './calls.ts';
import type { Edits } from './edits.ts';
import { GUARD_NAME, type GuardFunction } from './guard.ts';
import { isForeign, isNullish, isPrimitive } from './static-kinds.ts';

const COMPARISONS: Readonly<Partial<Record<string, GuardFunction>>> = {
  ...{ '===': 'same', '!==': 'differs', '==': 'equals', '!=': 'unequal' },
};

/** Walks a program in the order of its text and has a guard asked for what JavaScript decides by itself. */
export class Rewriter {
  readonly code: string;
  readonly edits: Edits;

  constructor(code: string, edits: Edits) {
    this.code = code;
    this.edits = edits;
  }

  visit(node: AnyNode): void {
    this.edits.mark(node.start);
    switch (node.type) {
      case 'IfStatement':
        return this.#parts([node.test, 'if'], node.consequent, node.alternate);
      case 'WhileStatement':
        return this.#parts([node.test, 'while'], node.body);
      case 'DoWhileStatement':
        return this.#parts(node.body, [node.test, 'while']);
      case 'ForStatement':
        return this.#parts(node.init, node.test && [node.test, 'for'], node.update, node.body);
      case 'ConditionalExpression':
        return this.#parts([node.test, 'choose'], node.consequent, node.alternate);
      case 'LogicalExpression':
        if (node.operator === '??') return this.#parts(node.left, node.right);
        return this.#parts([node.left, node.operator === '&&' ? 'and' : 'or'], node.right);
      case 'UnaryExpression':
        return this.#unary(node);
      case 'BinaryExpression':
        return this.#binary(node);
      case 'SwitchStatement':
        return this.#parts([node.discriminant, 'switch'], ...node.cases);
      case 'SwitchCase':
        return this.#parts(node.test && [node.test, 'switch'], ...node.consequent);
      case 'CallExpression':
        return rewriteCall(this, node);
      case 'NewExpression':
        this.place(node.callee);
        return this.#parts(...node.arguments);
      case 'TaggedTemplateExpression':
        this.place(node.tag);
        return this.visit(node.quasi);
      case 'MemberExpression':
        if (methodOf(node) === null && !isComputed(node)) return this.place(node);
        return this.wrap(node, 'function', () => this.place(node));
      case 'AssignmentExpression':
        if (/^(&&|\|\||\?\?)=$/.test(node.operator)) throw notLowered(node.operator);
        this.place(node.left);
        return this.visit(node.right);
      case 'UpdateExpression':
        return this.place(node.argument);
      case 'ForInStatement':
      case 'ForOfStatement':
        this.place(node.left);
        return this.#parts(node.right, node.body);
      case 'ChainExpression':
        throw notLowered('?.');
      case 'Identifier':
        if (node.name === GUARD_NAME) throw reserved();
        return;
      default:
        return this.#children(node);
    }
  }

  /** Visits what is assigned to, deleted, called or constructed: no value, or one that has to stay as it is. */
  place(node: AnyNode): void {
    switch (node.type) {
      case 'MemberExpression':
        // A call of a method is shown at the method.
        this.edits.mark(node.property.start);
        // In `new a.some.B()` the first call would take the parentheses.
        return this.member(node, () => this.place(node.object));
      case 'ArrayPattern':
        return node.elements.forEach((element) => element && this.place(element));
      case 'ObjectPattern':
        return node.properties.forEach((property) => {
          if (property.type === 'Property' && property.computed) this.visit(property.key);
          this.place(property.type === 'Property' ? property.value : property);
        });
      case 'AssignmentPattern':
        this.place(node.left);
        return this.visit(node.right);
      case 'RestElement':
        return this.place(node.argument);
      default:
        return this.visit(node);
    }
  }

  /** Visits the parts of a member expression, and not the member itself. */
  member(
    { object, property, computed }: MemberExpression,
    inner = (): void => this.visit(object),
    name = (): void => this.visit(property),
  ): void {
    inner();
    this.edits.mark(property.start);
    if (computed) name();
  }

  /** Has the guard keep the object that a method is called on. */
  keep(object: Expression): void {
    const isList = object.type === 'SequenceExpression';
    this.edits.insert(object.start, `(${GUARD_NAME}.receiver = ${isList ? '(' : ''}`);
    this.visit(object);
    this.edits.insert(object.end, isList ? '))' : ')');
  }

  /** Has the guard take the value of an expression, which `inner` visits, as its last argument. */
  wrap(node: AnyNode, asked: GuardFunction, inner = (): void => this.visit(node), first = ''): void {
    // Its parentheses, if it has any, lie outside of the node.
    const isList = node.type === 'SequenceExpression';
    this.edits.insert(node.start, `${GUARD_NAME}.${asked}(${first}${isList ? '(' : ''}`);
    inner();
    this.edits.insert(node.end, isList ? '))' : ')');
  }

  /** Visits nodes, and has the guard look at the values of those that come with its function. */
  #parts(...parts: readonly (AnyNode | readonly [Expression, GuardFunction] | null | undefined)[]): void {
    for (const part of parts) {
      if (!part) continue;
      if ('type' in part) this.visit(part);
      else this.#ask(...part);
    }
  }

  #ask(node: Expression, asked: GuardFunction): void {
    if (isForeign(node)) return this.visit(node);
    if (node.type !== 'LogicalExpression' || node.operator === '??') return this.wrap(node, asked);
    // Its left side was asked about if that is its value.
    this.edits.mark(node.start);
    return this.#parts([node.left, node.operator === '&&' ? 'and' : 'or'], [node.right, asked]);
  }

  #unary(node: UnaryExpression): void {
    const { operator, argument } = node;
    if (operator === '!') return this.#ask(argument, 'not');
    if (operator === 'delete') return this.place(argument);
    if (operator !== 'typeof' || isForeign(argument)) return this.visit(argument);
    if (argument.type !== 'Identifier') return this.wrap(argument, 'typeof');
    // There may be no such variable, which `typeof` alone does not mind.
    const { name } = argument;
    this.edits.insert(node.start, `(typeof ${name} == "object" && ${GUARD_NAME}.typeof(${name}), `);
    this.visit(argument);
    this.edits.insert(node.end, ')');
  }

  #binary(node: BinaryExpression): void {
    const { left, right } = node;
    const asked = COMPARISONS[node.operator];
    const sides = [left, right];
    if (asksForPresence(left, right) || asksForPresence(right, left))
      return this.#parts(...sides.map((side) => (isTypeof(side) ? side.argument : side)));
    if (asked === undefined || sides.some(isNullish) || sides.every(isPrimitive))
      return this.#parts(...sides);
    this.edits.insert(node.start, `${GUARD_NAME}.${asked}(`);
    this.visit(left);
    const at = this.#operatorAfter(left.end);
    this.edits.replace(at, at + node.operator.length, ',');
    this.visit(right);
    this.edits.insert(node.end, ')');
  }

  #operatorAfter(end: number): number {
    const between = /(?:[\s)]|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;
    between.lastIndex = end;
    between.test(this.code);
    return between.lastIndex;
  }

  #children(node: AnyNode): void {
    for (const child of Object.values(node)) {
      if (Array.isArray(child)) for (const each of child) this.#child(each);
      else this.#child(child);
    }
  }

  #child(child: unknown): void {
    // An object with a type in a node is a node.
    if (typeof child === 'object' && child !== null && 'type' in child) this.visit(child as AnyNode);
  }
}

/** Whether only a run can tell the name of a member, which may be that of a method which asks for truth. */
export function isComputed({ computed, property }: MemberExpression): boolean {
  return computed && property.type !== 'Literal';
}

/** Whether these are the sides of `typeof x === 'undefined'`, which asks whether `x` is there. */
function asksForPresence(left: AnyNode, right: AnyNode): boolean {
  return isTypeof(left) && right.type === 'Literal' && right.value === 'undefined';
}

function isTypeof(node: AnyNode): node is UnaryExpression {
  return node.type === 'UnaryExpression' && node.operator === 'typeof';
}

function notLowered(operator: string): TypeError {
  return new TypeError(
    `code with ${operator} cannot be rewritten: have esbuild write it with ESBUILD_SUPPORTED`,
  );
}

function reserved(): MisuseError {
  return new MisuseError(`${GUARD_NAME} is a name of the tool's own`, 'Choose another name.');
}

import { tsPlugin } from '@sveltejs/acorn-typescript';
import { Parser, type AnyNode, type CallExpression, type Identifier, type Program } from 'acorn';

const TypeScript = Parser.extend(tsPlugin());

/** Parses a TypeScript module. Throws a `SyntaxError` for what is none. */
export function parseTypeScript(source: string): Program {
  return TypeScript.parse(source, { ecmaVersion: 'latest', sourceType: 'module', locations: true });
}

/** Of expressions in which a type is said of another one, which is all that there is at run time. */
const TYPED: ReadonlySet<string> = new Set([
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
]);

/** The parts of a node that run, in the order of the text: types are left out. */
export function partsOf(node: AnyNode): readonly AnyNode[] {
  const values = Object.values(node).flatMap((value: unknown): readonly unknown[] =>
    Array.isArray(value) ? value : [value],
  );
  return values
    .filter(isNode)
    .flatMap((part) => (isOfTypes(part) ? (isTyped(part) ? partsOf(part) : []) : [part]))
    .sort((a, b) => a.start - b.start);
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function isOfTypes({ type }: AnyNode): boolean {
  return type.startsWith('TS');
}

function isTyped({ type }: AnyNode): boolean {
  return TYPED.has(type);
}

/** The type that is written after a name or a list of parameters, as text; '' where there is none. */
export function typeText(node: AnyNode, key: 'returnType' | 'typeAnnotation', source: string): string {
  const type: unknown = Reflect.get(node, key);
  return isNode(type) ? source.slice(type.start, type.end).replace(/^:\s*/, '') : '';
}

/** A call of a method by its name. */
export interface MethodCall {
  readonly call: CallExpression;
  readonly receiver: AnyNode;
  readonly property: Identifier;
  readonly name: string;
}

/** The call of a method that a node is; `null` for anything else. */
export function methodCall(node: AnyNode): MethodCall | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return null;
  const { object: receiver, property, computed } = node.callee;
  if (computed || property.type !== 'Identifier') return null;
  return { call: node, receiver, property, name: property.name };
}

/** Whether a function runs when the node does, rather than the node itself. */
export function isFunction(node: AnyNode): boolean {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  );
}

/** The node and all that is in it, functions inside of it as well. */
export function allIn(node: AnyNode): readonly AnyNode[] {
  return [node, ...partsOf(node).flatMap(allIn)];
}

/** Whether a condition is a choice of the world alone, as `World.happens`, `World.fails` and the like ask for it: either answer may come, so that neither is wrong. */
export function isChoice(test: AnyNode): boolean {
  if (test.type === 'UnaryExpression' && test.operator === '!') return isChoice(test.argument);
  return /^(happens|fails|refuses|limiterBlocks|limiterRunsOut)$/.test(methodCall(test)?.name ?? '');
}

/** Whether a condition can always have this value, all else being as it is, by what the world chooses. */
export function canBe(test: AnyNode, value: boolean): boolean {
  if (test.type !== 'LogicalExpression') return isChoice(test);
  const { left, right, operator } = test;
  const settles = operator === (value ? '||' : '&&');
  return settles && (canBe(left, value) || canBe(right, value));
}

import type { AnyNode } from 'acorn';
import { digest } from '../cache/entry.ts';
import { functionName } from '../load/reach/function-name.ts';
import type { Change } from './operator.ts';
import { OPERATORS } from './operators.ts';
import { siblingsIn } from './siblings.ts';
import { isFunction, parseTypeScript, partsOf } from './syntax.ts';

/** A change that an operator makes of a text. */
export interface Generated extends Change {
  readonly operator: string;
  /**
   * Of no other change of the same text. It depends on the function, on the statement and on what becomes of it, and on nothing else of
   * the text: it stays where lines move.
   */
  readonly key: string;
  /** The functions and branches that the changed place is in, the innermost first. */
  readonly around: readonly Around[];
}

/** A function or a branch around a place. */
export interface Around {
  /** Where its first statement begins, or the function itself, as an index. */
  readonly start: number;
  /** Of a function: 'Queue.pop'; `null` of a branch. */
  readonly name: string | null;
}

/** Digits of a key: two changes of one operator and file are hardly ever the same by chance. */
export const KEY_LENGTH = 8;

/** All changes that operators make of a TypeScript module, in the order of the text. Throws a `SyntaxError` for what is none. */
export function changesOf(source: string): readonly Generated[] {
  const program = parseTypeScript(source);
  const siblings = siblingsIn(program, source);
  const found: Omit<Generated, 'key'>[] = [];
  const contexts: string[] = [];
  const visit = (
    node: AnyNode,
    parents: readonly AnyNode[],
    path: readonly string[],
    outside: readonly Around[],
  ): void => {
    if (node.type === 'ImportDeclaration') return;
    const inner = [...path, ...nameOf(node, parents, path)];
    const around = [...aroundIn(node, parents.at(-1), inner), ...outside];
    for (const { name, changes } of OPERATORS)
      for (const change of changes({ node, parents, source, siblings })) {
        if (source.slice(change.start, change.end) === change.text) continue;
        found.push({ ...change, operator: name, around });
        contexts.push(contextOf([...parents, node], change, source, path));
      }
    for (const part of partsOf(node)) visit(part, [...parents, node], inner, around);
  };
  visit(program, [], [], []);
  const seen = new Map<string, number>();
  return found
    .map((each, i) => {
      const context = `${each.operator} ${contexts[i] ?? ''}`;
      const before = seen.get(context) ?? 0;
      seen.set(context, before + 1);
      return { ...each, key: digest(`${context} ${before}`).slice(0, KEY_LENGTH) };
    })
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

function nameOf(node: AnyNode, parents: readonly AnyNode[], path: readonly string[]): readonly string[] {
  if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression')
    return node.id == null ? [] : [node.id.name];
  const parent = parents.at(-1);
  return isFunction(node) && parent !== undefined ? [functionName(node, { path, node: parent })] : [];
}

/** The function, the statement up to its first block, the place in it and what stands there then. */
function contextOf(
  nodes: readonly AnyNode[],
  { start, end, text }: Change,
  source: string,
  path: readonly string[],
): string {
  const statement = nodes.findLast(
    (node) =>
      node.start <= start &&
      /(Statement|Declaration|Definition)$/.test(node.type) &&
      node.type !== 'BlockStatement',
  );
  const from = statement?.start ?? start;
  const whole = source.slice(from, Math.max(statement?.end ?? end, end));
  const block = whole.indexOf('{\n');
  const shown = block === -1 ? whole : whole.slice(0, block);
  const changed = source.slice(start, end);
  return JSON.stringify([
    path.join('.'),
    ...[shown, source.slice(from, start), changed, text].map(onOneLine),
  ]);
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function aroundIn(node: AnyNode, parent: AnyNode | undefined, path: readonly string[]): readonly Around[] {
  if (isFunction(node)) return [{ start: node.start, name: path.join('.') }];
  return parent !== undefined && isBranchOf(node, parent) ? [{ start: firstOf(node).start, name: null }] : [];
}

function isBranchOf(node: AnyNode, parent: AnyNode): boolean {
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return node !== parent.test;
    case 'LogicalExpression':
      return node === parent.right;
    case 'ForStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
      return node === parent.body;
    default:
      return false;
  }
}

function firstOf(node: AnyNode): AnyNode {
  return node.type === 'BlockStatement' ? (node.body[0] ?? node) : node;
}

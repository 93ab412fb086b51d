import type { AnyNode } from 'acorn';
import { methodCall } from '../syntax.ts';
import { entryIn, NONE, replaced, type Operator } from '../operator.ts';

/** Arguments that are widths: another one would be no program. */
const WIDTHS: Readonly<Record<string, number>> = {
  zeroExtend: 0,
  truncate: 0,
  word: 0,
  load: 1,
  peekWord: 1,
  extract: 1,
  table: 0,
};

/** Methods whose lists are of widths. */
const LISTS: ReadonlySet<string> = new Set(['read']);

export const VALUE_OPERATORS: readonly Operator[] = [
  {
    name: 'constant',
    does: 'one more or one less; true for false',
    changes: ({ node, parents }) => {
      if (node.type !== 'Literal' || isWidth(node, parents)) return NONE;
      const { value, bigint } = node;
      const parent = parents.at(-1);
      if (parent?.type === 'Property' && (parent.key === node || isNamed(parent.key, 'ok'))) return NONE;
      if (typeof value === 'boolean') return [replaced(node, String(!value))];
      if (bigint != null) return near(BigInt(bigint)).map((each) => replaced(node, `${each}n`));
      return typeof value === 'number' && Number.isInteger(value)
        ? near(BigInt(value)).map((each) => replaced(node, String(each)))
        : NONE;
    },
  },
  {
    name: 'field',
    does: 'take the next field of the same type',
    changes: ({ node, parents, siblings }) => {
      const parent = parents.at(-1);
      if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier')
        return NONE;
      const other = siblings.get(node.property.name);
      const isCalled = parent?.type === 'CallExpression' && parent.callee === node;
      return other === undefined || isCalled || isInitialised(node, parents)
        ? NONE
        : [replaced(node.property, other)];
    },
  },
];

/** A field that its constructor sets: without, it would have no value. */
function isInitialised(node: AnyNode, parents: readonly AnyNode[]): boolean {
  const parent = parents.at(-1);
  const isSet = parent?.type === 'AssignmentExpression' && parent.left === node;
  return isSet && parents.some((each) => each.type === 'MethodDefinition' && each.kind === 'constructor');
}

function near(value: bigint): readonly bigint[] {
  return value > 0n ? [value + 1n, value - 1n] : [value + 1n];
}

function isNamed(node: AnyNode, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

function isWidth(node: AnyNode, parents: readonly AnyNode[]): boolean {
  const parent = parents.at(-1);
  if (parent === undefined) return false;
  if (parent.type === 'ArrayExpression') {
    const list = parents.at(-2);
    return list !== undefined && LISTS.has(methodCall(list)?.name ?? '');
  }
  if (parent.type === 'Property') return isTables(parents.at(-3));
  const found = methodCall(parent);
  if (found === null) return false;
  const at = entryIn(WIDTHS, found.name);
  return at !== undefined && found.call.arguments[at] === node;
}

/** Whether the side tables of a driver are declared here: what is said of each is the width of its entries. */
function isTables(node: AnyNode | undefined): boolean {
  return node?.type === 'VariableDeclarator' && isNamed(node.id, 'TABLES');
}

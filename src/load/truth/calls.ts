import type { CallExpression, Expression, MemberExpression, Super } from 'acorn';
import { GUARD_NAME } from './guard.ts';
import { GUARDED_NAMES } from './methods.ts';
import { isComputed, type Rewriter } from './rewriter.ts';

/** The name of a method that may be a built-in one which asks for truth or identity; else `null`. */
export function methodOf({ property, computed }: MemberExpression): string | null {
  if (property.type === 'Identifier' && !computed)
    return GUARDED_NAMES.has(property.name) ? property.name : null;
  if (property.type !== 'Literal' || typeof property.value !== 'string') return null;
  return GUARDED_NAMES.has(property.value) ? property.value : null;
}

/** Has the guard look at what a call hands to a function of JavaScript's own, if it is one: that is seen when it runs. */
export function rewriteCall(rewriter: Rewriter, node: CallExpression): void {
  const { callee } = node;
  const [first, ...rest] = node.arguments;
  if (callee.type === 'MemberExpression') {
    const name = methodOf(callee);
    if (name !== null) return rewriteMethodCall(rewriter, node, callee, name);
    const { object } = callee;
    // Its receiver is still to come.
    if (isComputed(callee)) return rewriteComputedCall(rewriter, node, callee);
    const isApplied = object.type === 'Identifier' && isNamed(callee, ['call', 'apply', 'bind']);
    rewriter.member(callee, () => (isApplied ? rewriter.wrap(object, 'function') : rewriter.visit(object)));
    const isAssert = isConsole(object) && isNamed(callee, ['assert']);
    if (isAssert && first !== undefined && first.type !== 'SpreadElement') {
      rewriter.wrap(first, 'consoleAssert');
      for (const argument of rest) rewriter.visit(argument);
      return;
    }
  } else if (callee.type === 'Identifier' && GUARDED_NAMES.has(callee.name)) {
    rewriter.wrap(callee, 'function');
  } else {
    rewriter.visit(callee);
  }
  for (const argument of node.arguments) rewriter.visit(argument);
}

/** A call of a method whose name only a run can tell: one that would have to be looked at is refused. */
function rewriteComputedCall(rewriter: Rewriter, node: CallExpression, callee: MemberExpression): void {
  rewriter.member(callee, undefined, () => rewriter.wrap(callee.property, 'name'));
  for (const argument of node.arguments) rewriter.visit(argument);
}

/** A call of a method that may be such a one. */
function rewriteMethodCall(
  rewriter: Rewriter,
  node: CallExpression,
  callee: MemberExpression,
  name: string,
): void {
  const { code, edits } = rewriter;
  const { object } = callee;
  const [first, ...rest] = node.arguments;
  if (first === undefined) return rewriter.member(callee);
  if (object.type === 'Super') {
    // A method of the base class is called on `this`.
    rewriter.wrap(callee, 'function', () => rewriter.member(callee));
    edits.insert(callee.end, '.call');
    edits.insert(afterParenthesis(code, callee.end), 'this, ');
    for (const argument of node.arguments) rewriter.visit(argument);
    return;
  }
  // A variable is read twice; anything else is evaluated once, and is kept until the arguments are.
  const isVariable = object.type === 'ThisExpression' || object.type === 'Identifier';
  const receiver = isVariable ? code.slice(object.start, object.end) : `${GUARD_NAME}.receiver`;
  const said = `${JSON.stringify(isVariable ? name : inWords(code, callee, name))}, ${receiver}, `;
  if (isVariable) rewriter.member(callee);
  else rewriter.member(callee, () => rewriter.keep(object));
  if (first.type !== 'SpreadElement' && name !== 'is') {
    rewriter.wrap(first, 'argument', () => rewriter.visit(first), said);
    for (const argument of rest) rewriter.visit(argument);
    return;
  }
  edits.insert(afterParenthesis(code, callee.end), `...${GUARD_NAME}.arguments(${said}[`);
  for (const argument of node.arguments) rewriter.visit(argument);
  edits.insert(node.end - 1, '])');
}

/** What a call says that it calls, for an error. */
function inWords(code: string, { object }: MemberExpression, name: string): string {
  const text = code.slice(object.start, object.end);
  return text.length > LONGEST_TEXT || text.includes('\n') ? `(...).${name}` : `${text}.${name}`;
}

const LONGEST_TEXT = 40;

/** Where the arguments of a call begin, whose callee ends at an offset. */
function afterParenthesis(code: string, end: number): number {
  const between = /(?:[\s)]|\/\/[^\n]*|\/\*[^]*?\*\/)*\(/y;
  between.lastIndex = end;
  between.test(code);
  return between.lastIndex;
}

function isNamed({ property, computed }: MemberExpression, names: readonly string[]): boolean {
  return !computed && property.type === 'Identifier' && names.includes(property.name);
}

function isConsole(node: Expression | Super): boolean {
  return node.type === 'Identifier' && node.name === 'console';
}

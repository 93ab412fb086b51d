import type { AnyNode, Expression, Program, Statement } from 'acorn';
import { MisuseError } from '../../domain/misuse.ts';
import { childrenOf } from '../hermetic/scopes.ts';
import type { Edits } from '../truth/edits.ts';
import { functionName, type NamedIn } from './function-name.ts';
import type { TextPlace } from './place.ts';

/** What marked code calls where it enters a place, with the place's index. */
export const ENTER_NAME = '$ringproofEnter';

/** A position in a file, counted from 1; `null` for code that is not from the file. */
export type Position = { readonly line: number; readonly column: number } | null;

type FunctionNode = AnyNode & {
  type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression';
};

/** Where something is. */
interface Around {
  readonly named: NamedIn;
  readonly parent: number | null;
}

/**
 * Adds a call to `edits` at the beginning of each function and branch of a program, and returns the places by their index. The code
 * stays on its lines, and does the same. `positionOf` says where an offset is in the file. What ends before `start` is left out.
 * Throws a `MisuseError` where the program uses the name of the call.
 */
export function markPlaces(
  program: Program,
  edits: Edits,
  start: number,
  positionOf: (offset: number) => Position,
): readonly TextPlace[] {
  const marker = new Marker(edits, positionOf);
  for (const each of program.body)
    if (each.end > start) marker.visit(each, { named: { path: [], node: program }, parent: null });
  return marker.places;
}

class Marker {
  readonly places: TextPlace[] = [];
  readonly #edits: Edits;
  readonly #positionOf: (offset: number) => Position;

  constructor(edits: Edits, positionOf: (offset: number) => Position) {
    this.#edits = edits;
    this.#positionOf = positionOf;
  }

  visit(node: AnyNode, around: Around): void {
    // Maps keep a place of its own for what the next rewriting asks about.
    this.#edits.mark(node.start);
    if (node.type === 'MemberExpression') this.#edits.mark(node.property.start);
    switch (node.type) {
      case 'Identifier':
        if (node.name === ENTER_NAME)
          throw new MisuseError(`${ENTER_NAME} is a name of the tool's own`, 'Choose another name.');
        return;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return this.#function(node, around);
      case 'ClassDeclaration':
      case 'ClassExpression': {
        const path = [...around.named.path, ...(node.id == null ? [] : [node.id.name])];
        return this.#children(node, { ...around, named: { path, node } });
      }
      case 'IfStatement': {
        this.visit(node.test, around);
        this.#statement(node.consequent, around, 'the condition is never true', node);
        if (node.alternate != null)
          return this.#statement(node.alternate, around, 'the condition is never false', node);
        const no = this.#place('branch', 'the condition is never false', node, around, [node]);
        if (no !== null) this.#edits.insert(node.consequent.end, ` else {${call(no)};}`);
        return;
      }
      case 'ConditionalExpression':
        this.visit(node.test, around);
        // What esbuild makes of `?.` is no branch of the text.
        if (isOfOptionalChain(node)) return this.visit(node.alternate, around);
        this.#expression(node.consequent, around, 'the condition is never true', node);
        return this.#expression(node.alternate, around, 'the condition is never false', node);
      case 'LogicalExpression':
        this.visit(node.left, around);
        return this.#expression(node.right, around, `what follows ${node.operator} is never evaluated`, node);
      case 'AssignmentPattern':
        this.visit(node.left, around);
        return this.#expression(node.right, around, 'the default value is never taken', node);
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        for (const each of childrenOf(node)) {
          if (each === node.body) this.#statement(node.body, around, 'the loop is never entered', node);
          else this.visit(each, around);
        }
        return;
      case 'SwitchCase':
        return this.#case(node, around);
      case 'CatchClause':
        if (node.param != null) this.visit(node.param, around);
        return this.#statement(node.body, around, 'nothing is ever caught', node);
      default:
        return this.#children(node, around);
    }
  }

  #function(node: FunctionNode, around: Around): void {
    const name = functionName(node, around.named);
    const path = [...around.named.path, name];
    const { body } = node;
    const first = body.type === 'BlockStatement' ? body.body[0] : undefined;
    const place = this.#place('function', '', node, { ...around, named: { path, node } }, [node, first]);
    const inside: Around = { named: { path, node }, parent: place ?? around.parent };
    for (const parameter of node.params) this.visit(parameter, inside);
    if (body.type === 'BlockStatement') {
      if (place !== null) this.#edits.insert(body.start + 1, `${call(place)};`);
      return this.#children(body, inside);
    }
    this.#wrapped(body, inside, place);
  }

  #case(node: AnyNode & { type: 'SwitchCase' }, around: Around): void {
    if (node.test != null) this.visit(node.test, around);
    const [first] = node.consequent;
    if (first === undefined) return;
    const place = this.#place('branch', 'the case is never taken', node, around, [node, first]);
    if (place !== null) this.#edits.insert(first.start, `${call(place)};`);
    for (const each of node.consequent) this.visit(each, { ...around, parent: place ?? around.parent });
  }

  #statement(node: Statement, around: Around, what: string, of: AnyNode): void {
    const [first] = node.type === 'BlockStatement' ? node.body : [node];
    const place = this.#place('branch', what, first ?? node, around, [of, node, first]);
    const inside = { ...around, parent: place ?? around.parent };
    const isBlock = node.type === 'BlockStatement';
    if (place !== null)
      this.#edits.insert(isBlock ? node.start + 1 : node.start, `${isBlock ? '' : '{'}${call(place)};`);
    if (isBlock) return this.#children(node, inside);
    this.visit(node, inside);
    if (place !== null) this.#edits.insert(node.end, '}');
  }

  #expression(node: Expression, around: Around, what: string, of: AnyNode): void {
    const place = this.#place('branch', what, node, around, [of, node]);
    this.#wrapped(node, { ...around, parent: place ?? around.parent }, place);
  }

  #wrapped(node: AnyNode, inside: Around, place: number | null): void {
    if (place !== null) this.#edits.insert(node.start, `(${call(place)}, `);
    this.visit(node, inside);
    if (place !== null) this.#edits.insert(node.end, ')');
  }

  #children(node: AnyNode, around: Around): void {
    // A function finds its name in what is around it.
    const named = { ...around.named, node };
    for (const child of childrenOf(node)) this.visit(child, { ...around, named });
  }

  /** Index of a new place; `null` for code that is not from the file. */
  #place(
    kind: TextPlace['kind'],
    what: string,
    at: AnyNode,
    { named, parent }: Around,
    anchors: readonly (AnyNode | undefined)[],
  ): number | null {
    const position = this.#positionOf(at.start);
    if (position === null) return null;
    const lines = anchors.flatMap((node) =>
      node === undefined ? [] : (this.#positionOf(node.start)?.line ?? []),
    );
    const name = named.path.join('.');
    this.places.push({ kind, name, what, ...position, anchors: [...new Set(lines)], parent });
    return this.places.length - 1;
  }
}

function call(place: number): string {
  return `${ENTER_NAME}(${place})`;
}

/** Whether an expression has the form `x == null ? void 0 : …`. */
function isOfOptionalChain({ test, consequent }: AnyNode & { type: 'ConditionalExpression' }): boolean {
  const asksForNull =
    test.type === 'BinaryExpression' &&
    test.operator === '==' &&
    test.right.type === 'Literal' &&
    test.right.value === null;
  return asksForNull && consequent.type === 'UnaryExpression' && consequent.operator === 'void';
}

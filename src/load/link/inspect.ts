import type { AnyNode, CallExpression, Expression, Program as Tree } from 'acorn';
import { full } from 'acorn-walk';
import type { Import, ModuleText } from './program.ts';

/** What a transformed module's own text says of its imports and exports. */
export interface Inspected {
  readonly imports: readonly Import[];
  readonly exports: ModuleText['exports'];
  /** Where `import()` stands in the transformed text, as an index; `null` where it does not. */
  readonly dynamicImport: number | null;
  /** Where the transform's own statements end, which come first, as an index. */
  readonly preludeEnd: number;
}

/** How the names begin under which the transform keeps modules that a file imports names of. */
const GENERATED = 'import_';

/** Reads the tree of a module that esbuild has turned into CommonJS, or that was CommonJS before, as only JavaScript may be. */
export function inspect(tree: Tree, isAlwaysEsModule: boolean): Inspected {
  const bindings = new Map<string, string>();
  const names = new Map<string, Set<string>>();
  const stars: string[] = [];
  const exported: string[] = [];
  let isEsModule = isAlwaysEsModule;
  let dynamicImport: number | null = null;
  full(tree, (node) => {
    const each = node;
    if (each.type === 'ImportExpression') dynamicImport ??= each.start;
    if (each.type === 'VariableDeclarator' && each.id.type === 'Identifier') {
      const specifier = each.init && requiredBy(each.init);
      if (specifier != null && each.id.name.startsWith(GENERATED)) bindings.set(each.id.name, specifier);
    }
    if (each.type !== 'CallExpression') return;
    const specifier = requiredBy(each);
    if (specifier !== null) names.set(specifier, names.get(specifier) ?? new Set());
    const [, second] = each.arguments;
    if (isCallOf(each, '__toCommonJS')) isEsModule = true;
    if (isCallOf(each, '__export') && second?.type === 'ObjectExpression') {
      exported.push(...second.properties.flatMap((property) => keyOf(property)));
    }
    if (isCallOf(each, '__reExport') && second !== undefined && second.type !== 'SpreadElement') {
      const whole = requiredBy(second);
      if (whole !== null) stars.push(whole);
    }
  });
  full(tree, (node) => {
    const each = node;
    if (each.type !== 'MemberExpression' || each.computed) return;
    if (each.object.type !== 'Identifier' || each.property.type !== 'Identifier') return;
    const specifier = bindings.get(each.object.name);
    if (specifier !== undefined) names.get(specifier)?.add(each.property.name);
  });
  return {
    imports: [...names].map(([specifier, taken]) => ({ specifier, names: [...taken] })),
    exports: isEsModule ? { names: exported, stars } : null,
    dynamicImport,
    preludeEnd: endOfPrelude(tree),
  };
}

/** Whether a name is that of one of the transform's helpers, or of the object that holds what a file exports. */
function isHelper(name: string, init: AnyNode | null | undefined): boolean {
  const isEmpty = init?.type === 'ObjectExpression' && init.properties.length === 0;
  return name.startsWith('__') || (name.endsWith('_exports') && isEmpty);
}

function endOfPrelude({ body }: Tree): number {
  const first = body.findIndex((statement) => !isOfPrelude(statement));
  return body[first === -1 ? body.length - 1 : first - 1]?.end ?? 0;
}

function isOfPrelude(statement: AnyNode): boolean {
  if (statement.type === 'VariableDeclaration') {
    return statement.declarations.every(
      ({ id, init }) => id.type === 'Identifier' && isHelper(id.name, init),
    );
  }
  if (statement.type !== 'ExpressionStatement') return false;
  const { expression } = statement;
  if (expression.type === 'CallExpression') return isCallOf(expression, '__export');
  if (expression.type !== 'AssignmentExpression') return false;
  const { right } = expression;
  return right.type === 'CallExpression' && isCallOf(right, '__toCommonJS');
}

/** The name of the module that an expression requires, at once or through `__toESM`. */
function requiredBy(expression: Expression): string | null {
  if (expression.type !== 'CallExpression') return null;
  const [first] = expression.arguments;
  if (first === undefined || first.type === 'SpreadElement') return null;
  if (isCallOf(expression, '__toESM')) return requiredBy(first);
  const isRequire = isCallOf(expression, 'require') && first.type === 'Literal';
  return isRequire && typeof first.value === 'string' ? first.value : null;
}

function isCallOf({ callee }: CallExpression, name: string): boolean {
  return callee.type === 'Identifier' && callee.name === name;
}

function keyOf(property: AnyNode): readonly string[] {
  if (property.type !== 'Property') return [];
  if (property.key.type === 'Identifier') return [property.key.name];
  return property.key.type === 'Literal' ? [String(property.key.value)] : [];
}

import type { AnyNode, Program } from 'acorn';
import { typeText } from './syntax.ts';

/**
 * Of each field that the classes and interfaces of a module declare: the next one of the same type in the same declaration, after the last
 * the first. Fields whose type is not written are left out, as are those whose name two declarations give different neighbours.
 */
export function siblingsIn(program: Program, source: string): ReadonlyMap<string, string> {
  const found = new Map<string, string | null>();
  for (const fields of program.body.flatMap((statement) => declarationsIn(statement, source))) {
    for (const type of new Set(fields.map((field) => field.type))) {
      const group = fields.filter((field) => field.type === type);
      for (const [i, { name }] of group.entries()) {
        const next = group[(i + 1) % group.length]?.name ?? name;
        if (next === name) continue;
        const known = found.get(name);
        found.set(name, known === undefined || known === next ? next : null);
      }
    }
  }
  return new Map([...found].flatMap(([name, next]) => (next === null ? [] : [[name, next] as const])));
}

interface Field {
  readonly name: string;
  readonly type: string;
}

function declarationsIn(statement: AnyNode, source: string): readonly (readonly Field[])[] {
  const inner =
    statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration'
      ? statement.declaration
      : statement;
  if (inner == null) return [];
  // Nodes of types are not among acorn's own.
  const body: unknown = Reflect.get(inner, 'body');
  const members: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'body') : undefined;
  if (!Array.isArray(members)) return [];
  return [members.flatMap((member: unknown) => fieldIn(member, source))];
}

function fieldIn(member: unknown, source: string): readonly Field[] {
  if (typeof member !== 'object' || member === null) return [];
  const type: unknown = Reflect.get(member, 'type');
  if (type !== 'PropertyDefinition' && type !== 'TSPropertySignature') return [];
  const key: unknown = Reflect.get(member, 'key');
  if (typeof key !== 'object' || key === null || Reflect.get(key, 'type') !== 'Identifier') return [];
  const written = typeText(member as AnyNode, 'typeAnnotation', source);
  return written === '' ? [] : [{ name: String(Reflect.get(key, 'name')), type: written }];
}

import { expect, test } from 'vitest';
import { changesOf } from './changes-of.ts';

const QUEUE = `import { err, ok, type Bool, type Result, type U16 } from 'ringproof';
export const SIZE = 8;
export const TABLES = { next: 64 } as const;
interface Fields { readonly next: U16; readonly size: U16; readonly on: Bool }
export class Queue implements Fields {
  next: U16;
  size: U16;
  on: Bool;
  constructor(fields: Fields) {
    this.next = fields.next;
  }
  push(head: U16, mem: { write(a: number, b: unknown[]): void; fence(o: string): void }): Result<void, 'full'> {
    if (head.ge(this.size).or(this.on)) return err('full' as const);
    const slot = this.next.rem(this.size).zeroExtend(32);
    mem.write(0, [slot, head.zeroExtend(32)]);
    mem.fence('seq-cst');
    this.next = this.next.add(1);
    return ok();
  }
  load(mem: { load(a: number, w: 16, o: string): U16; peekWord(a: number, w: 16): U16 }): U16 {
    mem.peekWord(1, 16);
    return mem.load(1, 16, 'acquire');
  }
}
`;

/** Each as 'operator: what -> what', on one line. */
function made(source: string): readonly string[] {
  const onOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
  return changesOf(source).map(({ operator, start, end, text }) =>
    onOneLine(`${operator}: ${source.slice(start, end)} -> ${text}`),
  );
}

test('should make each kind of mistake where it could be made, and nowhere else', () => {
  const all = made(QUEUE);

  expect(all).toEqual(
    expect.arrayContaining([
      'constant: 8 -> 9',
      'boundary: ge -> gt',
      'comparison: ge -> lt',
      'connective: or -> and',
      'condition-part: .or(this.on) ->',
      'check: head.ge(this.size).or(this.on) -> false',
      'check: head.ge(this.size).or(this.on) -> true',
      "error: err('full' as const) -> { ok: true, value: undefined }",
      'field: size -> next',
      'operand: .rem(this.size) ->',
      'width: . -> .truncate(8).',
      'width: 32 -> 64',
      'statement: mem.write(0, [slot, head.zeroExtend(32)]); -> ;',
      "fence: mem.fence('seq-cst'); -> ;",
      "fence: 'seq-cst' -> 'acq-rel'",
      "order: mem.write(0, [slot, head.zeroExtend(32)]); mem.fence('seq-cst'); -> mem.fence('seq-cst'); mem.write(0, [slot, head.zeroExtend(32)]);",
      'early-return: -> return { ok: true, value: undefined };',
      'arithmetic: add -> sub',
      'overflow: add -> addOrTrap',
      'constant: 1 -> 0',
      "ordering: 'acquire' -> 'relaxed'",
    ]),
  );
  // Widths are no constants, a constructor has no statement to spare, and types do not run.
  expect(
    all.filter((each) => /^constant: (16|64)|^statement: this.next = fields|constant: 0 -> -1/.test(each)),
  ).toEqual([]);
  expect(all).toHaveLength(new Set(changesOf(QUEUE).map(({ operator, key }) => `${operator} ${key}`)).size);
});

test('should leave out what no compiler would take, where it is seen that a value is there', () => {
  const all = made(`const f = (s: R, k: boolean): Result<void, string> => {
  if (!s.ok || s.value === undefined || k) return s;
  if (s.value.eq(1)) return g();
  if (k && t === undefined) return h(k);
  g();
};`);
  const parts = all.filter((each) => each.startsWith('condition-part'));

  expect(parts).toEqual([
    'condition-part: !s.ok || s.value === undefined || k -> (!s.ok || s.value === undefined)',
    'condition-part: k && t === undefined -> (k)',
    'condition-part: k && t === undefined -> (t === undefined)',
  ]);
  expect(all.filter((each) => each.startsWith('order: if (!s.ok'))).toEqual([]);
  expect(all.filter((each) => each.startsWith('order: if (k'))).toHaveLength(1);
});

test('should leave alone what a world may choose anyway', () => {
  const choices = `function f(world: World, on: boolean): void {
  if (world.happens('a')) g(1n);
  if (!world.fails('b')) g(1n);
  if (on && !world.happens('c')) g(1n);
  if (on || world.happens('d')) g(1n);
  world.happens('e') ? g(1n) : h();
}`;
  const conditions = made(choices).filter((each) => /^(check|negation|branches|condition)/.test(each));

  expect(conditions).toEqual([
    "check: on && !world.happens('c') -> true",
    "condition-part: on && !world.happens('c') -> (!world.happens('c'))",
    "check: on || world.happens('d') -> false",
    "condition-part: on || world.happens('d') -> (world.happens('d'))",
  ]);
});

test('should keep the keys of changes where other text moves them', () => {
  const keys = (source: string): readonly string[] => changesOf(source).map(({ key }) => key);
  const moved = QUEUE.replace('export const SIZE', '// a line more\nexport const SIZE')
    .replace('    mem.fence', '\n    mem.fence')
    .replace('    return ok();', '    if (this.on.not()) this.size = head;\n    return ok();');

  expect(keys(moved)).toEqual(expect.arrayContaining([...keys(QUEUE)]));
});

test('should say which functions and branches a change is in, and refuse what is no program', () => {
  const source = 'const f = (a: U16): void => {\n  if (a.eq(1)) {\n    g(a.add(2));\n  }\n};';
  const [found] = changesOf(source).filter(({ text }) => text === '3');

  expect(found?.around).toEqual([
    { start: source.indexOf('g('), name: null },
    { start: source.indexOf('(a: U16)'), name: 'f' },
  ]);
  expect(() => changesOf('const = 1;')).toThrow(SyntaxError);
});

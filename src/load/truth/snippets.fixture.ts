/**
 * Modules that export `run`, each about something that JavaScript does while code is rewritten around it: `log` notes what happens,
 * and in which order.
 */
export const SNIPPETS: Readonly<Record<string, string>> = {
  'short circuits': `export const run = (log) => {
    const t = (v, n) => (log(n), v);
    if (t(0, 'a') && t(1, 'b') || t(2, 'c') && !t('', 'd')) log('yes');
    const v = t(null, 'e') ?? (t(0, 'f') || t('x', 'g'));
    return [v, t(1, 'h') ? t('i', 'i') : t('j', 'j'), !t(NaN, 'k'), !!t([], 'l'), t(0, 'm') && t(1, 'n')];
  };`,
  'logical assignment': `export const run = (log) => {
    const o = { get a() { log('get a'); return this.b; }, set a(v) { log('set a ' + v); this.b = v; }, b: 0 };
    const at = () => (log('at'), o);
    at().a ||= 5; at().a ||= 6; at().a &&= 7; at().b ??= 8;
    let f; f ||= () => 1; let g = 1; g &&= function () {}; let h; h ??= class {};
    return [o.b, f.name, g.name, h.name];
  };`,
  'optional chains': `export const run = (log) => {
    const o = { list: [1, 2, 3], f() { log('f'); return this; }, n: null };
    const key = (k) => (log(k), k);
    return [
      o?.list.filter((n) => n > 1)?.length, o.none?.list.filter(key('no')).length, o.f?.().list?.some((n) => n === 2),
      o.n?.[key('never')].x(key('never')), o?.[key('list')]?.includes?.(3), o.g?.(key('never')), delete o?.list, o.list,
      (o?.f()).n, o.none?.a.b.c(key('never')).every(key('never')),
    ];
  };`,
  'closures in loops': `export const run = () => {
    const made = [];
    for (let i = 0; i < 3 && made.length < 9; i++) made.push(() => i);
    for (const x of [4, 5]) { if (x === 4) continue; made.push(() => x); }
    for (const k in { a: 1, b: 2 }) made.push(() => k);
    let n = 0; do { made.push(() => n); } while (n++ < 1);
    while (n) { if (n === 2) { n--; continue; } break; }
    return made.map((f) => f());
  };`,
  'labels and switch': `export const run = (log) => {
    outer: for (let i = 0; ; i++) {
      switch (i) { case 0: continue outer; case 1: log('one'); case 2: log('two'); break; default: log('rest'); break outer; }
    }
    const pick = (v) => { switch (v) { case 'a': { const v = 1; return v; } case null: return 2; case undefined: return 3; default: return 4; case NaN: return 5; } };
    return [pick('a'), pick(null), pick(undefined), pick(NaN)];
  };`,
  'order of operands': `export const run = (log) => {
    const t = (v, n) => (log(n), v);
    const o = { get list() { log('list'); return { filter: (f, x) => (log('call'), f(x)) }; } };
    return [t(1, 'a') === t(2, 'b'), t(1, 'c') !== (t(0, 'd'), t(1, 'e')), t(null, 'f') == t(undefined, 'g'),
      o.list.filter(t((x) => x, 'h'), t(9, 'i')), typeof t(1, 'j'), typeof nowhere, typeof nowhere === 'undefined'];
  };`,
  'order before an error': `export const run = (log) => {
    const t = (v, n) => (log(n), v);
    const tries = [() => t(undefined, 'a').filter(t(1, 'b')), () => t(null, 'c').some.x, () => t({}, 'd').every(t(1, 'e')),
      () => [1].filter(t('f', 'f')), () => new (t({}, 'g').find)(), () => [1].some()];
    return tries.map((f) => { try { return f(); } catch (e) { log(e.name); return e instanceof TypeError; } });
  };`,
  'this and super': `export const run = () => {
    class Base extends Array { filter(f, that) { return ['base', this.length, ...super.filter(f, that)]; } some(...a) { return [this.length, a.length]; } }
    class Sub extends Base { filter(f) { return super.filter(f, { k: 2 }); } some(x) { return super.some(x, 1); } every = (f) => super.some(f); }
    const s = Sub.of(1, 2, 3);
    const o = { find(x) { return [this === o, x]; }, includes: function () { return arguments.length; } };
    return [s.filter(function (x) { return x === this.k; }).slice(), s.some(1), s.every(1), o.find(1), o['find'](2), (0, o.includes)(1, 2), o.includes.call(o, 1, 2, 3)];
  };`,
  'predicates of lists': `export const run = () => {
    const list = [3, 1, 2]; const seen = [];
    const f = function (v, i, l) { seen.push([v, i, l === list, this?.t, arguments.length]); return v > 1; };
    const sparse = [, 1];
    return [list.every(f), list.some(f, { t: 1 }), list.filter(f), list.find(f), list.findIndex(f), list.findLast(f), list.findLastIndex(f), seen,
      list.includes(1), list.includes(1, 2), list.indexOf(2), list.lastIndexOf(3, -3), [NaN].includes(NaN), [NaN].indexOf(NaN), sparse.includes(undefined), sparse.indexOf(undefined),
      'abc'.includes('b'), 'abc'.indexOf('c'), Uint8Array.of(1, 2).some((x) => x === 2), Uint8Array.of(1, 2).filter((x) => x > 1).join(), [1, 0, ''].filter(Boolean), [...'ab'].findLast((c) => c)];
  };`,
  collections: `export const run = (log) => {
    class M extends Map { get(k) { log('get'); return super.get(k) ?? 'none'; } }
    const m = new M([['a', 1]]); const s = new Set([1, 1, NaN, NaN, -0]); const w = new WeakMap(); const k = {};
    w.set(k, m); m.set('b', 2).set('c', 3); m.delete('a');
    return [m.get('a'), m.get('b'), m.size, m instanceof Map, m instanceof M, [...m], [...s].map((x) => Object.is(x, -0)), s.has(NaN), w.get(k) === m, w.has({}),
      new Map(m).size, new Set('aab').size, String(m), m.constructor === M, new Map().constructor === Map, Map.name, Set.prototype.has.name, [...new Set([1]).entries()], new Map(null).size,
      [() => new Map(5), () => Map(), () => new Set().add.call({}, 1)].map((f) => { try { return f(); } catch (e) { return e.name; } })];
  };`,
  Boolean: `export const run = () => [Boolean(0), new Boolean(0) instanceof Boolean, typeof new Boolean(1), new Boolean(0).valueOf(), Boolean.name, Boolean('') === false, true.constructor.name, [0, 1].map(Boolean)];`,
  'names of functions': `export const run = () => {
    const a = () => {}, b = function () {}, c = class {}; let d; d = async () => {};
    const o = { e() {}, f: () => {}, ['g']: () => {}, get h() { return 1; } };
    const { i = () => {} } = {}; const [j = class {}] = []; const k = (l = () => {}) => l.name;
    const m = true && function () {}, n = false || (() => {});
    return [a, b, c, d, o.e, o.f, o.g, i, j].map((f) => f.name).concat(k(), m.name, n.name, c.toString === Function.prototype.toString);
  };`,
  destructuring: `export const run = (log) => {
    const o = { a: 0, b: null, some: 1, n: { every: 2 } };
    const { a = 5, b = 6, c = 7, some, n: { every = 9, find = 8 }, ...rest } = o;
    const target = {}; let x, y;
    ({ a: target.filter, b: target['is'], some: x = 3 } = o); [target.find, y = !a] = [1];
    for (target.includes of [1, 2]) log(target.includes); for (target.every in { k: 1 }) log(target.every);
    target.filter++; delete target.is; target.some ??= 4; target.some += 1;
    return [a, b, c, some, every, find, rest, x, y, target];
  };`,
  generators: `export const run = (log) => {
    function* g(a) { const b = yield a && (yield 'in') || 'or'; log(b); if (yield b === 1 ? 'one' : 'other') return 'end'; yield* [1, 2].filter((x) => x > 1); }
    const it = g(1); const out = []; let next;
    for (const sent of [undefined, '', 1, false]) out.push((next = it.next(sent)).value);
    return [out, [...g(0)], [...[1, 2].values()].some((x) => x === 2)];
  };`,
  async: `export const run = async (log) => {
    const later = async (v) => (await null, log(typeof v), v);
    async function* g() { for await (const x of [later(1), later(2)]) if (await later(x === 2)) yield !x; }
    const out = []; for await (const x of g()) out.push(x);
    if (await later(1) && !(await later(0))) out.push([1, 2].filter(await later((x) => x > 1)));
    return [out, (await later('')) || 'or', await Promise.all([3].map(async (x) => (await later(x)) === 3))];
  };`,
  classes: `export const run = (log) => {
    class A { static #n = 0; #v = log('v') || 1; static s = !A.#n && 's'; f = (x = this.#v === 1) => x; static { if (!this.#n) log('static'); }
      static has(o) { return #v in o && typeof o.#v === 'number'; } get [log('key') || 'k']() { return this.#v && this.f(); } *[Symbol.iterator]() { yield !this.#v; } some(f) { return this.#find(f) === 1; } #find(f) { return f(this.#v); } }
    const a = new A();
    return [A.has(a), A.has({}), A.s, a.k, [...a], a.some((x) => x), a?.some((x) => !x)];
  };`,
  'this of tags and calls': `export const run = () => {
    const o = { tag(s, ...v) { return [this === o, s.raw.join('|'), v]; }, filter: (s, v) => [s[0], v], get some() { return function () { return this === o; }; } };
    const f = o.some;
    return [o.tag\`a\${1 === 1}b\`, o.filter\`x\${!0}\`, o.some(), (o.some)(), [o][0].some(), typeof f];
  };`,
  'numbers and texts': `export const run = () => {
    let n = 5; const t = { toString: () => 't', valueOf: () => 2 };
    return [n++ + ++n, -n, +'3', ~n, n ** 2, \`\${t}\${t + 1}\`, [1, [2]] + '', t < 3, 'b' in { b: 1 }, Number.isInteger(5), Number.isInteger(t), Number.isNaN(NaN), Number.isFinite('1'), Object.is(NaN, NaN), Object.is(-0, 0), typeof null, typeof t, void 0 === undefined];
  };`,
  comparisons: `export const run = () => {
    const [o, none] = [{}, undefined];
    return [o === o, o === {}, o == null, null == none, none === undefined, '1' == 1, [1] == 1, null === undefined, NaN !== NaN, 'a' != 'b', (1, 2) === (3, 2), (o) === (o), 1n == 1, [] === [], { a: 1 } === { a: 1 }, Symbol.iterator === Symbol.iterator];
  };`,
  'comments and lines': `export const run = () => {
    const a = 1; const b = 2;
    return [
      a // one
        /* === */ === // two
        b,
      // nothing
      (a /* ) */) !== (/* ( */ b),
      [a].filter(/* f */ (x) => x, /* g */), [a] // some
        .some(
          // of it
          (x) => x === 1,
        ),
      Object.is(/* ( */ a, b /* ) */),
    ];
  };`,
  errors: `export const run = (log) => {
    const f = (n) => { try { if (n === 1) throw new RangeError('one'); if (!n) return 'try'; } catch ({ message }) { return message; } finally { log('finally ' + n); } return 'after'; };
    return [f(0), f(1), f(2)];
  };`,
};

import type { Term } from './term.ts';

/** The terms that a term is made of directly. */
export function children(term: Term): readonly Term[] {
  switch (term.kind) {
    case 'const':
    case 'var':
    case 'truth':
    case 'boolvar':
    case 'memory':
      return [];
    case 'sum':
      return term.terms.map(([, t]) => t);
    case 'wrap':
    case 'field':
    case 'lowbit':
    case 'le':
    case 'eq':
    case 'not':
      return [term.arg];
    case 'rem':
    case 'div':
      return [term.arg, term.by];
    case 'bitand':
    case 'iff':
      return [term.left, term.right];
    case 'ite':
      return [term.condition, term.whenTrue, term.whenFalse];
    case 'select':
      return [term.memory, term.address];
    case 'layout':
    case 'mapped':
      return [term.address];
    case 'and':
    case 'or':
      return term.args;
    case 'filled':
      return [term.byte];
    case 'store':
      return [term.memory, term.address, term.value];
    case 'overlay':
      return [term.memory, term.first, term.length, term.other, term.source];
  }
}

/** All terms that some terms are made of, themselves included, each once, what they are made of first. */
export function subterms(roots: Iterable<Term>): readonly Term[] {
  const seen = new Set<Term>();
  const order: Term[] = [];
  const stack: { term: Term; entered: boolean }[] = [...roots]
    .reverse()
    .map((term) => ({ term, entered: false }));
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (top.entered) order.push(top.term);
    else if (!seen.has(top.term)) {
      seen.add(top.term);
      stack.push({ term: top.term, entered: true });
      for (const child of [...children(top.term)].reverse()) {
        if (!seen.has(child)) stack.push({ term: child, entered: false });
      }
    }
  }
  return order;
}

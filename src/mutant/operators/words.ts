import { methodCall } from '../syntax.ts';
import { entryIn, NONE, replaced, type Operator } from '../operator.ts';

/** Other names for methods, by name. */
type Names = Readonly<Record<string, readonly string[]>>;

const BOUNDARIES: Names = { ge: ['gt'], gt: ['ge'], le: ['lt'], lt: ['le'] };

const OPPOSITES: Names = { ge: ['lt'], gt: ['le'], le: ['gt'], lt: ['ge'], eq: ['ne'], ne: ['eq'] };

const INVERSES: Names = {
  add: ['sub'],
  sub: ['add'],
  checkedAdd: ['checkedSub'],
  checkedSub: ['checkedAdd'],
  addOrTrap: ['subOrTrap'],
  subOrTrap: ['addOrTrap'],
  shl: ['shr'],
  shr: ['shl'],
};

const OVERFLOWS: Names = {
  checkedAdd: ['add'],
  checkedSub: ['sub'],
  checkedMul: ['mul'],
  addOrTrap: ['add'],
  subOrTrap: ['sub'],
  mulOrTrap: ['mul'],
  add: ['addOrTrap'],
  sub: ['subOrTrap'],
  mul: ['mulOrTrap'],
};

/** Methods whose answer is a word of the receiver's width, so that the receiver can stand for it. */
const DROPPED: ReadonlySet<string> = new Set(['add', 'sub', 'mul', 'div', 'rem']);

export const WORD_OPERATORS: readonly Operator[] = [
  renaming('boundary', 'include or exclude the bound of a comparison', BOUNDARIES),
  renaming('comparison', 'turn a comparison into its opposite', OPPOSITES),
  renaming('arithmetic', 'add for subtract, shift the other way', INVERSES),
  renaming('overflow', 'wrap where overflow is refused, and the other way round', OVERFLOWS),
  {
    name: 'operand',
    does: 'leave out a step of arithmetic, such as the remainder by the size',
    changes: ({ node }) => {
      const found = methodCall(node);
      if (found === null || !DROPPED.has(found.name) || found.call.arguments.length !== 1) return NONE;
      return [{ start: found.receiver.end, end: node.end, text: '' }];
    },
  },
  {
    name: 'width',
    does: 'cut a word before it is widened, or to half of what it is cut to; write a wider one',
    changes: ({ node, parents }) => {
      const found = methodCall(node);
      const [to, ...more] = found?.call.arguments ?? [];
      if (found === null || to === undefined || more.length > 0 || to.type !== 'Literal') return NONE;
      const { receiver, name, property } = found;
      if (name === 'truncate' && to.value !== 8) {
        const text = `.truncate(${Number(to.value) / 2}).zeroExtend(${Number(to.value)})`;
        return [{ start: receiver.end, end: node.end, text }];
      }
      if (name !== 'zeroExtend') return NONE;
      const narrower = { start: receiver.end, end: property.start, text: '.truncate(8).' };
      // An element of what is written.
      const isWritten = parents.at(-1)?.type === 'ArrayExpression' && to.value !== 64;
      return isWritten ? [narrower, replaced(to, String(Number(to.value) * 2))] : [narrower];
    },
  },
];

function renaming(name: string, does: string, names: Names): Operator {
  return {
    name,
    does,
    changes: ({ node }) => {
      const found = methodCall(node);
      if (found?.call.arguments.length !== 1) return NONE;
      return (entryIn(names, found.name) ?? []).map((other) => replaced(found.property, other));
    },
  };
}

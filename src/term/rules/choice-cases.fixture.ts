import { k, l, linear, nat, x8, y8, type RuleCases } from './rule-case.fixture.ts';
import type { IntTerm, MemoryTerm } from '../term.ts';
import type { Terms } from '../terms.ts';

const z8 = (t: Terms): IntTerm => nat(t, 'z', 255n);
const w8 = (t: Terms): IntTerm => nat(t, 'w', 255n);

export const iteCases: Readonly<Record<string, RuleCases>> = {
  'ite-decided': {
    applies: {
      'by true': (t) => t.ite(t.true, x8(t), y8(t)),
      'by false': (t) => t.ite(t.false, x8(t), y8(t)),
      'by equal branches': (t) => t.ite(k(t), x8(t), x8(t)),
    },
    doesNotApply: { 'an open condition': (t) => t.ite(k(t), x8(t), y8(t)) },
  },
  'ite-not': {
    applies: { 'a negated condition': (t) => t.ite(t.not(k(t)), x8(t), y8(t)) },
    doesNotApply: { 'a plain one': (t) => t.ite(k(t), x8(t), y8(t)) },
  },
  'ite-of-ite': {
    applies: {
      'on the left': (t) => t.ite(k(t), t.ite(k(t), x8(t), y8(t)), z8(t)),
      'on the right': (t) => t.ite(k(t), x8(t), t.ite(k(t), y8(t), z8(t))),
    },
    doesNotApply: {
      'of another condition, on the left': (t) => t.ite(k(t), t.ite(l(t), x8(t), y8(t)), z8(t)),
      'of another condition, on the right': (t) => t.ite(k(t), x8(t), t.ite(l(t), y8(t), z8(t))),
    },
  },
};

export const sumCases: Readonly<Record<string, RuleCases>> = {
  'join-fields': {
    applies: {
      'low bits and more high ones': (t) =>
        linear(t, 0n, [1n, t.field(x8(t), 0, 3)], [8n, t.field(x8(t), 3, 5)]),
      'low bits and fewer high ones': (t) =>
        linear(t, 0n, [1n, t.field(x8(t), 0, 5)], [32n, t.field(x8(t), 5, 3)]),
      'parts of 1, 4 and 2 bits': (t) =>
        linear(t, 0n, [1n, t.field(x8(t), 1, 1)], [2n, t.field(x8(t), 2, 4)], [32n, t.field(x8(t), 6, 2)]),
      'two halves': (t) => linear(t, 3n, [1n, t.field(x8(t), 0, 4)], [16n, t.field(x8(t), 4, 4)]),
      'inner bits, scaled': (t) => linear(t, 0n, [-24n, t.field(x8(t), 4, 3)], [-3n, t.field(x8(t), 1, 3)]),
    },
    doesNotApply: {
      'low bits, placed by the width of the high ones': (t) =>
        linear(t, 0n, [1n, t.field(x8(t), 0, 3)], [32n, t.field(x8(t), 3, 5)]),
      'more low bits, placed by the width of the high ones': (t) =>
        linear(t, 0n, [1n, t.field(x8(t), 0, 5)], [8n, t.field(x8(t), 5, 3)]),
      'bits that overlap in one': (t) =>
        linear(t, 0n, [1n, t.field(x8(t), 0, 4)], [16n, t.field(x8(t), 3, 5)]),
      'one bit left out between': (t) =>
        linear(t, 0n, [1n, t.field(x8(t), 0, 3)], [8n, t.field(x8(t), 4, 2)]),
      'bits left out between': (t) => linear(t, 0n, [1n, t.field(x8(t), 0, 3)], [8n, t.field(x8(t), 4, 4)]),
      'at the wrong place': (t) => linear(t, 0n, [1n, t.field(x8(t), 0, 4)], [8n, t.field(x8(t), 4, 4)]),
      'of two words': (t) => linear(t, 0n, [1n, t.field(x8(t), 0, 4)], [16n, t.field(y8(t), 4, 4)]),
      'in the wrong order': (t) => linear(t, 0n, [16n, t.field(x8(t), 0, 4)], [1n, t.field(x8(t), 4, 4)]),
    },
  },
  'join-ites': {
    applies: {
      'of one condition': (t) =>
        linear(t, 1n, [1n, t.ite(k(t), x8(t), y8(t))], [-3n, t.ite(k(t), z8(t), w8(t))]),
    },
    doesNotApply: {
      'of two conditions': (t) =>
        linear(t, 0n, [1n, t.ite(k(t), x8(t), y8(t))], [-3n, t.ite(l(t), z8(t), w8(t))]),
    },
  },
};

const at = (t: Terms, name: string): IntTerm => nat(t, name, 31n);
const memory = (t: Terms, address: IntTerm, bytes = 2): MemoryTerm =>
  t.store(t.memory('m'), address, nat(t, 'v', 0xffffn), bytes);

/** A store, and over it what another memory has 3 further on. */
const overlay = (t: Terms, first: IntTerm, length: IntTerm = t.const(8n)): MemoryTerm =>
  t.overlay(memory(t, t.const(9n)), first, length, t.memory('other'), t.offset(first, 3n));

export const memoryCases: Readonly<Record<string, RuleCases>> = {
  'select-over-store': {
    applies: {
      'the last byte of a longer word': (t) => t.select(memory(t, at(t, 'a'), 4), t.offset(at(t, 'a'), 3n)),
      'a byte after a longer word': (t) => t.select(memory(t, at(t, 'a'), 4), t.offset(at(t, 'a'), 4n)),
      'a byte before the word': (t) => t.select(memory(t, t.offset(at(t, 'a'), 1n)), at(t, 'a')),
      'any byte': (t) => t.select(memory(t, at(t, 'a')), at(t, 'b')),
      'a byte of the word': (t) => t.select(memory(t, at(t, 'a')), t.offset(at(t, 'a'), 1n)),
      'a byte after the word': (t) => t.select(memory(t, at(t, 'a')), t.offset(at(t, 'a'), 2n)),
    },
    doesNotApply: { 'no store': (t) => t.select(t.memory('m'), at(t, 'a')) },
  },
  'read-over-overlay': {
    applies: {
      'a word cut by the start': (t) => t.load(overlay(t, t.offset(at(t, 'a'), 1n)), at(t, 'a'), 2),
      'a longer word cut in its last byte': (t) =>
        t.load(overlay(t, at(t, 'a')), t.offset(at(t, 'a'), 5n), 4),
      'a longer word up to the end': (t) => t.load(overlay(t, at(t, 'a')), t.offset(at(t, 'a'), 4n), 4),
      'a word within': (t) => t.load(overlay(t, at(t, 'a')), t.offset(at(t, 'a'), 6n), 2),
      'a word after it': (t) => t.load(overlay(t, at(t, 'a')), t.offset(at(t, 'a'), 8n), 2),
      'a word in front': (t) => t.load(overlay(t, t.offset(at(t, 'a'), 2n)), at(t, 'a'), 2),
      'a word that is cut': (t) => t.load(overlay(t, at(t, 'a')), t.offset(at(t, 'a'), 7n), 2),
      'a word anywhere': (t) => t.load(overlay(t, at(t, 'a')), at(t, 'b'), 2),
      'words that are never cut': (t) =>
        t.load(overlay(t, t.scale(2n, at(t, 'a'))), t.scale(2n, at(t, 'b')), 2),
      'words cut by the end alone': (t) =>
        t.load(overlay(t, t.scale(2n, at(t, 'a')), t.const(7n)), t.scale(2n, at(t, 'b')), 2),
      'three bytes at even places': (t) =>
        t.load(overlay(t, t.scale(2n, at(t, 'a'))), t.scale(2n, at(t, 'b')), 3),
      'of any length': (t) => t.load(overlay(t, at(t, 'a'), at(t, 'n')), t.offset(at(t, 'a'), 2n), 2),
      'below a store': (t) => t.load(t.store(overlay(t, at(t, 'a')), at(t, 'c'), x8(t), 1), at(t, 'b'), 1),
    },
    doesNotApply: {
      'a store alone': (t) => t.load(memory(t, at(t, 'a')), at(t, 'a'), 2),
    },
  },
  'read-over-write': {
    applies: {
      'a shorter word after it': (t) => t.load(memory(t, at(t, 'a'), 4), t.offset(at(t, 'a'), 4n), 2),
      'a shorter word before it': (t) => t.load(memory(t, t.offset(at(t, 'a'), 2n), 4), at(t, 'a'), 2),
      'a longer word after it': (t) => t.load(memory(t, at(t, 'a')), t.offset(at(t, 'a'), 2n), 4),
      'the same word': (t) => t.load(memory(t, at(t, 'a')), at(t, 'a'), 2),
      'a word right after it': (t) => t.load(memory(t, at(t, 'a')), t.offset(at(t, 'a'), 2n), 2),
      'a longer word before it': (t) => t.load(memory(t, t.offset(at(t, 'a'), 4n)), at(t, 'a'), 4),
      'a word at the same or another place': (t) =>
        t.load(memory(t, t.scale(2n, at(t, 'a'))), t.scale(2n, at(t, 'b')), 2),
      'a value wider than its word': (t) =>
        t.load(t.store(t.memory('m'), at(t, 'a'), nat(t, 'v', 0x1ffffn), 2), at(t, 'a'), 2),
    },
    doesNotApply: {
      'a shorter word in its last byte': (t) => t.load(memory(t, at(t, 'a'), 4), t.offset(at(t, 'a'), 3n), 2),
      'a shorter word that ends in its first byte': (t) =>
        t.load(memory(t, t.offset(at(t, 'a'), 1n), 4), at(t, 'a'), 2),
      'a longer word that ends in its first byte': (t) =>
        t.load(memory(t, t.offset(at(t, 'a'), 3n)), at(t, 'a'), 4),
      'words of 2 and 4 bytes at even places': (t) =>
        t.load(memory(t, t.scale(2n, at(t, 'a')), 4), t.scale(2n, at(t, 'b')), 2),
      'one byte too early': (t) => t.load(memory(t, at(t, 'a')), t.offset(at(t, 'a'), 1n), 2),
      'a longer word at its place': (t) => t.load(memory(t, at(t, 'a')), at(t, 'a'), 4),
      'a shorter word at its place': (t) => t.load(memory(t, at(t, 'a')), at(t, 'a'), 1),
      'words that can overlap': (t) => t.load(memory(t, at(t, 'a')), at(t, 'b'), 2),
      'words at multiples that differ': (t) =>
        t.load(memory(t, t.scale(3n, at(t, 'a'))), t.scale(2n, at(t, 'b')), 2),
    },
  },
};

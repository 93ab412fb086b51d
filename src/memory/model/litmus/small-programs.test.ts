import { describe, expect, test } from 'vitest';
import { oneIn } from '../../../full.fixture.ts';
import { RULES } from '../encode/encode.ts';
import { MEMORY_MODELS } from '../memory-models.ts';
import { allowedOutcomes } from './enumeration.fixture.ts';
import type { LitmusFacts, Literal } from './facts.fixture.ts';
import { factsOf, verdictsOf } from './notation.fixture.ts';
import { MACHINE_PROGRAMS } from './machine-programs.fixture.ts';
import { PAIR_PROGRAMS } from './pair-programs.fixture.ts';
import { QUEUE_PROGRAMS } from './queue-programs.fixture.ts';
import { SMALL_PROGRAMS } from './small-programs.fixture.ts';
import { Litmus } from './verdict.fixture.ts';

/** Both sides write and then read: how notifications are lost. */
const BUFFERING = Object.fromEntries(Object.entries(PAIR_PROGRAMS).filter(([name]) => name.startsWith('SB')));

const PROGRAMS = { ...SMALL_PROGRAMS, ...MACHINE_PROGRAMS, ...QUEUE_PROGRAMS };

test.each(oneIn(4, Object.entries(PROGRAMS)))(
  'should find the verdicts that are known of %s, and executions that the published axioms allow',
  (_, program) => {
    const facts = factsOf(program);
    const verdicts = verdictsOf(program);

    const found = verdicts.map(([model]) => [
      model,
      new Litmus(facts, model).checkedVerdict(facts.condition),
    ]);

    expect(found).toEqual(verdicts);
  },
);

test.each(oneIn(4, Object.entries({ ...QUEUE_PROGRAMS, ...BUFFERING })))(
  'should find the same verdicts of %s where each side first accesses words that nothing else does',
  (_, program) => {
    const code = program.code
      .split('|')
      .map((thread, i) => `first${i} = 1; own${i} = word${i}; ${thread.trim()}`)
      .join(' | ');
    const facts = factsOf({ ...program, code });
    const verdicts = verdictsOf(program);

    expect(verdicts.map(([model]) => [model, new Litmus(facts, model).verdict(facts.condition)])).toEqual(
      verdicts,
    );
  },
);

test('should find the same verdicts by trying all executions', () => {
  // Others store what they loaded.
  const ofConstants = oneIn(2, Object.entries(PROGRAMS)).filter(([, { code }]) => !code.includes('+'));
  const isIn = (facts: LitmusFacts, outcome: readonly Literal[]): boolean =>
    facts.condition.some((literals) =>
      literals.every(([name, , value]) => outcome.some(([other, , is]) => other === name && is === value)),
    );

  const found = ofConstants.map(([name, program]) => {
    const facts = factsOf(program);
    const verdicts = verdictsOf(program).map(([model]) => [
      model,
      allowedOutcomes(facts, model).some((outcome) => isIn(facts, outcome)) ? 'allowed' : 'forbidden',
    ]);
    return [name, ...verdicts];
  });

  expect(found).toEqual(ofConstants.map(([name, program]) => [name, ...verdictsOf(program)]));
});

/** A program that each rule forbids, with nothing else that forbids it. */
const COMMON = { coherence: 'CoWW', atomicity: 'two updates' };
const CLOCK = { ...COMMON, rfe: 'MP+release+acquire', fre: 'SB+seq-cst', coe: '2+2W+release' };
const DEPENDENCY = {
  ...CLOCK,
  addr: 'MP+addr',
  data: 'LB+data',
  ctrl: 'LB+ctrl',
  'addr-po-w': 'LB+addr-po',
  'dep-rfi': 'MP+stored own',
};
const NOTICED = {
  sc: { ...CLOCK, 'program-order': 'SB' },
  tso: { ...CLOCK, 'R-R': 'MP', 'R-W': 'LB', 'W-W': 'MP', mfence: 'SB+fences', locked: 'SB+locked' },
  armv8: {
    ...DEPENDENCY,
    'dmb.sy': 'SB+fences',
    'dmb.ld': 'MP+fences',
    'dmb.st': 'MP+linux',
    acq: 'MP+release+acquire',
    rel: 'MP+release+acquire',
    'L-A': 'SB+seq-cst',
    'poloc-w': 'MP+same cell',
  },
  rvwmo: {
    ...DEPENDENCY,
    'fence r,r': 'MP+fence w,w+r,r',
    'fence r,w': 'LB+fence r,w',
    'fence r,rw': 'MP+fences',
    'fence w,r': 'SB+fence w,r',
    'fence w,w': 'MP+linux',
    'fence w,rw': 'SB+fence w,rw',
    'fence rw,r': 'SB+fence rw,r',
    'fence rw,w': 'MP+fences',
    'fence rw,rw': 'SB+fences',
    'fence tso': 'LB+fence tso',
    aq: 'MP+rl+aq',
    rl: 'MP+rl+aq',
    rcsc: 'R+amo.rl+amo.aq',
    'rmw-rfi': 'MP+own update',
    'poloc-w': 'MP+same cell+rl',
  },
  rc11: {
    ...COMMON,
    sw: 'MP+release+acquire',
    release: 'MP+release+acquire',
    acquire: 'MP+release+acquire',
    'fence-sync': 'MP+fences',
    'rf-rmw': 'MP+updates',
    pscb: 'SB+seq-cst',
    pscf: 'RWC+fences',
    'no-thin-air': 'LB',
  },
} as const satisfies Record<string, Readonly<Record<string, keyof typeof SMALL_PROGRAMS>>>;

describe.each(MEMORY_MODELS)('each rule of %s', (model) => {
  test('should be noticed when it is missing', () => {
    const rules = Object.entries<string>(NOTICED[model]);

    const verdicts = rules.map(([rule, name]) => {
      const program = PROGRAMS[name];
      if (program === undefined) throw new Error(`no program ${name}`);
      const facts = factsOf(program);
      const before = new Litmus(facts, model).verdict(facts.condition);
      return [rule, before, new Litmus(facts, model, { without: [rule] }).verdict(facts.condition)];
    });

    expect(verdicts).toEqual(rules.map(([rule]) => [rule, 'forbidden', 'allowed']));
  });

  test('should be in the list', () => {
    const rules = model === 'rc11' ? [] : RULES[model].map(({ name }) => name);

    expect(Object.keys(NOTICED[model])).toEqual(expect.arrayContaining(rules));
  });
});

import { describe, expect, test } from 'vitest';
import { rustVmm } from '../../models/rust-vmm/index.ts';
import {
  hostOf,
  hostProof,
  noTrap,
  okOf,
  runsOnce,
  type HostBody,
  type Work,
} from '../check/traps.fixture.ts';
import type { Counterexample } from '../proof/counterexample.ts';
import { brokenAssertions } from './broken-assertions.ts';
import { describe as described } from './describe.ts';
import { drawingOf } from '../story/drawing/drawing.ts';
import { stateOf } from './rebuild.ts';
import { replay, type Replay } from './replay.ts';
import { counterexampleFile, readSaved } from './saved-file.ts';
import { stepOf } from './steps.ts';
import { storyPages, tellStory } from '../story/story.ts';
import { write, type ToWrite } from '../export/write.ts';
import { WriteError } from '../proof/write-error.ts';

const divides: Work = (_, a, b) => a.rem(b);
const NO_TRAP = noTrap('division by zero');

const stateFor = (a: bigint, b: bigint) => ({
  inputs: new Map(Object.entries({ a, b })),
  memories: new Map(),
});

function run(
  work: Work,
  [a, b]: readonly [bigint, bigint],
  body: HostBody = runsOnce,
  isWatched = true,
): Replay {
  return replay(hostProof(body), hostOf(work), stateFor(a, b), isWatched);
}

function counterexample(work: Work, body?: HostBody): Counterexample {
  return described(NO_TRAP, stateFor(7n, 0n), run(work, [7n, 0n], body));
}

const line = expect.objectContaining({ text: 'const divides: Work = (_, a, b) => a.rem(b);' });

describe('a replay that traps', () => {
  test.each([true, false])('should stop there and break the assertion, watched %s', (isWatched) => {
    const { violated, stopped, context } = run(divides, [7n, 0n], runsOnce, isWatched);

    expect(violated).toEqual([NO_TRAP]);
    expect(stopped).toMatchObject({ kind: 'trap', error: { message: 'run_once traps: division by zero' } });
    const steps = context.happened.map(stepOf).filter(({ kind }) => kind !== 'created' && kind !== 'call');
    const at = isWatched ? line : null;
    expect(steps).toEqual([
      { kind: 'trap', operation: 'run_once', trap: 'division by zero', what: null, at },
      { kind: 'assertion', name: NO_TRAP, requirement: null, holds: false, ...(isWatched ? { at } : {}) },
    ]);
  });

  test('should not stop where it does not', () => {
    const { violated, stopped, context } = run(divides, [7n, 2n]);
    expect([violated, stopped]).toEqual([[], null]);
    expect([...context.trapAssertions]).toEqual([NO_TRAP]);
    expect(context.happened.map(({ kind }) => kind)).toEqual(['call', 'return', 'assertion']);
  });

  test('should have stopped, whatever a model or a body makes of it', () => {
    const swallows: Work = (domain, a, b) => {
      try {
        return a.rem(b);
      } catch {
        domain.trapIf('panic', true);
        return domain.decide(a.eq(7)) ? a : b;
      }
    };
    const goesOn: HostBody = (p, machine) => {
      const memory = p.memory();
      for (const step of [
        () => runsOnce(p, machine),
        () => p.assert('after', false),
        () => p.assertUnchanged('memory', memory.snapshot(), memory),
        () => p.cover('after'),
        () => p.assume(false),
        () => p.note('a', p.domain.u16(1)),
        () => p.trapping(() => 1),
      ]) {
        try {
          step();
        } catch {
          // Just what a body must not do.
        }
      }
    };
    const { violated, stopped, context } = run(swallows, [7n, 0n], goesOn);
    expect([violated, stopped?.kind]).toEqual([[NO_TRAP], 'trap']);
    expect(context.covered.size).toBe(0);
    expect(context.happened.map(({ kind }) => kind)).toEqual(['call', 'trap', 'assertion']);
    expect(run((_, a) => a, [7n, 0n], goesOn).violated).toEqual(['after']);
  });

  test('should go on where the body expects it', () => {
    const { violated, stopped, context } = run(divides, [7n, 0n], (p, machine) => {
      const { trapped } = p.trapping(() => machine.runOnce(p.any.u16('a'), p.any.u16('b')));
      p.assert('division by zero', trapped === 'division by zero');
      p.assert(
        'the model still divides',
        okOf(machine.runOnce(p.domain.u16(7), p.domain.u16(2))).value.eq(1),
      );
    });
    expect([violated, stopped]).toEqual([[], null]);
    expect(context.happened.map(({ kind }) => kind)).toEqual([
      ...['call', 'trap', 'assertion', 'call', 'return', 'assertion'],
    ]);
  });

  test('should end with its run: what comes next on numbers is no call', () => {
    run(divides, [7n, 0n]);
    const { violated } = run(
      (_, a) => a,
      [7n, 0n],
      (p) => p.assert('the dividend', p.any.u16('a').rem(p.any.u16('b')).eq(7)),
    );
    expect(violated).toEqual([]);
  });
});

describe('the counterexample', () => {
  const shown = counterexample(divides);

  test('should be told: the operation traps, and does not return', () => {
    const story = tellStory(shown, { width: 120 });
    expect(story[0]).toBe(`broken: ${NO_TRAP}`);
    const start = story.indexOf('what happened');
    expect(story.slice(start + 1).map((text) => text.replace(/:\d+\)/, ':?)'))).toEqual([
      '    1  run_once(7, 0)',
      '    2  run_once traps: division by zero (src/replay/traps.test.ts:?)',
      `    3  BROKEN: ${NO_TRAP} (src/replay/traps.test.ts:?)`,
    ]);
    expect(storyPages(shown).length).toBe(4);
  });

  test('should be told with what the model says of the place', () => {
    const story = tellStory(
      counterexample((domain) => domain.unreachable('a third descriptor')),
      { width: 120 },
    );
    expect(story.join('\n')).toContain('run_once traps: unreachable (a third descriptor) (src/');
  });

  test('should have later steps at the depth of the body', () => {
    const { steps } = drawingOf(
      counterexample(divides, (p, machine) => {
        p.trapping(() => machine.runOnce(p.any.u16('a'), p.any.u16('b')));
        p.note('a', p.domain.u16(1));
      }),
    );
    expect(steps.map(({ step, depth }) => [step.kind, depth])).toEqual([
      ['call', 0],
      ['trap', 0],
      ['note', 0],
    ]);
  });

  test('should be a film of all its steps', () => {
    const { film } = drawingOf(shown);
    expect(film.frames.map(({ cursors, isBroken }) => [cursors, isBroken])).toEqual([
      [null, false],
      [null, false],
      [null, true],
    ]);
  });

  test('should be replayed from a file', () => {
    const [saved] = readSaved(counterexampleFile('test/host', 'host', shown), 'a.json');
    if (saved === undefined) throw new Error('nothing is saved');
    const { violated } = replay(hostProof(runsOnce), hostOf(divides), stateOf(saved));
    expect(violated).toEqual([NO_TRAP]);
    expect(brokenAssertions(hostProof(runsOnce), hostOf(divides), saved)).toEqual([NO_TRAP]);
    const guarded = hostOf((domain, a, b) => (domain.decide(b.eq(0)) ? a : a.rem(b)));
    expect(brokenAssertions(hostProof(runsOnce), guarded, saved)).toEqual([]);
  });

  const toWrite: ToWrite = {
    about: {
      ...{ proof: 'test/host', title: 'a host', model: 'host', source: null },
      ...{ assertion: NO_TRAP, isBroken: true },
    },
    counterexample: shown,
    model: rustVmm,
    proofExport: { specifier: './proof.ts', name: 'theProof' },
    modelExport: { specifier: './model.ts', name: 'theModel' },
  };

  test('should be written as a test that runs the proof', () => {
    expect(write('vitest', toWrite)).toContain(`test("test/host on host: ${NO_TRAP}"`);
  });

  test.each(['json', 'rust', 'c'] as const)('should be refused as %s, which has no words for it', (form) => {
    expect(() => write(form, toWrite)).toThrow(WriteError);
    expect(() => write(form, toWrite)).toThrow("'run_once' traps, and recordings cannot hold");
  });
});

import { describe, expect, test } from 'vitest';
import { IS_FULL } from '../full.fixture.ts';
import { brokenAssertions } from '../replay/broken-assertions.ts';
import { counterexampleFile, readSaved } from '../replay/saved-file.ts';
import { tellStory } from '../story/story.ts';
import type { ProofContext } from '../index.ts';
import type { Encoding } from '../prover/options.ts';
import type { Counterexample } from '../proof/counterexample.ts';
import type { ProofResult } from '../result/verdict.ts';
import { check, statement, type Body } from './check.fixture.ts';

/** The last address, which is in no region. */
const LAST = 2n ** 64n - 1n;

async function counterexampleTo(
  body: Body,
  encoding: Encoding = 'int',
): Promise<{ readonly result: ProofResult; readonly found: Counterexample }> {
  const result = await check(body, { encoding });
  expect(result).toMatchObject({ verdict: 'refuted' });
  if (result.counterexample === null) throw new Error('no counterexample');
  return { result, found: result.counterexample };
}

const notesOf = ({ steps }: Counterexample) => steps.filter((step) => step.kind === 'note');

/** An address in no region. */
function hole(p: ProofContext<string>) {
  const memory = p.memory();
  const at = p.any.u64('at', { min: 0x1000, max: 0x2000 });
  p.assume(memory.contiguous(at).eq(0));
  return { memory, at };
}

/** Bodies that look where no region is, and are wrong of some byte there. */
const WRONG: readonly (readonly [string, Body])[] = [
  [
    'a byte',
    (p) => {
      const { memory, at } = hole(p);
      p.assert('not 77', memory.peek(at).ne(77));
    },
  ],
  [
    'a byte of a snapshot',
    (p) => {
      const { memory, at } = hole(p);
      p.assert('not 77', memory.snapshot().peek(at).ne(77));
    },
  ],
  [
    'half a word',
    (p) => {
      const { memory, at } = hole(p);
      p.assume(memory.contiguous(at.sub(1)).eq(1));
      p.assert('not 0x4d01', memory.peekWord(at.sub(1), 16).ne(0x4d01));
    },
  ],
  [
    'the last address, and one that is none',
    (p) => {
      const memory = p.memory();
      p.assert('not 0x4d01', memory.peekWord(p.domain.u64(LAST), 16).ne(0x4d01));
    },
  ],
  [
    'a hole that the other side writes over',
    (p) => {
      const { memory, at } = hole(p);
      memory.havoc('driver', [{ start: at, length: 2 }]);
      p.assert('not 77', memory.peek(at).ne(77));
    },
  ],
  [
    'a hole that the other side writes beside',
    (p) => {
      const { memory, at } = hole(p);
      memory.havoc('driver', [{ start: at.add(1), length: 2 }]);
      p.assert('not 77', memory.peek(at).ne(77));
    },
  ],
  [
    'a hole that is written over, before and after',
    (p) => {
      const { memory, at } = hole(p);
      const before = memory.snapshot();
      memory.havoc('driver', [{ start: at, length: 2 }]);
      p.assert('as before', memory.peek(at).eq(before.peek(at)));
    },
  ],
];

describe.each(WRONG)('a property that looks at %s', (_, body) => {
  test.each<Encoding>(['int', 'bv'])('should be refuted, and noted in its line: %s', async (encoding) => {
    const { found } = await counterexampleTo(body, encoding);

    expect(notesOf(found).map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^the property reads bytes? 0x[0-9a-f]+ .*in no region/),
    );
    for (const { at } of notesOf(found)) {
      expect(at?.file).toContain('unmapped-bytes.slow.test.ts');
      expect(at?.text).toContain('peek');
    }
    expect(tellStory(found).join('\n')).toContain('in no region');
    // From the file alone it can be seen again.
    const [saved] = readSaved(counterexampleFile('test/statement', null, found), 'f.json');
    if (saved === undefined) throw new Error('nothing saved');
    expect(brokenAssertions(statement(body), null, saved)).toEqual([found.assertion]);
  });
});

describe('a byte that no region holds', () => {
  test.runIf(IS_FULL)('should be the same each time, whatever is stored elsewhere', async () => {
    const { verdict } = await check((p) => {
      const { memory, at } = hole(p);
      const before = memory.snapshot();
      memory.store(p.any.u64('other'), p.any.u32('word'), 'relaxed');
      memory.write(p.any.u64('third'), [p.any.u64('more')]);
      memory.transfer({ address: p.any.u64('from') }, { address: p.any.u64('to') }, p.any.u64('length'));
      p.assert('the same', memory.peek(at).eq(before.peek(at)));
    });
    expect(verdict).toBe('proved');
  });

  test('should be reached by no access', async () => {
    const { verdict } = await check((p) => {
      const { memory, at } = hole(p);
      p.assert('no load', !memory.load(at, 8, 'relaxed').ok);
      p.assert('no store', !memory.store(at, p.domain.u8(1), 'relaxed').ok);
      p.assert('no write', !memory.write(at, [p.domain.u8(1)]).ok);
      p.assert('no transfer', !memory.transfer({ address: at }, { address: at }, p.domain.u64(1)).ok);
    });
    expect(verdict).toBe('proved');
  });

  test('should be in the event of a read that is cut, as terms have it', async () => {
    const { found } = await counterexampleTo((p) => {
      const { memory, at } = hole(p);
      p.assume(memory.contiguous(at.sub(1)).eq(1));
      memory.read(at.sub(1), [16]);
      const [read] = memory.events.all;
      if (read?.kind === 'read')
        p.assert(
          'not 0x4d01',
          read.values.every((word) => p.domain.decide(word.ne(0x4d01))),
        );
    });
    expect(found.assertion).toBe('not 0x4d01');
  });

  test('should not be looked at where memory that is there does as well', async () => {
    const { found } = await counterexampleTo((p) => {
      p.assert('not 77', p.memory().peek(p.any.u64('at')).ne(77));
    });
    expect(notesOf(found)).toEqual([]);
    expect(found.memory[0]?.regions).toHaveLength(1);
  });

  test('should be named once for each line that looks at it', async () => {
    const { found } = await counterexampleTo((p) => {
      const { memory, at } = hole(p);
      const twice = (): boolean => p.domain.decide(memory.peek(at).eq(77).and(memory.peek(at, 0).eq(77)));
      p.assert('not 77', !twice());
    });
    expect(notesOf(found)).toHaveLength(1);
  });
});

describe('contents that are compared', () => {
  test('should be those of mapped bytes, whatever the other side writes', async () => {
    const body: Body = (p) => {
      const { memory, at } = hole(p);
      const before = memory.snapshot();
      memory.havoc('driver', [{ start: at, length: 1 }]);
      memory.store(p.any.u64('other'), p.any.u16('word'), 'relaxed');
      const after = memory.snapshot();
      p.assertUnchanged('frame', before, after, [{ start: p.domain.u64(0), length: LAST }]);
      p.assertUnchanged('nothing but the word', before, after);
    };
    const { result } = await counterexampleTo(body);
    expect(result.failure?.message).toBe("assertion 'nothing but the word' does not hold");
  });

  test.each<Encoding>(['int', 'bv'])('should differ in either order: %s', async (encoding) => {
    const body: Body = (p) => {
      const memory = p.memory();
      const at = p.any.u64('at');
      const before = memory.snapshot();
      memory.store(at, p.any.u16('word'), 'relaxed');
      p.assertUnchanged('backwards', memory.snapshot(), before);
    };
    await counterexampleTo(body, encoding);
  });

  test('should be those of mapped bytes in either order', async () => {
    const { verdict } = await check((p) => {
      const { memory, at } = hole(p);
      const before = memory.snapshot();
      memory.havoc('driver', [{ start: at, length: 1 }]);
      p.assertUnchanged('backwards', memory.snapshot(), before);
    });
    expect(verdict).toBe('proved');
  });

  test('should be those of one memory', async () => {
    const result = await check((p) => {
      p.assertUnchanged('both', p.memory('a').snapshot(), p.memory('b'));
    });
    expect(result).toMatchObject({ verdict: 'error' });
    expect(result.failure?.message).toContain("'both': compare two contents of one memory");
  });
});

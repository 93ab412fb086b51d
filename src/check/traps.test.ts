import { describe, expect, test } from 'vitest';
import { ModelKind, proof, type Bool, type TrapKind, type U16 } from '../index.ts';
import { DEFAULT_CHECK_OPTIONS } from '../prover/options.ts';
import { checkProof } from './check.ts';
import { checkHost, noTrap, okOf, runsOnce, type HostBody, type Work } from './traps.fixture.ts';

/** The line of this file on which some text stands. */
const HERE = 'src/check/traps.test.ts';

const divides: Work = (_, a, size) => a.rem(size);
const swallows =
  (work: Work): Work =>
  (domain, a, b) => {
    try {
      return work(domain, a, b);
    } catch {
      return a;
    }
  };

describe('an operation that traps in some states', () => {
  test.each<[string, TrapKind, Work, Record<string, string>]>([
    ['divides by what may be 0', 'division by zero', divides, { b: '0' }],
    ['takes a quotient', 'division by zero', (_, a, b) => a.div(b), { b: '0' }],
    ['divides by a difference', 'division by zero', (_, a, b) => a.rem(b.sub(3)), { b: '3' }],
    [
      'indexes past an array of words',
      'index out of bounds',
      (domain, a) => domain.at([domain.u16(1), domain.u16(2), domain.u16(3)], a.and(3)),
      { a: '3' },
    ],
    [
      'indexes past an array of functions',
      'index out of bounds',
      (domain, a, b) => domain.at([() => b, () => a], a.rem(3))(),
      { a: '2' },
    ],
    ['indexes an empty array', 'index out of bounds', (domain, a) => domain.at<U16>([], a), {}],
    ['subtracts below 0', 'overflow', (_, a, b) => a.subOrTrap(b), { a: '0', b: '1' }],
    ['adds beyond the greatest', 'overflow', (_, a) => a.addOrTrap(1), { a: '65535' }],
    ['multiplies beyond the greatest', 'overflow', (_, a) => a.mulOrTrap(65535), { a: '2' }],
    [
      'reaches what is said to be unreachable',
      'unreachable',
      (domain, a) => (domain.decide(a.eq(7)) ? domain.unreachable('seven') : a),
      { a: '7' },
    ],
    [
      'leaves an object of the host',
      'host pointer',
      (domain, a, b) => {
        domain.trapIf('host pointer', a.add(b).eq(9));
        return a;
      },
      {},
    ],
  ])('should be refuted: it %s', async (_, kind, work, inputs) => {
    const { verdict, counterexample } = await checkHost(work);

    expect(verdict).toBe('refuted');
    expect(counterexample).toMatchObject({ assertion: noTrap(kind), inputs });
    const told = counterexample?.steps.map((step) => step.kind) ?? [];
    expect(told.slice(told.indexOf('call'))).toEqual(
      kind === 'unreachable' ? ['call', 'decision', 'trap', 'assertion'] : ['call', 'trap', 'assertion'],
    );
  });

  test.each<[string, Work]>([
    ['divides by 1 at least', (_, a, b) => a.rem(b.or(1)).add(a.div(8))],
    ['decides before it divides', (domain, a, b) => (domain.decide(b.eq(0)) ? a : a.div(b))],
    [
      'indexes within an array',
      (domain, a, b) => domain.at([a, b, a, b], a.and(3)).add(domain.at([() => b], a.and(0))()),
    ],
    ['adds what fits', (_, a, b) => a.and(255).addOrTrap(b.and(255)).mulOrTrap(128)],
    ['subtracts what it has added', (_, a, b) => a.shr(1).addOrTrap(b.shr(1)).subOrTrap(a.shr(1))],
    ['says what is so', (domain, a) => (domain.decide(a.shr(8).gt(255)) ? domain.unreachable() : a)],
  ])('should be proved where it never does: it %s', async (_, work) => {
    const result = await checkHost(work, runsOnce, { crossCheck: true });
    expect(result).toMatchObject({ verdict: 'proved', failure: null });
  });

  test.each<[string, Work, HostBody]>([
    [
      'at, of words',
      (domain, a) => domain.at([domain.u16(10), domain.u16(20)], a),
      (p, machine) => {
        const a = p.any.u16('a', { max: 1 });
        const { value } = okOf(machine.runOnce(a, a));
        p.assert(
          'true',
          a
            .eq(1)
            .implies(value.eq(20))
            .and(a.eq(0).implies(value.eq(10))),
        );
        p.assert('false', value.eq(20));
      },
    ],
    [
      'at, of what forks',
      (domain, a, b) => domain.at([() => a, () => b.add(1)], a)(),
      (p, machine) => {
        const [a, b] = [p.any.u16('a', { max: 1 }), p.any.u16('b')];
        const { value } = okOf(machine.runOnce(a, b));
        p.assert(
          'true',
          a
            .eq(1)
            .implies(value.eq(b.add(1)))
            .and(a.eq(0).implies(value.eq(0))),
        );
        p.assert('false', value.eq(b.add(1)).or(b.eq(0).not()));
      },
    ],
    [
      'addOrTrap',
      (_, a, b) => a.addOrTrap(b),
      (p, machine) => {
        const [a, b] = [p.any.u16('a', { max: 300 }), p.any.u16('b', { max: 300 })];
        const { value } = okOf(machine.runOnce(a, b));
        p.assert('true', value.sub(a).eq(b).and(value.ge(b)));
        p.assert('false', value.ne(600));
      },
    ],
    [
      'subOrTrap',
      (_, a, b) => a.subOrTrap(b),
      (p, machine) => {
        const [a, b] = [p.any.u16('a'), p.any.u16('b')];
        p.assume(b.le(a));
        const { value } = okOf(machine.runOnce(a, b));
        p.assert('true', value.add(b).eq(a).and(value.le(a)));
        p.assert('false', value.lt(65535));
      },
    ],
    [
      'mulOrTrap',
      (_, a) => a.mulOrTrap(3),
      (p, machine) => {
        const a = p.any.u16('a', { max: 21845 });
        const { value } = okOf(machine.runOnce(a, a));
        p.assert('true', value.eq(a.add(a).add(a)));
        p.assert('false', value.lt(65535));
      },
    ],
  ])('should be distinguished from a false statement: %s', async (_, work, body) => {
    const { verdict, counterexample } = await checkHost(work, body);
    expect([verdict, counterexample?.assertion]).toEqual(['refuted', 'false']);
  });
});

describe('the states that do not trap', () => {
  const judged: HostBody = (p, machine) => {
    const [a, size] = [p.any.u16('a'), p.any.u16('size')];
    const { value } = okOf(machine.runOnce(a, size));
    p.assert('below the size', value.lt(size));
    p.assert('never 5', value.ne(5));
    p.cover('a slot', value.eq(2));
  };

  test('should be judged, beside those that do', async () => {
    const { verdict, failure } = await checkHost(divides, judged, { covers: ['a slot'] });
    expect(verdict).toBe('refuted');
    // 'below the size' is false of the total remainder by 0, and holds wherever there is no trap.
    expect([failure?.message, ...(failure?.details ?? [])].join(' ')).toContain('never 5');
    expect([failure?.message, ...(failure?.details ?? [])].join(' ')).toContain(noTrap('division by zero'));
    expect([failure?.message, ...(failure?.details ?? [])].join(' ')).not.toContain('below the size');
  });

  test('should be all that is judged where the property assumes so before the call', async () => {
    const { verdict } = await checkHost(divides, (p, machine) => {
      const [a, size] = [p.any.u16('a'), p.any.u16('size', { min: 1 })];
      p.assert('below the size', okOf(machine.runOnce(a, size)).value.lt(size));
    });
    expect(verdict).toBe('proved');
  });

  test('should not be chosen by what is assumed after the call', async () => {
    const { verdict, counterexample } = await checkHost(divides, (p, machine) => {
      const [a, size] = [p.any.u16('a'), p.any.u16('size')];
      const { value } = okOf(machine.runOnce(a, size));
      p.assume(size.ne(0));
      p.assert('below the size', value.lt(size));
    });
    expect([verdict, counterexample?.assertion]).toEqual(['refuted', noTrap('division by zero')]);
  });

  test('should be those of the whole path, whatever is decided later', async () => {
    const { verdict, counterexample } = await checkHost(
      (domain, a, b) => {
        const slot = a.rem(b);
        return domain.decide(b.lt(10)) ? slot : domain.decide(b.eq(0)) ? domain.u16(1) : domain.u16(0);
      },
      (p, machine) => {
        const [a, b] = [p.any.u16('a'), p.any.u16('b', { max: 20 })];
        p.assert('small', okOf(machine.runOnce(a, b)).value.lt(9).or(b.eq(0)));
      },
    );
    expect([verdict, counterexample?.assertion]).toEqual(['refuted', noTrap('division by zero')]);
  });
});

describe('a trap on every state', () => {
  test.each<[string, Work]>([
    ['for certain', (domain) => domain.unreachable()],
    ['by a condition', (_, a) => a.rem(a.sub(a))],
    [
      'that only a solver knows',
      (domain, a) => {
        domain.trapIf('unreachable', a.rem(7).lt(7));
        return a;
      },
    ],
    ['that an exception hides', swallows((domain) => domain.unreachable())],
    [
      'that another exception hides',
      (domain, a) => {
        try {
          return domain.unreachable();
        } catch {
          throw new Error(`a defect ${a.width}`);
        }
      },
    ],
    [
      'on each path',
      (domain, a) => (domain.decide(a.eq(1)) ? domain.unreachable() : domain.unreachable('else')),
    ],
  ])('should be refuted and not vacuous: %s', async (_, work) => {
    const { verdict, counterexample, failure } = await checkHost(
      work,
      (p, machine) => {
        p.cover('before the call');
        runsOnce(p, machine);
        p.cover('after the call');
      },
      { covers: ['before the call', 'after the call'] },
    );
    expect(failure?.details[0]).toMatch(/^run_once traps at /);
    expect(verdict).toBe('refuted');
    expect(counterexample?.assertion).toMatch(
      /^the host does not trap: (unreachable|division by zero), run_once$/,
    );
    expect(counterexample?.steps.some((step) => step.kind === 'return')).toBe(false);
  });

  test('should not make up for a body that asserts nothing', async () => {
    const { verdict, failure } = await checkHost(
      (_, a, b) => a.rem(b.or(1)),
      (p, machine) => void machine.runOnce(p.any.u16('a'), p.any.u16('b')),
    );
    expect(verdict).toBe('vacuous');
    expect(failure?.message).toBe('nothing is asserted of any state');
  });

  test('should leave covers and ends as they are where no state traps', async () => {
    const check = (max: number) =>
      checkHost(
        (_, a, b) => a.rem(b.or(1)),
        (p, machine) => {
          const [a, b] = [p.any.u16('a', { max }), p.any.u16('b')];
          const { value } = okOf(machine.runOnce(a, b));
          p.assume(a.lt(9));
          p.assert('at most a', value.le(a));
          p.cover('seven', value.eq(7));
        },
        { covers: ['seven'] },
      );
    expect(await check(8)).toMatchObject({ verdict: 'proved', covers: [{ name: 'seven', reached: true }] });
    expect((await check(9)).failure?.message).toBe("input 'a' never takes its greatest value, 9");
  });
});

describe('p.trapping', () => {
  const asked: HostBody = (p, machine) => {
    const [a, size] = [p.any.u16('a'), p.any.u16('size')];
    const done = p.trapping(() => okOf(machine.runOnce(a, size)).value);
    p.assert('traps for 0 alone', size.eq(0).iff(done.trapped !== null));
    if (done.trapped !== null) p.cover('a trap');
    else {
      p.assert('below the size', done.value.lt(size));
      p.cover('a value', done.value.eq(3));
    }
  };
  const covers = ['a trap', 'a value'];

  test('should say which states trap, without an assertion that there are none', async () => {
    const result = await checkHost(divides, asked, { covers, crossCheck: true });
    expect(result).toMatchObject({ verdict: 'proved', failure: null, paths: 2 });
  });

  test('should say no such thing of an operation that does not', async () => {
    const { verdict, counterexample } = await checkHost((_, a, b) => a.rem(b.or(1)), asked, { covers });
    expect([verdict, counterexample?.assertion]).toEqual(['refuted', 'traps for 0 alone']);
  });

  test('should be replayed: the call does not return, and the body goes on', async () => {
    const { counterexample } = await checkHost(divides, (p, machine) => {
      const done = p.trapping(() => machine.runOnce(p.any.u16('a'), p.any.u16('b')));
      p.assert('no trap', done.trapped === null);
    });
    expect(counterexample?.steps.filter(({ kind }) => kind !== 'created')).toMatchObject([
      { kind: 'call', operation: 'run_once' },
      {
        ...{ kind: 'trap', operation: 'run_once', trap: 'division by zero', what: null },
        at: { file: HERE, text: 'const divides: Work = (_, a, size) => a.rem(size);' },
      },
      { kind: 'assertion', name: 'no trap', holds: false },
    ]);
  });

  test('should name the kind of each trap', async () => {
    const { verdict } = await checkHost(
      (domain, a, b) => {
        domain.trapIf('panic', a.eq(1));
        return a.rem(b);
      },
      (p, machine) => {
        const [a, b] = [p.any.u16('a'), p.any.u16('b')];
        const { trapped } = p.trapping(() => machine.runOnce(a, b));
        p.assert('the first one ends it', trapped === 'panic' ? a.eq(1) : a.ne(1));
        p.assert('then the second', trapped === 'division by zero' ? b.eq(0) : b.ne(0).or(a.eq(1)));
        p.assert('no other', trapped !== 'overflow');
      },
    );
    expect(verdict).toBe('proved');
  });

  test('should end with its work: a later call has its obligation again', async () => {
    const { verdict, counterexample } = await checkHost(divides, (p, machine) => {
      const [a, b] = [p.any.u16('a'), p.any.u16('b')];
      p.trapping(() => machine.runOnce(a, b));
      machine.runOnce(a, b.and(1));
      p.assert('here', true);
    });
    expect([verdict, counterexample?.assertion]).toEqual(['refuted', noTrap('division by zero')]);
  });

  test('should be an error where a model keeps a trap to itself', async () => {
    const { verdict, failure } = await checkHost(swallows(divides), (p, machine) => {
      const { trapped } = p.trapping(() => machine.runOnce(p.any.u16('a'), p.any.u16('b')));
      p.assert('never', trapped === null);
    });
    expect(verdict).toBe('error');
    expect(failure?.message).toBe(
      "the trap 'run_once traps: division by zero' was caught, and the code went on",
    );
  });

  test('should be an error where the body keeps that to itself, too', async () => {
    const { verdict } = await checkHost(swallows(divides), (p, machine) => {
      try {
        p.trapping(() => machine.runOnce(p.any.u16('a'), p.any.u16('b')));
      } catch {
        p.assert('here', true);
      }
    });
    expect(verdict).toBe('error');
  });
});

describe('outside a call', () => {
  const runs = (body: HostBody) => checkHost((_, a) => a, body);

  test('a property divides by 0, and means the total operations', async () => {
    const { verdict } = await runs((p) => {
      const [x, y] = [p.any.u16('x'), p.any.u16('y')];
      p.assume(y.eq(0));
      p.assert('the dividend', x.rem(y).eq(x));
      p.assert('all bits one', x.div(y).eq(0xffff));
      p.assume(y.eq(0).or(x.rem(y).lt(y)));
    });
    // The end of `y`; nothing is refuted.
    expect(verdict).toBe('vacuous');
    const { verdict: proved } = await runs((p) => {
      const [x, y] = [p.any.u16('x'), p.any.u16('y')];
      p.assert(
        'below, or by 0',
        x
          .rem(y)
          .lt(y)
          .or(y.eq(0).and(x.rem(y).eq(x))),
      );
    });
    expect(proved).toBe('proved');
  });

  test.each<[string, HostBody]>([
    [
      'index past a list',
      (p) =>
        p.assert(
          'so',
          p.domain
            .at([p.any.u16('x')], p.any.u16('i'))
            .eq(0)
            .or(true),
        ),
    ],
    ['overflow', (p) => p.assert('so', p.any.u16('x').addOrTrap(1).ne(0))],
    [
      'trap',
      (p) => {
        p.domain.trapIf('panic', p.any.bool('b'));
        p.assert('so', true);
      },
    ],
  ])('a property that may %s is wrong, in every state that does', async (_, body) => {
    const { verdict, failure } = await runs(body);
    expect(verdict).toBe('error');
    expect(failure?.message).toMatch(/^trapped outside any operation of a model: (index|overflow|panic)/);
  });

  test('what cannot trap is fine', async () => {
    const { verdict } = await runs((p) => {
      const i = p.any.u16('i', { max: 1 });
      p.assert('so', p.domain.at([p.domain.u16(4), p.domain.u16(5)], i).eq(i.addOrTrap(4)));
    });
    expect(verdict).toBe('proved');
  });
});

describe('calls', () => {
  interface Outer {
    twice(x: U16, inner: (x: U16) => U16): U16;
    half(x: U16, by: U16): U16;
    isSmall(x: U16): Bool;
  }
  const outers = new ModelKind<Outer>('outer');
  const model = outers.implement(
    { name: 'outer', source: 'a test' },
    {
      twice: (x, inner) => inner(inner(x)),
      half: (x, by) => x.div(by),
      isSmall: (x) => x.lt(10),
    },
  );
  const asked = (body: (outer: Outer, x: U16, y: U16) => U16) =>
    checkProof(
      proof({
        ...{
          id: 'test/outer',
          title: 'nested',
          requirements: [],
          doesNotProve: 'more',
          on: outers,
          covers: [],
        },
        body: (p, outer) => {
          const [x, y] = [p.any.u16('x'), p.any.u16('y')];
          p.assert('so', outer.isSmall(body(outer, x, y)).or(true));
        },
      }),
      model,
      DEFAULT_CHECK_OPTIONS,
    );

  test('should be named by the outermost, where one is made inside another', async () => {
    const { counterexample } = await asked((outer, x, y) => outer.twice(x, (each) => outer.half(each, y)));
    expect(counterexample?.assertion).toBe('the host does not trap: division by zero, twice');
    const trap = counterexample?.steps.find((step) => step.kind === 'trap');
    expect(trap).toMatchObject({ operation: 'twice', at: { text: 'half: (x, by) => x.div(by),' } });
  });

  test('should be over when they return', async () => {
    const { verdict, obligations } = await asked((outer, x, y) => outer.half(x, y.or(1)).rem(y));
    expect([verdict, obligations]).toEqual(['proved', 2]);
  });
});

test('a kind that there is not should be refused by name', async () => {
  const { verdict, failure } = await checkHost((domain, a) => {
    domain.trapIf('segfault' as TrapKind, a.eq(1));
    return a;
  });
  expect([verdict, failure?.message]).toEqual(['error', "'segfault' is not a kind of trap"]);
  expect(failure?.hints[0]).toContain('division by zero, index out of bounds, overflow');
});

test('a refutation should say what traps, in which operation, at which line of the model', async () => {
  const { failure } = await checkHost(divides);
  expect(failure?.message).toBe(`assertion '${noTrap('division by zero')}' does not hold`);
  expect(failure?.details[0]).toMatch(
    /^run_once traps at src\/check\/traps\.test\.ts:\d+: division by zero\.$/,
  );
  expect(failure?.at).toMatchObject({
    file: HERE,
    text: 'const divides: Work = (_, a, size) => a.rem(size);',
  });
});

test('should say how a trap that is right is declared once for all proofs that it breaks', async () => {
  const { failure } = await checkHost(divides);

  expect(failure?.hints[1]).toBe(
    'If the real queue traps here, declare a finding. A constant serves all proofs that the trap breaks:\n' +
      `  const trap: Finding = { breaks: ['${noTrap('division by zero')}'], reason: '...', affects: 'host', reference: '...' };\n` +
      "  'test/host': trap,",
  );
});

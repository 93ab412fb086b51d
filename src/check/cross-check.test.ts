import { describe, expect, test } from 'vitest';
import { rustVmm } from '../../models/rust-vmm/index.ts';
import { addUsedOrder } from '../../proofs/split/add-used-order.proof.ts';
import { DEFAULT_CHECK_OPTIONS } from '../prover/options.ts';
import { nativeVersion } from '../solver/native.ts';
import { checkProof } from './check.ts';
import { check } from './check.fixture.ts';

const hasCvc5 = nativeVersion('cvc5') !== undefined;
const why = hasCvc5 ? '' : ' (skipped: cvc5 is not on PATH)';

describe('second opinions', () => {
  test('should not be asked for unless wanted', async () => {
    const { crossChecks } = await check((p) => p.assert('true', p.any.u8('x').lt(255).or(true)));
    expect(crossChecks).toEqual([]);
  });

  test('should not be asked of a refutation, which was replayed', async () => {
    const { verdict, crossChecks } = await check((p) => p.assert('false', p.any.u8('x').lt(255)), {
      crossCheck: true,
    });
    expect({ verdict, crossChecks }).toEqual({ verdict: 'refuted', crossChecks: [] });
  });

  test('should be asked of what rewriting decided, too', async () => {
    const { solver, crossChecks } = await check(
      (p) => {
        const [x, y] = [p.any.u16('x'), p.any.u16('y')];
        p.assert('sum', x.add(y).sub(y).eq(x));
        p.assert('difference', x.sub(y).add(y).eq(x));
      },
      { crossCheck: true },
    );

    expect(solver).toBeNull();
    expect(crossChecks).toMatchObject([{ confirmed: 2, unconfirmed: 0 }]);
  });

  test.skipIf(!hasCvc5)(`should be cvc5's first, and the only one where it answers all${why}`, async () => {
    const { verdict, crossChecks } = await checkProof(addUsedOrder, rustVmm, {
      ...{ ...DEFAULT_CHECK_OPTIONS, crossCheck: true },
    });

    expect(verdict).toBe('proved');
    expect(crossChecks).toHaveLength(1);
    expect(crossChecks[0]?.solver).toMatch(/^cvc5 .* on integers$/);
    expect(crossChecks[0]?.unconfirmed).toBe(0);
    expect(crossChecks[0]?.confirmed).toBeGreaterThan(10);
  });
});

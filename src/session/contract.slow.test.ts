import { describe, expect, test } from 'vitest';
import { workspace } from '../cli/real-engine.fixture.ts';

const proofOf = (id: string, body: string): string => `import { proof } from 'ringproof';
export const one = proof({ id: '${id}', title: 't', requirements: ['a'], doesNotProve: 'more', covers: [],
  body: (p) => { ${body} } });
`;

const FILES = {
  'proofs/both.proof.ts': proofOf(
    'c/both',
    "p.assert('demanded', p.any.u8('x').le(255), { requirement: 'a' }); p.assert('promised', p.any.bool('b'));",
  ),
  'proofs/promise.proof.ts': proofOf('c/promise', "p.assert('promised', false);"),
};

/** Two sides that each store a word and then load that of the other: on a processor both may find nothing. */
const ORDER = `import { proof } from 'ringproof';
import { assertUnderEach, POSSIBLE } from 'ringproof/virtio/protocol';
export const order = proof({ id: 'c/order', title: 't', requirements: ['a'], doesNotProve: 'more', covers: POSSIBLE,
  body: (p) => {
    const [x, y] = [p.domain.u64(0), p.domain.u64(8)];
    const side = (name, store, load) => {
      const value = p.any.u16(name);
      return { name, value, steps: [
        { kind: 'store', id: name + 1, place: { address: store }, value: p.domain.u16(1), ordering: 'release', event: null },
        { kind: 'load', id: name + 2, place: { address: load }, value, ordering: 'acquire', event: null },
      ] };
    };
    const [left, right] = [side('l', x, y), side('r', y, x)];
    const before = ({ name, value }) => ({ load: name + 2, name: 'before', when: 'before', condition: value.eq(0) });
    assertUnderEach(p, { threads: [left, right], history: [before(left), before(right)], words: [],
      bad: left.value.eq(0).and(right.value.eq(0)) }, { requirement: 'a' });
  } });
`;

interface Document {
  readonly proofs: readonly {
    readonly id: string;
    readonly cached: boolean;
    readonly assertions: readonly { readonly name: string; readonly verdict: string }[];
  }[];
  readonly contract: unknown;
  readonly memoryModels?: unknown;
}

describe('--contract', () => {
  test('should ask only assertions of its kinds, and say how many it leaves out', async () => {
    const { ringproof, prove } = workspace(FILES);
    const all = await prove([]);
    const must = await prove(['--contract', 'must']);
    const { proofs, contract } = JSON.parse(must.out) as Document;

    expect(all.code).toBe(1);
    expect(must.code).toBe(0);
    expect(proofs.map(({ id }) => id)).toEqual(['c/both']);
    expect(contract).toEqual({ kinds: ['must'], leftOut: 2, notAsked: [{ id: 'c/promise', model: null }] });
    expect((await ringproof(['prove', '--contract', 'must'])).out).toContain(
      'outside the contract must: 2 assertions left out, among them all of 1 proof',
    );
  });

  test('should be asked anew where it is another one, and be no pass where it leaves nothing', async () => {
    const { ringproof } = workspace(FILES);
    const must = await ringproof(['prove', 'c/both', '--contract=must']);
    const other = await ringproof(['prove', 'c/both', '--contract=must,promise']);
    const none = await ringproof(['prove', '--contract', 'may-cope']);

    expect([must.code, other.code, none.code]).toEqual([0, 1, 5]);
    expect(none.err).toContain(
      'nothing to prove: the selected proofs have no assertion of a kind in the contract may-cope',
    );
  });

  test('should be joined from shards', async () => {
    const { ringproof } = workspace(FILES);
    for (const shard of ['1/2', '2/2'])
      expect((await ringproof(['prove', '--contract', 'must', '--shard', shard, '--output', 'o'])).code).toBe(
        0,
      );

    const { code, out, err } = await ringproof(['merge', 'o']);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('outside the contract must: 2 assertions left out, among them all of 1 proof');
  });

  test('should be refused where it names no kind, on the command line and in the configuration', async () => {
    const { ringproof } = workspace(FILES);
    const configured = workspace({ ...FILES, 'ringproof.config.json': '{ "contract": ["must", "shall"] }' });

    for (const { code, err } of [
      await ringproof(['prove', '--contract', 'must,shall']),
      await configured.ringproof(['prove']),
    ]) {
      expect(code).toBe(5);
      expect(err).toContain('Choose one of must, should, may-cope, promise');
    }
  });
});

describe('--memory-model', () => {
  const files = { ...FILES, 'proofs/order.proof.ts': ORDER };

  test('should ask about orders of accesses under the models that it names, say so, and keep that apart', async () => {
    const { ringproof, prove } = workspace(files);
    const proved = async (...args: readonly string[]) =>
      JSON.parse((await prove(['c/order', 'c/promise', ...args])).out) as Document;
    const tso = await proved('--memory-model', 'rvwmo,tso');
    const all = await proved();
    const again = await proved('--memory-model', 'rvwmo', '--memory-model=tso');
    const sc = await ringproof(['prove', 'c/order', '--memory-model=sc', '--shard=1/1', '--output=o']);
    const merged = await ringproof(['merge', 'o']);

    const [order] = tso.proofs;
    expect(order?.assertions.map(({ name, verdict }) => `${name}: ${verdict}`)).toEqual([
      'accesses meet in whole words: proved',
      'under x86-TSO: refuted',
      'under RISC-V: refuted',
    ]);
    expect(tso.memoryModels).toEqual({ asked: ['tso', 'rvwmo'], leftOut: 3 });
    expect(all).not.toHaveProperty('memoryModels');
    expect(all.proofs[0]?.assertions).toHaveLength(6);
    expect(again.proofs[0]?.assertions).toEqual(order?.assertions);
    // A proof about no order of accesses is the same under all.
    expect([tso, all, again].map(({ proofs }) => proofs.map(({ cached }) => cached))).toEqual([
      [false, false],
      [false, true],
      [true, true],
    ]);
    expect(sc.code).toBe(0);
    expect(sc.out).toContain(
      "asked under sc only; not asked: 'under x86-TSO', 'under ARMv8', 'under RISC-V', 'under C11'",
    );
    expect(merged.out).toContain('under the memory model sc alone: 4 assertions left out');
  });

  test('should ask nothing about barriers of the Linux kernel under C11, and be no pass where that leaves nothing', async () => {
    const { ringproof, prove } = workspace({
      ...files,
      'proofs/linux.proof.ts': ORDER.replace('c/order', 'c/linux').replace("'release'", "'linux-release'"),
    });
    const none = await ringproof(['prove', 'c/linux', '--memory-model', 'rc11']);
    const some = await prove(['c/linux', 'c/order', '--memory-model', 'rc11']);
    const both = await ringproof(['prove', 'c/linux', '--memory-model', 'rc11,sc']);

    expect([none.code, some.code, both.code]).toEqual([5, 1, 0]);
    expect(none.err).toContain(
      'nothing to prove: all selected proofs are about barriers of the Linux kernel',
    );
    expect(JSON.parse(some.out)).toMatchObject({
      proofs: [{ id: 'c/order', verdict: 'refuted' }],
      notApplicable: [
        { id: 'c/linux', reason: 'has barriers of the Linux kernel, of which rc11 says nothing' },
      ],
    });
    expect(both.out).toContain('asked under sc, rc11 only');
  });

  test('should join what it leaves out from shards, and be no pass there either where that is all', async () => {
    const linux = ORDER.replace('c/order', 'c/linux').replace("'release'", "'linux-release'");
    const { ringproof } = workspace({ 'proofs/linux.proof.ts': linux });
    const shard = await ringproof([
      ...['prove', '--memory-model', 'rc11', '--shard', '1/1', '--output', 'o'],
    ]);

    const { code, out, err } = await ringproof(['merge', 'o']);

    expect([shard.code, code]).toEqual([0, 5]);
    expect(out).toContain('1 not applicable');
    expect(err).toContain('nothing to prove: all selected proofs are about barriers of the Linux kernel');
  });

  test('should show what else a proof of such barriers claims, and breaks', async () => {
    const linux = ORDER.replace('c/order', 'c/linux').replace("'release'", "'linux-release'");
    const { ringproof } = workspace({
      'proofs/linux.proof.ts': linux.replace(
        'const [x, y]',
        "p.assert('no order', false);\n    const [x, y]",
      ),
    });

    const { code, out } = await ringproof(['prove', 'c/linux', '--memory-model', 'rc11']);

    expect(code).toBe(1);
    expect(out).toContain("assertion 'no order' does not hold");
  });

  test('should say where it changes nothing, and which models there are', async () => {
    const { ringproof } = workspace(files);
    const useless = await ringproof(['prove', 'c/promise', '--memory-model', 'armv8']);
    const unknown = await ringproof(['prove', '--memory-model', 'arm']);

    expect(useless.err).toContain('note: --memory-model armv8 changes nothing here');
    expect(unknown.code).toBe(5);
    expect(unknown.err).toContain("'arm' is invalid. Choose one of sc, tso, armv8, rvwmo, rc11");
  });
});

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

interface Document {
  readonly proofs: readonly { readonly id: string }[];
  readonly contract: unknown;
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

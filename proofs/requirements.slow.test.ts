import { expect, it, test } from 'vitest';
import type { Model, Proof } from 'ringproof';
import { firecracker, firecrackerFineQueue } from '../models/firecracker/index.ts';
import { referenceHandler } from '../models/handler-reference/index.ts';
import { rustVmm } from '../models/rust-vmm/index.ts';
import { spec } from '../models/spec/index.ts';
import { SymbolicContext } from '../src/context/symbolic-context.ts';
import { explore } from '../src/explore/explore.ts';
import { ASSERTION_KINDS, type Standing } from '../src/proof/standing.ts';
import { Terms } from '../src/term/terms.ts';
import { allProofs } from './all.fixture.ts';
import { negotiating, ordering } from './allowed.fixture.ts';
import { REQUIREMENTS } from './requirements.ts';

const proofs = await allProofs();
const [negotiates, ordered] = [negotiating('negotiates-indirect'), ordering('checks-order')];
const citing = proofs.filter(({ requirements }) => requirements.length > 0);

/** What the assertions of a proof stand for, on all of its paths on one model; no solver is asked. */
function standingsOn(proof: Proof, model: Model): readonly Standing[] {
  const terms = new Terms();
  const standings = new Map<string, Standing>();
  const { requirements } = proof;
  const declared = { covers: proof.covers(model), requirements, contract: ASSERTION_KINDS, standings };
  explore((run) => void proof.body(new SymbolicContext(terms, run, declared), model), {
    terms,
    feasible: () => 'undecided',
  });
  return [...standings.values()];
}

function standingsOf(proof: Proof): readonly Standing[] {
  const able = [
    rustVmm,
    firecracker,
    firecrackerFineQueue,
    referenceHandler,
    negotiates,
    ordered,
    spec,
  ].filter(
    ({ kind, capabilities }) =>
      kind === proof.family && proof.needs.every((name) => capabilities.includes(name)),
  );
  return able.flatMap((model) => standingsOn(proof, model));
}

it('every requirement that a proof declares is known, and every known one is declared', () => {
  const declared = new Set(proofs.flatMap(({ requirements }) => requirements));

  expect([...declared].sort()).toEqual(Object.keys(REQUIREMENTS).sort());
});

test.each(citing)('every requirement that $id declares is cited by an assertion', (proof) => {
  const cited = new Set(standingsOf(proof).map(({ requirement }) => requirement));

  expect(proof.requirements.filter((id) => !cited.has(id))).toEqual([]);
});

test.each(citing)('no assertion of $id claims more of the text than its requirement says', (proof) => {
  const tooMuch = standingsOf(proof).filter(({ kind, requirement }) => {
    if (requirement === null) return kind === 'must' || kind === 'should';
    const { level, role } = REQUIREMENTS[requirement] ?? { level: 'none', role: 'device' };
    const isDemanded = role === 'device' && level.startsWith(kind === 'must' ? 'MUST' : 'SHOULD');
    return (kind === 'must' || kind === 'should') && !isDemanded;
  });

  expect(tooMuch).toEqual([]);
});

import { expect, it, test } from 'vitest';
import type { Model, Proof } from 'ringproof';
import { firecracker, firecrackerFineQueue } from '../models/firecracker/index.ts';
import { referenceHandler } from '../models/handler-reference/index.ts';
import { inOrderDriver } from '../models/in-order-driver/index.ts';
import { linuxDriver } from '../models/linux-driver/index.ts';
import { specDriverWithSpec } from '../models/protocols/index.ts';
import { rustVmm } from '../models/rust-vmm/index.ts';
import { spec } from '../models/spec/index.ts';
import { specDriver } from '../models/spec-driver/index.ts';
import { SymbolicContext } from '../src/context/symbolic-context.ts';
import { explore } from '../src/explore/explore.ts';
import { MEMORY_MODELS } from '../src/proof/ordered.ts';
import { ASSERTION_KINDS, type Standing } from '../src/proof/standing.ts';
import { Terms } from '../src/term/terms.ts';
import { allProofs } from './all.fixture.ts';
import { negotiating, ordering } from './allowed.fixture.ts';
import { REQUIREMENTS } from './requirements.ts';

const proofs = await allProofs();
const [negotiates, ordered] = [negotiating('negotiates-indirect'), ordering('checks-order')];
const citing = proofs.filter(({ requirements }) => requirements.length > 0);

/** What the assertions of a proof stand for, by name, on all of its paths on one model; no solver is asked. */
function standingsOn(proof: Proof, model: Model): ReadonlyMap<string, Standing> {
  const terms = new Terms();
  const standings = new Map<string, Standing>();
  const { requirements } = proof;
  const declared = {
    ...{ covers: proof.covers(model), requirements, contract: ASSERTION_KINDS, standings },
    ...{ memoryModels: MEMORY_MODELS, orders: new Map() },
  };
  explore((run) => void proof.body(new SymbolicContext(terms, run, declared), model), {
    terms,
    feasible: () => 'undecided',
  });
  return standings;
}

function standingsOf(proof: Proof): readonly Standing[] {
  return ableTo(proof).flatMap((model) => [...standingsOn(proof, model).values()]);
}

function namesOf(proof: Proof): readonly string[] {
  return ableTo(proof).flatMap((model) => [...standingsOn(proof, model).keys()]);
}

/** Models that a proof can be asked of. */
function ableTo(proof: Proof): readonly Model[] {
  return [
    rustVmm,
    firecracker,
    firecrackerFineQueue,
    referenceHandler,
    negotiates,
    ordered,
    spec,
    specDriver,
    inOrderDriver,
    linuxDriver,
    specDriverWithSpec,
  ].filter(
    ({ kind, capabilities }) =>
      kind === proof.family && proof.needs.every((name) => capabilities.includes(name)),
  );
}

/** Whose sentences demand something of the models that a proof is about; what both sides do together is demanded of neither. */
function roleOf({ family }: Proof): 'device' | 'driver' {
  return family === 'split-driver' ? 'driver' : 'device';
}

it('every requirement that a proof declares is known', () => {
  const declared = new Set(proofs.flatMap(({ requirements }) => requirements));

  expect([...declared].filter((id) => !Object.hasOwn(REQUIREMENTS, id))).toEqual([]);
});

/** What entries name, each once, by proof. */
const named = new Map<string, Set<string>>();
for (const { proofs: says = [], copes = [] } of Object.values(REQUIREMENTS)) {
  for (const words of [...says, ...copes]) {
    const [id = '', ...rest] = words.split(': ');
    named.set(id, new Set([...(named.get(id) ?? []), ...(rest.length === 0 ? [] : [rest.join(': ')])]));
  }
}

test.each([...named])('what entries name of %s is there', (id, assertions) => {
  const proof = proofs.find((one) => one.id === id);
  const made = new Set(proof === undefined ? [] : namesOf(proof));

  expect(proof?.id).toBe(id);
  expect([...assertions].filter((name) => !made.has(name))).toEqual([]);
});

test.each(
  Object.entries(REQUIREMENTS).flatMap(([id, { proofs: says = [] }]) =>
    says.length > 0 ? [[id, says] as const] : [],
  ),
)('%s is cited by each proof that it names as a whole', (id, says) => {
  const whole = says.filter((words) => !words.includes(': '));
  const citingIt = proofs.filter(({ requirements }) => requirements.includes(id)).map((proof) => proof.id);

  expect(whole.filter((name) => !citingIt.includes(name))).toEqual([]);
});

test.each(citing)('every requirement that $id declares is cited by an assertion', (proof) => {
  const cited = new Set(standingsOf(proof).map(({ requirement }) => requirement));

  expect(proof.requirements.filter((id) => !cited.has(id))).toEqual([]);
});

test.each(citing)('no assertion of $id claims more of the text than its requirement says', (proof) => {
  const tooMuch = standingsOf(proof).filter(({ kind, requirement }) => {
    if (requirement === null) return kind === 'must' || kind === 'should';
    const { level, role } = REQUIREMENTS[requirement] ?? { level: 'none', role: 'device' };
    const isDemanded = role === roleOf(proof) && level.startsWith(kind === 'must' ? 'MUST' : 'SHOULD');
    return (kind === 'must' || kind === 'should') && !isDemanded;
  });

  expect(tooMuch).toEqual([]);
});

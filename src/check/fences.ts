import { OrderRecorder, type RecordedClaim } from '../context/order-recorder.ts';
import { allWeakerThan } from '../memory/model/weaker.ts';
import type { Proof } from '../proof/declare.ts';
import type { Model } from '../proof/model.ts';
import { MEMORY_MODELS, type MemoryModel } from '../proof/ordered.ts';
import type { CheckOptions } from '../prover/options.ts';
import { Prover } from '../prover/prover.ts';
import { inSession } from '../prover/solvers.ts';
import type { Need, Weaker, Weighed, WeighedOrderings } from '../result/fences-shape.ts';
import type { Failure } from '../result/verdict.ts';
import { SolverCrash, type Solver } from '../solver/solver.ts';
import { Terms } from '../term/terms.ts';
import { exploreBody } from './exploration.ts';
import { lostCase, openCases, thrown } from './failures.ts';
import { claimsWith, placesIn, weakening, type FencePlace } from './fence-places.ts';
import { FenceQuestions, type Altered } from './fence-questions.ts';
import { declarationOf } from './record.ts';
import { Subject } from './subject.ts';

/** What a proof says of the orderings that it meets, and why that is not all; `null` where it is. */
export interface FoundOrderings extends WeighedOrderings {
  readonly failure: Failure | null;
}

/**
 * Runs a proof on a model along all of its paths, and asks of each fence and ordered access that its claims about orders of accesses
 * meet whether a weaker one would do, one place at a time. Nothing is found where it makes no such claims.
 */
export async function fencesOf(
  proof: Proof,
  model: Model | null,
  options: CheckOptions,
): Promise<FoundOrderings> {
  try {
    const subject = new Subject(proof, model, options);
    return (await inSession(options, (asked) => weighed(subject, () => asked, options))).value;
  } catch (error) {
    if (error instanceof SolverCrash) throw error;
    return { places: [], failure: thrown(error, declarationOf(proof)) };
  }
}

function weighed(subject: Subject, solver: () => Solver, { encoding }: CheckOptions): FoundOrderings {
  const prover = new Prover(new Terms(), solver, encoding);
  const recorders: OrderRecorder[] = [];
  const { exploration, declared } = exploreBody(
    subject,
    prover,
    () => {},
    (run, declarations) => {
      const recorder = new OrderRecorder(prover.terms, run, declarations);
      recorders.push(recorder);
      return recorder;
    },
  );
  const claims = distinct(recorders.flatMap((recorder) => recorder.claims));
  if (claims.length === 0) return { places: [], failure: null };
  const lost = prover.decide(exploration.uncovered);
  if (lost === 'sat') return { places: [], failure: lostCase() };
  if (lost === 'unknown') return { places: [], failure: openCases() };
  const questions = new FenceQuestions(subject, prover, declared);
  const places = placesIn(claims).map((place): Weighed => {
    const own = claimsWith(claims, place);
    const needs = MEMORY_MODELS.flatMap((memoryModel) => {
      const under = own.filter(({ claim }) => claim.model === memoryModel);
      return under.length === 0 ? [] : [needOf(place, memoryModel, under, questions)];
    });
    // A state that breaks something gets there; without one, a claim may hold because nothing does.
    const isReached = needs.some(isBroken) || questions.isReached(own);
    return { ...place.about, needs: isReached ? needs : needs.map(unknown) };
  });
  return { places, failure: null };
}

/** Each path is run twice, and makes the same claims. */
function distinct(claims: readonly RecordedClaim[]): readonly RecordedClaim[] {
  const all = new Map<string, RecordedClaim>();
  for (const claim of claims) {
    const key = JSON.stringify([claim.name, claim.path, claim.premise.map(({ id }) => id)]);
    if (!all.has(key)) all.set(key, claim);
  }
  return [...all.values()];
}

/** Whether a state was found that breaks a claim as it is written, or with something weaker. */
function isBroken({ asWritten, weaker }: Need): boolean {
  return asWritten === 'refuted' || weaker.some(({ verdict }) => verdict === 'refuted');
}

function unknown(need: Need): Need {
  return { ...need, asWritten: 'undecided', weaker: [] };
}

function needOf(
  place: FencePlace,
  memoryModel: MemoryModel,
  claims: readonly RecordedClaim[],
  questions: FenceQuestions,
): Need {
  const requirements = [...new Set(claims.flatMap(({ requirement }) => requirement ?? []))];
  const asWritten = questions.ask(claims, (claim) => claim).verdict;
  const need = { memoryModel, asWritten, requirements };
  if (asWritten !== 'proved') return { ...need, weaker: [] };
  const known = new Map<string, Weaker>();
  for (const [ordering, stronger] of allWeakerThan(place.step)) {
    // What a stronger one does not do, a weaker one does not do either.
    const all = stronger.flatMap((one) => known.get(one) ?? []);
    const above =
      all.find(({ verdict }) => verdict === 'refuted') ?? all.find(({ verdict }) => verdict === 'undecided');
    known.set(
      ordering,
      above === undefined
        ? { ordering, ...inWords(questions.ask(claims, weakening(place, ordering))) }
        : { ordering, verdict: above.verdict, reason: `as with ${above.ordering}`, execution: null },
    );
  }
  return { ...need, weaker: [...known.values()] };
}

function inWords(answer: Altered): Omit<Weaker, 'ordering'> {
  return {
    verdict: answer.verdict,
    reason: answer.verdict === 'undecided' ? answer.reason : null,
    execution: answer.verdict === 'refuted' ? answer.execution : null,
  };
}

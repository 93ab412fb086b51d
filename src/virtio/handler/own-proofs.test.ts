import { describe, expect, test } from 'vitest';
import { checkProof } from '../../check/check.ts';
import type { Domain } from '../../domain/domain.ts';
import { err, ok } from '../../domain/result.ts';
import type { Bool } from '../../domain/word.ts';
import type { Model } from '../../proof/model.ts';
import { bool } from '../../proof/state-schema.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../prover/options.ts';
import { handler, handlerPart, type HandlerModel, type HandlerOperations } from './kind.ts';
import type { World } from './world.ts';

/** A handler that gives each chain back, and says while it is at work: of one that is, the next run is not expected. */
class Busy {
  readonly domain: Domain;
  active: Bool;
  busy: Bool;

  constructor(domain: Domain, { active, busy }: { readonly active: Bool; readonly busy: Bool }) {
    this.domain = domain;
    this.active = active;
    this.busy = busy;
  }

  begin(world: World): ReturnType<HandlerOperations['begin']> {
    if (this.domain.decide(this.busy)) world.stops();
    if (!this.domain.decide(this.active)) return ok(false);
    this.busy = this.domain.bool(true);
    return ok(true);
  }

  round(world: World): ReturnType<HandlerOperations['round']> {
    if (world.happens('a timer fails')) return this.failed();
    const popped = world.queue.popOrEnableNotification();
    if (!popped.ok) return this.failed();
    if (popped.value === undefined) return ok(false);
    world.queue.stageUsed(popped.value.head, this.domain.u32(0));
    world.queue.publish();
    world.signal();
    return ok(true);
  }

  end(_world: World): ReturnType<HandlerOperations['end']> {
    this.busy = this.domain.bool(false);
    return ok();
  }

  failed(): ReturnType<typeof err<{ readonly kind: string }>> {
    this.busy = this.domain.bool(false);
    return err({ kind: 'Timer' });
  }
}

/** A handler to which completions are reported at once. `isBusy`: whether it declares that they come while it is at work. */
function completing(isBusy: boolean): HandlerModel {
  const plain = modelOf(Busy).handler;
  const phase = { fields: { active: true, busy: isBusy }, holds: () => true };
  const [complete, endCompletions] = [() => ok(false), () => ok()];
  return {
    handler: {
      ...plain,
      phases: { ...plain.phases, completing: phase },
      operations: { ...plain.operations, complete, endCompletions },
    },
  };
}

type Made = new (...args: ConstructorParameters<typeof Busy>) => Busy;

function modelOf(made: Made): HandlerModel {
  return {
    handler: handlerPart({
      state: { active: bool(), busy: bool() },
      phases: { idle: { fields: { busy: false } }, running: { fields: { active: true, busy: true } } },
      instance: (domain, state) => new made(domain, state),
      view: ({ active }, domain) => ({
        isActive: active,
        publishes: domain.bool(false),
        signals: domain.bool(false),
        resumes: domain.bool(false),
      }),
      operations: {
        begin: (one, world) => one.begin(world),
        round: (one, world) => one.round(world),
        end: (one, world) => one.end(world),
      },
    }),
  };
}

/** What is broken of the own proof of a step; `null` where nothing is. */
async function brokenBy(declared: HandlerModel, id: string): Promise<string | null> {
  const model: Model = handler.implement({ name: 'm', source: 'here' }, declared);
  const proof = model.ownProofs.find((one) => one.id === `handler/state/${id}`);
  if (proof === undefined) throw new Error(`there is no step '${id}'`);
  const { verdict, counterexample } = await checkProof(proof, model, DEFAULT_CHECK_OPTIONS);
  return verdict === 'proved' ? null : (counterexample?.assertion ?? verdict);
}

describe('the own proofs of a handler', () => {
  test.each(['begin', 'round', 'end'])('should hold of one that keeps what it declares: %s', async (id) => {
    expect(await brokenBy(modelOf(Busy), id)).toBeNull();
  });

  test('should be refuted where a run that fails leaves what no run begins with', async () => {
    class Stuck extends Busy {
      override failed(): ReturnType<Busy['failed']> {
        return err({ kind: 'Timer' });
      }
    }

    expect(await brokenBy(modelOf(Stuck), 'round')).toBe('where no run is on, the handler is idle');
  });

  test('should be refuted where no run begins, and yet it is no longer idle', async () => {
    class Early extends Busy {
      override begin(world: World): ReturnType<Busy['begin']> {
        const begun = super.begin(world);
        this.busy = this.domain.bool(true);
        return world.happens('there is nothing to do') ? ok(false) : begun;
      }
    }

    expect(await brokenBy(modelOf(Early), 'begin')).toBe('where no run is on, the handler is idle');
  });

  test('should be refuted where a batch has other requests than are declared', async () => {
    class Batching extends Busy {
      override end(world: World): ReturnType<Busy['end']> {
        const wanted = world.word32('wanted');
        const [isRead, statusAt] = [this.domain.bool(true), this.domain.u32(0)];
        world.shelf.submitAll((chain) => ({ chain, wanted, isRead, statusAt }));
        return super.end(world);
      }
    }
    const declares = (most: number): HandlerModel => ({
      ...modelOf(Batching),
      pending: ({ wanted }) => wanted.le(most),
    });

    expect(await brokenBy(declares(0xffffffff), 'end')).toBeNull();
    expect(await brokenBy(declares(512), 'end')).toBe(
      'requests and kept chains are as the model declares them',
    );
  });

  test('should be refuted where completions are said to come in another state than they do', async () => {
    expect(await brokenBy(completing(false), 'begin-completions')).toBeNull();
    expect(await brokenBy(completing(true), 'begin-completions')).toBe('it is completing then');
  });
});

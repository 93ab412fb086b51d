import { ok, type Domain, type Result, type U32 } from 'ringproof';
import { handler, type HandledChain, type HandlerError, type World } from 'ringproof/virtio/handler';
import { expect, test } from 'vitest';
import { ReferenceHandler, type HandlerFields } from '../../models/handler-reference/handler.ts';
import { handlerModel } from '../../models/handler-reference/index.ts';
import { checkProof } from '../../src/check/check.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';
import { allProofs } from '../all.fixture.ts';

/** Writes the status first, and then the data that go up to it. */
class StatusFirst extends ReferenceHandler {
  protected override finish(
    world: World,
    chain: HandledChain,
    data: U32,
    status: U32,
  ): Result<boolean, HandlerError> {
    const at = chain.writable.sub(1);
    const isWhole = chain.writeStatus(at, status).ok && chain.write(this.domain.u32(0), at).ok;
    return isWhole ? this.give(world, chain, chain.writable) : super.finish(world, chain, data, status);
  }
}

/** Decides on notifications when a timer runs out, for all that was added by then. */
class Collecting extends ReferenceHandler {
  override end(world: World): Result<void, HandlerError> {
    world.queue.publish();
    this.scheduled = this.scheduled.or(this.added);
    return ok();
  }
}

test.each<[string, string, new (domain: Domain, fields: HandlerFields) => ReferenceHandler]>([
  ['handler/length-written', 'as many bytes were written, but for a last one after a gap', StatusFirst],
  ['handler/length-written', 'so was the last one, which is a status', StatusFirst],
  ['handler/signalled', 'an element without a decision gets one in a run that comes by itself', Collecting],
])('%s should be kept by a handler that does it another way', async (id, name, made) => {
  const proof = (await allProofs()).find((one) => one.id === id);
  if (proof === undefined) throw new Error(`there is no proof '${id}'`);
  const model = handler.implement(
    { name: 'allowed', source: 'here' },
    handlerModel((domain, fields) => new made(domain, fields)),
  );

  const { assertions, failure } = await checkProof(proof, model, {
    ...DEFAULT_CHECK_OPTIONS,
    contract: ['must', 'should', 'may-cope'],
  });

  expect([failure?.message, assertions.find((one) => one.name === name)?.verdict]).toEqual([
    undefined,
    'proved',
  ]);
});

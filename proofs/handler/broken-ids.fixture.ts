import type { Domain, Result, U32 } from 'ringproof';
import {
  BLOCK_ID_BYTES,
  BLOCK_STATUS,
  BLOCK_TYPES,
  type HandledChain,
  type HandlerError,
  type World,
} from 'ringproof/virtio/handler';
import { ReferenceHandler, type HandlerFields } from '../../models/handler-reference/handler.ts';
import { handlerModel } from '../../models/handler-reference/index.ts';
import { brokenModel, type BrokenHandler } from './breakage.fixture.ts';

/** The reference, which has device ids as well, and answers each of the right length as done. */
class Identifying extends ReferenceHandler {
  protected override finish(
    world: World,
    chain: HandledChain,
    data: U32,
    status: U32,
  ): Result<boolean, HandlerError> {
    if (!this.domain.decide(chain.type.eq(BLOCK_TYPES.getId)))
      return super.finish(world, chain, data, status);
    if (this.domain.decide(chain.writable.ne(BLOCK_ID_BYTES + 1)))
      return super.finish(world, chain, data, this.domain.u32(BLOCK_STATUS.ioError));
    const id = chain.write(this.domain.u32(0), this.domain.u32(BLOCK_ID_BYTES));
    const count = this.domain.u32(id.ok ? BLOCK_ID_BYTES : 0);
    return super.finish(world, chain, count, this.domain.u32(BLOCK_STATUS.ok));
  }
}

function identifying(): ReturnType<typeof handlerModel> {
  const make = (domain: Domain, fields: HandlerFields): ReferenceHandler => new Identifying(domain, fields);
  const { block, ...model } = handlerModel(make);
  return block === undefined
    ? model
    : { ...model, block: { ...block, types: [...block.types, BLOCK_TYPES.getId] } };
}

/** Device ids that are answered wrongly. */
export const BROKEN_IDS: readonly BrokenHandler[] = [
  {
    what: 'a device id that cannot be written is answered as done',
    refutes: { 'handler/block-status': 'what is answered as done was done' },
    model: brokenModel('ids answered as done', identifying()),
  },
];

import { err, ok, type Domain, type Model, type Result, type U16 } from 'ringproof';
import {
  ring,
  splitDriver,
  type Collected,
  type DriverError,
  type DriverHost,
} from 'ringproof/virtio/split-driver';
import { SpecDriver } from '../../models/spec-driver/driver.ts';
import { specDriverModel } from '../../models/spec-driver/index.ts';
import type { DriverFields, TABLES } from '../../models/spec-driver/state.ts';

/** A model with one thing wrong, and by id of a proof the assertion of it that breaks. */
export interface BrokenDriver {
  readonly what: string;
  readonly model: Model;
  readonly refutes: Readonly<Record<string, string>>;
  /** The model as it is right, where that is not the reference. */
  readonly right?: Model;
}

export type Host = DriverHost<typeof TABLES>;

export function broken(
  what: string,
  refutes: BrokenDriver['refutes'],
  made: new (domain: Domain, fields: DriverFields) => SpecDriver,
): BrokenDriver {
  const info = { name: 'broken', source: what };
  return {
    ...{ what, refutes },
    model: splitDriver.implement(
      info,
      specDriverModel((domain, fields) => new made(domain, fields)),
    ),
  };
}

/** Collects as the reference does, but for what a mistake leaves out. */
export class Collecting extends SpecDriver {
  override collect(host: Host): Result<Collected | undefined, DriverError> {
    if (this.domain.decide(this.isBroken)) return err({ kind: 'Broken' });
    const idx = this.lookAtIdx(host);
    if (this.domain.decide(idx.eq(this.lastUsed))) return ok(undefined);
    const element = ring.usedElement(this, this.lastUsed);
    const [id, len] = host.read(element, [32, 32]);
    if (this.domain.decide(id.ge(this.size.zeroExtend(32)))) return this.breaks('InvalidId');
    const refusal = this.refusalOf(host, id.truncate(16), len);
    if (refusal !== undefined) return this.breaks(refusal);
    const head = this.headAt(host, id.truncate(16));
    this.giveBack(host, head);
    this.lastUsed = this.lastUsed.add(1);
    return ok({ head, len });
  }

  protected lookAtIdx(host: Host): U16 {
    return host.load(ring.usedIdx(this), 16, 'acquire');
  }

  protected refusalOf(host: Host, head: U16, len: Collected['len']): DriverError['kind'] | undefined {
    if (this.domain.decide(host.tables.count.at(head).eq(0))) return 'InvalidId';
    return this.domain.decide(len.zeroExtend(64).gt(host.tables.writable.at(head)))
      ? 'InvalidLength'
      : undefined;
  }

  protected headAt(_host: Host, head: U16): U16 {
    return head;
  }
}

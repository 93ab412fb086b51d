import { engineClass } from './engine-part.ts';
import type { CarrierDomain } from './carrier-domain.ts';
import { DomainValue } from './domain-value.ts';
import type { Bool, BoolOperand } from './word.ts';

/** A Boolean over a carrier. */
export class CarrierBool<V, B> extends DomainValue implements Bool {
  static {
    engineClass(this);
  }

  override readonly domain: CarrierDomain<V, B>;
  readonly value: B;

  constructor(domain: CarrierDomain<V, B>, value: B) {
    super();
    this.domain = domain;
    this.value = value;
  }

  and(...others: readonly BoolOperand[]): Bool {
    const args = others.map((other) => this.domain.unwrapBool(other));
    return this.domain.wrapBool(this.domain.carrier.and([this.value, ...args]), 'and', [this, ...others]);
  }

  or(...others: readonly BoolOperand[]): Bool {
    const args = others.map((other) => this.domain.unwrapBool(other));
    return this.domain.wrapBool(this.domain.carrier.or([this.value, ...args]), 'or', [this, ...others]);
  }

  not(): Bool {
    return this.domain.wrapBool(this.domain.carrier.not(this.value), 'not', [this]);
  }

  implies(conclusion: BoolOperand): Bool {
    const { carrier } = this.domain;
    const value = carrier.or([carrier.not(this.value), this.domain.unwrapBool(conclusion)]);
    return this.domain.wrapBool(value, 'implies', [this, conclusion]);
  }

  iff(other: BoolOperand): Bool {
    const value = this.domain.carrier.iff(this.value, this.domain.unwrapBool(other));
    return this.domain.wrapBool(value, 'iff', [this, other]);
  }
}

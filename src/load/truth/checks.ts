import { misuseOf } from '../../domain/domain-value.ts';
import {
  askedForTruth,
  comparedByIdentity,
  kindAsked,
  recordsCompared,
  type IdentityForm,
  type TruthForm,
} from './forms.ts';
import { isDomainValue, valueInRecord } from './values.ts';

/** The value, as it was given. Throws a `MisuseError` for a value of the domain: JavaScript takes each for true. */
export function truth<T>(form: TruthForm, value: T): T {
  if (isDomainValue(value)) throw misuseOf(value, askedForTruth(form, value));
  return value;
}

/** Throws a `MisuseError` if a value of the domain is compared with anything but `undefined` and `null`, or records that hold such. */
export function identity(form: IdentityForm, left: unknown, right: unknown): void {
  if (isDomainValue(left)) {
    if (right !== undefined && right !== null) throw misuseOf(left, comparedByIdentity(form, left));
  } else if (isDomainValue(right)) {
    if (left !== undefined && left !== null) throw misuseOf(right, comparedByIdentity(form, right));
  } else if (typeof left === 'object' && typeof right === 'object' && left !== right) {
    const held = valueInRecord(left);
    if (held !== null && valueInRecord(right) !== null) throw misuseOf(held, recordsCompared(form));
  }
}

/** The value, as it was given. Throws a `MisuseError` for a value of the domain: it is looked up by identity. */
export function sought<T>(form: IdentityForm, value: T): T {
  if (isDomainValue(value)) throw misuseOf(value, comparedByIdentity(form, value));
  return value;
}

/** The value, as it was given. Throws a `MisuseError` for a value of the domain, of which any such question is false. */
export function number<T>(form: string, value: T): T {
  if (isDomainValue(value)) throw misuseOf(value, kindAsked(form));
  return value;
}

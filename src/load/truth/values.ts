import { DomainValue } from '../../domain/domain-value.ts';

export function isDomainValue(value: unknown): value is DomainValue {
  return typeof value === 'object' && value instanceof DomainValue;
}

/** A value of the domain that a plain object or a list holds, however deep; `null` where there is none, or it is neither. */
export function valueInRecord(record: unknown, seen = new Set<object>()): DomainValue | null {
  if (!isRecord(record) || seen.has(record)) return null;
  seen.add(record);
  for (const key of Object.keys(record)) {
    // A getter is not asked: it may do anything.
    const member: unknown = Object.getOwnPropertyDescriptor(record, key)?.value;
    const found = isDomainValue(member) ? member : valueInRecord(member, seen);
    if (found !== null) return found;
  }
  return null;
}

function isRecord(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

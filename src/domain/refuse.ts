import { CarrierDomain } from './carrier-domain.ts';
import type { Domain } from './domain.ts';

/**
 * Says that an operation does what cannot be executed over a domain. Returns the error, to be thrown: the run it is thrown in ends
 * with it, whatever the code in between catches.
 */
export function refused<E extends Error>(domain: Domain, error: E): E {
  if (domain instanceof CarrierDomain) domain.refuse(error);
  return error;
}

import { CONDITIONS } from './conditions.fixture.ts';
import { CONVERSIONS } from './conversions.fixture.ts';
import type { FormCase } from './form-case.fixture.ts';
import { IDENTITIES } from './identities.fixture.ts';
import { PREDICATES } from './predicates.fixture.ts';

/** Every form in which JavaScript is asked for truth, identity, text or type of a value. */
export const FORMS: readonly FormCase[] = [...CONDITIONS, ...IDENTITIES, ...PREDICATES, ...CONVERSIONS];

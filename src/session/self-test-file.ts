import { fileURLToPath } from 'node:url';
import type { UserFile } from '../load/discover.ts';

/** The file `self-test.ts`, to be loaded as a user's: TypeScript where this one is, JavaScript in the build. */
export const SELF_TEST: UserFile = {
  path: fileURLToPath(import.meta.url).replace(/self-test-file(\.[jt]s)$/, 'self-test$1'),
  exports: 'proofs',
};

import { MEMORY_MODELS } from '../memory/model/memory-models.ts';
import { ASSERTION_KINDS } from '../proof/standing.ts';
import type { Declarations } from '../context/symbolic-context.ts';

/** What a body declares that has no covers and cites no requirements. */
export function nothingDeclared(): Declarations {
  return {
    ...{ covers: [], requirements: [], contract: ASSERTION_KINDS, memoryModels: MEMORY_MODELS },
    ...{ standings: new Map(), orders: new Map() },
  };
}

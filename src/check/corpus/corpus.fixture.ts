import type {
  Bool,
  Domain,
  EventList,
  Inputs,
  Integer,
  MemoryEvents,
  ObservedMemory,
  ProofContext,
  Reading,
  Selection,
  Table,
  Word,
} from '../../index.ts';
import { booleans } from './booleans.fixture.ts';
import { compiledMemory } from './compiled-memory.fixture.ts';
import { compiledNumbers } from './compiled-numbers.fixture.ts';
import { context } from './context.fixture.ts';
import { domainTraps } from './domain-traps.fixture.ts';
import { domain } from './domain.fixture.ts';
import { eventList } from './event-list.fixture.ts';
import { inputs } from './inputs.fixture.ts';
import { integers } from './integers.fixture.ts';
import { memoryEvents } from './memory-events.fixture.ts';
import { contents } from './memory-contents.fixture.ts';
import { copies } from './memory-copies.fixture.ts';
import { regions } from './memory-regions.fixture.ts';
import { transfers } from './memory-transfers.fixture.ts';
import { units } from './memory-units.fixture.ts';
import { tables } from './tables.fixture.ts';
import { selections } from './selections.fixture.ts';
import type { Corpus } from './statement.fixture.ts';
import { arithmetic } from './words-arithmetic.fixture.ts';
import { bits } from './words-bits.fixture.ts';
import { comparisons } from './words-comparisons.fixture.ts';
import { parts } from './words-parts.fixture.ts';
import { trapping } from './words-traps.fixture.ts';

/** Everything that a body can call, by interface: a method without statements does not type-check. */
interface Interfaces {
  readonly Word: Corpus<Word<8>>;
  readonly Bool: Corpus<Bool>;
  readonly Integer: Corpus<Integer>;
  readonly Domain: Corpus<Domain>;
  readonly Memory: Corpus<ObservedMemory>;
  readonly EventList: Corpus<EventList>;
  readonly MemoryEvents: Corpus<Omit<MemoryEvents, keyof EventList>>;
  readonly Selection: Corpus<Selection<Reading>>;
  readonly Table: Corpus<Table<16>>;
  readonly Inputs: Corpus<Inputs>;
  readonly ProofContext: Corpus<ProofContext>;
  /** What compiled code does, by what is said of it. */
  readonly Compiled: typeof compiledNumbers & typeof compiledMemory;
}

/** Small statements whose verdicts a person wrote down: for each method false ones, and true ones just beside them. */
export const CORPUS: Interfaces = {
  Word: { ...arithmetic, ...bits, ...parts, ...comparisons, ...trapping },
  Bool: booleans,
  Integer: integers,
  Domain: { ...domain, ...domainTraps },
  Memory: { ...units, ...copies, ...transfers, ...regions, ...contents },
  EventList: eventList,
  MemoryEvents: memoryEvents,
  Selection: selections,
  Table: tables,
  Inputs: inputs,
  ProofContext: context,
  Compiled: { ...compiledNumbers, ...compiledMemory },
};

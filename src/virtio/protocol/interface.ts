import type { Domain } from '../../domain/domain.ts';
import type { U16 } from '../../domain/word.ts';
import type { ObservedMemory, MemoryView } from '../../memory/observed-memory.ts';
import type { Bound } from '../../proof/bound.ts';
import type {
  SplitDevice,
  SplitDeviceModel,
  SplitDeviceQueue,
  SplitDeviceState,
} from '../split/interface.ts';
import type {
  ChainEntry,
  Driver,
  DriverState,
  SplitDriver,
  SplitDriverModel,
} from '../split-driver/interface.ts';
import type { RingSlots } from './slots.ts';

/** A driver and a device of split virtqueues, as their models declare them. Made by `protocolOf`. */
export interface SplitProtocolModel {
  readonly driver: SplitDriverModel;
  readonly device: SplitDeviceModel;
  /** What no proof on either says anything of. */
  readonly bound: Bound | null;
}

/** Both sides of split virtqueues, as proofs see them. Optional members are named after their side: `driver.addIndirect`. */
export interface SplitProtocol {
  readonly domain: Domain;
  readonly driver: SplitDriver;
  readonly device: SplitDevice;
}

/** Both sides of one queue, and the memory that they share. */
export interface BothSides {
  readonly driver: Driver;
  readonly queue: SplitDeviceQueue;
  readonly memory: ObservedMemory;
  /** The memory as it is looked at now, where that is not `memory` itself; see `writingContents`. */
  readonly looked?: () => MemoryView;
  /** The slots of the rings as they are now, where that is not what `memory` is asked; see `slotsAfter`. */
  readonly slots?: RingSlots;
}

/** Both sides of a queue and their memory at one moment. */
export interface SeenSides {
  readonly driver: DriverState;
  readonly device: SplitDeviceState;
  /** Whether the device can tell the driver that it needs no notifications. */
  readonly deviceDisables: boolean;
  /** Descriptors and ring entries may be older than the words of the rings: `slots` has these. */
  readonly memory: MemoryView;
  readonly slots: RingSlots;
  /** What the driver's books say of a head. */
  readonly chain: (head: U16) => ChainEntry;
}

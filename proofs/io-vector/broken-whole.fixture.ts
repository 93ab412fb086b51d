import { bool, ok, u16, u32, type Bool, type Domain, type GuestMemory, type Model } from 'ringproof';
import { IoVecBuffer, IoVecBufferMut, type BufferFields } from '../../models/firecracker/iovec.ts';
import { bufferMutPart, bufferPart, firecrackerVectors } from '../../models/firecracker/vectors.ts';
import {
  ioVector,
  vectorPart,
  type IoVectorModel,
  type LoadableChain,
  type ParsedChain,
  type VectorOperations,
} from 'ringproof/virtio/io-vector';
import { SOURCE, type BrokenVector } from './broken-vector.fixture.ts';

const right = firecrackerVectors();

const broken = (changed: Partial<IoVectorModel>): Model =>
  ioVector.implement({ name: 'broken', source: SOURCE }, { ...right, ...changed });

/** Keeps no entry of any chain but the first: a flag that only it knows of. */
class OnceOnly extends IoVecBuffer {
  hasLoaded: Bool;

  constructor(domain: Domain, fields: BufferFields & { readonly hasLoaded?: Bool }) {
    super(domain, fields);
    this.hasLoaded = fields.hasLoaded ?? domain.bool(false);
  }

  override load(mem: GuestMemory, chain: LoadableChain) {
    const loaded = super.load(mem, chain);
    if (this.domain.decide(this.hasLoaded)) {
      this.entries = [];
      this.count = this.domain.u16(0);
    }
    this.hasLoaded = this.domain.bool(true);
    return loaded;
  }
}

const onceOnly = vectorPart<VectorOperations>()({
  state: { count: u16(), length: u32(), hasLoaded: bool() },
  instance: (domain, fields) => new OnceOnly(domain, fields),
  view: ({ count, length }) => ({ count, length }),
  operations: {
    load: (vector, memory, chain) => vector.load(memory, chain),
    copy: (vector, memory, peer, offset, wanted) => vector.copy(memory, peer, offset, wanted),
    copyAll: (vector, memory, peer, offset, wanted) => vector.copyAll(memory, peer, offset, wanted),
  },
});

/** The same with the flag undeclared: it would be forgotten after every operation, so changing it is an error. */
export const FORGETFUL = broken({
  readable: { ...right.readable, vector: bufferPart((domain, fields) => new OnceOnly(domain, fields)) },
});

/** Loads a chain behind what was there before. */
class NeverCleared extends IoVecBuffer {
  override load(mem: GuestMemory, chain: LoadableChain) {
    const { entries, count } = this;
    const loaded = super.load(mem, chain);
    this.entries = [...entries, ...this.entries];
    this.count = this.count.add(count);
    return loaded;
  }
}

/** Counts the bytes of a chain that is refused. */
class Uncounted extends IoVecBufferMut {
  override append(mem: GuestMemory, chain: LoadableChain) {
    const appended = super.append(mem, chain);
    if (!appended.ok) this.length = this.length.add(1);
    return appended;
  }
}

/** Drops what there is where it is to drop more. */
class Lenient extends IoVecBufferMut {
  override dropFront(chain: ParsedChain) {
    super.dropFront({ ...chain, entries: Math.min(chain.entries, this.entries.length) });
  }
}

/** Takes a copy that failed for one that is complete. */
class Hopeful extends IoVecBufferMut {
  override copyAll(...args: Parameters<IoVecBufferMut['copyAll']>) {
    const copied = super.copyAll(...args);
    return copied.ok || copied.error.kind !== 'IOError' ? copied : ok();
  }
}

/** Forgets the entry before the one that is appended. */
class Crowded extends IoVecBufferMut {
  override append(mem: GuestMemory, chain: LoadableChain) {
    const { length } = this.entries;
    const appended = super.append(mem, chain);
    if (!appended.ok) this.entries = this.entries.slice(0, length - 1);
    return appended;
  }
}

export const BROKEN_WHOLE: readonly BrokenVector[] = [
  {
    what: 'no chain but the first leaves entries, as a field of the implementation’s own tells',
    model: broken({ readable: { ...right.readable, vector: onceOnly } }),
    refutes: {
      'io-vector/load': 'its entries are the chain’s buffers',
      'io-vector/state/readable-load': 'it is loaded then',
    },
  },
  {
    what: 'what was loaded before stays',
    model: broken({
      readable: {
        ...right.readable,
        vector: bufferPart((domain, fields) => new NeverCleared(domain, fields)),
      },
    }),
    refutes: { 'io-vector/load': 'its entries are the chain’s buffers' },
  },
  {
    what: 'a chain that is refused counts',
    model: broken({
      writable: {
        ...right.writable,
        vector: bufferMutPart((domain, fields) => new Uncounted(domain, fields)),
      },
    }),
    refutes: {
      'io-vector/append-whole': 'its length stays',
      'io-vector/state/append': 'what was loaded stays so',
    },
  },
  {
    what: 'dropping more than there is drops what there is',
    model: broken({
      writable: {
        ...right.writable,
        vector: bufferMutPart((domain, fields) => new Lenient(domain, fields)),
      },
    }),
    refutes: { 'io-vector/drop': 'dropping more than there is panics' },
  },
  {
    what: 'a copy that the peer fails is complete',
    model: broken({
      writable: {
        ...right.writable,
        vector: bufferMutPart((domain, fields) => new Hopeful(domain, fields)),
      },
    }),
    refutes: { 'io-vector/exact-fails': 'it fails with the peer' },
  },
  {
    what: 'a chain that is refused takes an entry with it',
    model: broken({
      writable: {
        ...right.writable,
        vector: bufferMutPart((domain, fields) => new Crowded(domain, fields)),
      },
    }),
    refutes: { 'io-vector/append-full': 'it holds what it held, and what was taken' },
  },
];

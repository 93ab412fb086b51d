import { AVAIL_RING, DESC_TABLE, USED_RING } from './queue.fixture.ts';

/** What a device queue does, over an array of bytes that starts at DESC_TABLE: the specification's rings on plain numbers. */
export class ReferenceQueue {
  readonly bytes = new Uint8Array(0x3000);
  readonly size: number;
  avail = 0;
  used = 0;
  added = 0;
  readonly #view = new DataView(this.bytes.buffer);

  constructor(size: number, start: number) {
    this.size = size;
    this.avail = this.used = start;
  }

  get16(address: number): number {
    return this.#view.getUint16(address - DESC_TABLE, true);
  }

  put16(address: number, word: number): void {
    this.#view.setUint16(address - DESC_TABLE, word, true);
  }

  /** How far idx is ahead. */
  get ahead(): number {
    return (this.get16(AVAIL_RING + 2) - this.avail + 65536) % 65536;
  }

  /** Indices of the chain that comes next; 'none' for no chain, or one that cannot be used; 'error' for a bad idx. */
  pop(): readonly number[] | 'none' | 'error' {
    if (this.ahead > this.size) return 'error';
    if (this.ahead === 0) return 'none';
    const chain = this.#chain(this.get16(AVAIL_RING + 4 + 2 * (this.avail % this.size)));
    if (chain.length === 0) return 'none';
    this.avail = (this.avail + 1) % 65536;
    return chain;
  }

  add(head: number, len: number): boolean {
    if (head >= this.size) return false;
    const at = USED_RING + 4 + 8 * (this.used % this.size);
    [head, 0, len % 65536, Math.floor(len / 65536)].forEach((word, i) => this.put16(at + 2 * i, word));
    this.used = (this.used + 1) % 65536;
    this.added = (this.added + 1) % 65536;
    return true;
  }

  publish(): void {
    this.put16(USED_RING + 2, this.used);
  }

  /** Whether one of the added elements is the one that the driver waits for. */
  kick(): boolean {
    const event = this.get16(AVAIL_RING + 4 + 2 * this.size);
    const fresh = Array.from({ length: this.added }, (_, i) => (this.used + 65535 - i) % 65536);
    this.added = 0;
    return fresh.includes(event);
  }

  enable(): boolean | 'error' {
    if (this.ahead !== 0) return this.ahead > this.size ? 'error' : false;
    this.put16(USED_RING + 4 + 8 * this.size, this.avail);
    return true;
  }

  /** Entries from `head` on that lie in the table and lead nowhere else, `size` at most. */
  #chain(head: number): readonly number[] {
    const chain: number[] = [];
    for (let index = head; index < this.size; index = this.get16(DESC_TABLE + 16 * index + 14)) {
      const leads = this.get16(DESC_TABLE + 16 * index + 12) % 2 === 1 && this.size > 1;
      if (leads && this.get16(DESC_TABLE + 16 * index + 14) >= this.size) break;
      chain.push(index);
      if (!leads || chain.length === this.size) break;
    }
    return chain;
  }
}

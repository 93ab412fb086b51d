import { expect, test } from 'vitest';
import { MemoryImage } from './memory-image.ts';
import { drawQueue } from './ring-drawing.ts';

test('an area without bytes should be called empty, and end nowhere', () => {
  const image = new MemoryImage({ name: 'memory', regions: [], bytes: [] });
  const place = { size: 0, descTable: 0n, availRing: 0n, usedRing: 0x10n };

  expect(drawQueue(place, image, [], {}, 80)).toEqual([
    'descriptor table, 0x0, empty: not touched',
    'available ring, 0x0 to 0x5: not touched',
    'used ring, 0x10 to 0x15: not touched',
  ]);
});

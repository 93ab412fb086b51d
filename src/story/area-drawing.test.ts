import { expect, test } from 'vitest';
import { drawAreas } from './area-drawing.ts';
import { MemoryImage } from './memory-image.ts';
import { sceneOf } from './scene.ts';
import { createdQueue } from '../virtio/split/split-steps.fixture.ts';

test('an area without bytes should be called empty, and end nowhere', () => {
  const image = new MemoryImage({ name: 'memory', regions: [], bytes: [] });
  const steps = [createdQueue({ size: 0, desc_table: '0x0', avail_ring: '0x0', used_ring: '0x10' })];
  const scene = sceneOf({ assertion: '', inputs: {}, memory: [], trace: [], steps });

  expect(drawAreas(scene, image, [], 80)).toEqual([
    'descriptor table, 0x0, empty: not touched',
    'available ring, 0x0 to 0x5: not touched',
    'used ring, 0x10 to 0x15: not touched',
  ]);
});

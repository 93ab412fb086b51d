import { expect, test } from 'vitest';
import { workspace } from '../cli/real-engine.fixture.ts';
import { PROPERTY_FOLDERS } from '../virtio/properties.ts';

test('a driver and a device should be asked together by their names, also where one comes with ringproof', async () => {
  const own = workspace({ 'models/mine/index.ts': "export { spec as mine } from 'ringproof/models/spec';" });
  const ringproof = (args: readonly string[]) => own.ringproof(args, { properties: PROPERTY_FOLDERS });
  const kept = await ringproof(['prove', 'order/kick-flags', '--model', 'linux-driver+spec']);
  const broken = await ringproof([
    ...['prove', 'order/kick-flags', '--model', 'linux-driver+firecracker', '--output', 'o'],
  ]);
  const saved = 'o/counterexamples/order-kick-flags.linux-driver-firecracker.json';
  const replayed = await ringproof(['replay', saved]);
  const written = await ringproof(['replay', saved, '--write', 'vitest']);
  const unknown = await ringproof(['prove', 'order/kick-flags', '--model', 'linux-driver+fire']);

  expect([kept, broken, replayed, written, unknown].map(({ code }) => code)).toEqual([0, 1, 1, 5, 5]);
  expect(kept.out).toContain('1 proved: 1 proof');
  expect(replayed.out).toContain(
    "order/kick-flags on linux-driver+firecracker: 'under sequential consistency'",
  );
  expect(written.err).toContain(
    'no file exports linux-driver+firecracker: export protocolOf(driver, device)',
  );
  expect(unknown.err).toContain('--model linux-driver+fire: there is no such model');
});

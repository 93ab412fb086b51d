import { proof, type ProofContext } from 'ringproof';
import {
  assertNamed,
  POSSIBLE,
  protocolNeeding,
  publication,
  returned,
  type Handover,
} from 'ringproof/virtio/protocol';

const AVAILABLE = 'split.supply.driver.must-barrier-before-avail-idx';
const USED = 'split.used.device.must-set-len-before-idx';

const COMMON = {
  // What drivers store that publish as they add is more than can be compared yet.
  on: protocolNeeding('driver.publish'),
  covers: ['it is seen', ...POSSIBLE],
};

/** Claims that what one side announces is there for the other one. */
function assertThere<R extends string>(
  p: ProofContext<string, R>,
  handover: Handover | undefined,
  requirement: R,
): void {
  if (handover === undefined) return;
  const { question, isWhole } = handover;
  assertNamed(p, question, { requirement, kind: 'promise' }, isWhole);
  p.cover('it is seen');
}

export const publish = proof({
  ...COMMON,
  id: 'order/publish',
  title: 'on no processor does a device that sees idx find another entry or descriptor than the driver wrote',
  requirements: [AVAILABLE],
  doesNotProve:
    'anything of descriptors after the first one, of indirect tables, of the bytes in buffers, of words that are written again too early, or of what code that looks at idx twice does after two different values.',
  body: (p, protocol) => assertThere(p, publication(p, protocol), AVAILABLE),
});

export const used = proof({
  ...COMMON,
  id: 'order/used',
  title: 'on no processor does a driver that sees idx find another id or len than the device wrote',
  requirements: [USED],
  doesNotProve:
    'anything of elements that are written in batches, of the bytes in buffers, of words that are written again too early, or of what code that looks at idx twice does after two different values.',
  body: (p, protocol) => assertThere(p, returned(p, protocol), USED),
});

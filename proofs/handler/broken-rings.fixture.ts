import { type Bool, type U16 } from 'ringproof';
import { type RingFeatures, type WakeUp } from 'ringproof/virtio/handler';
import { ReferenceRing } from '../../models/vring-reference/ring.ts';
import { brokenRing, type BrokenHandler } from './breakage.fixture.ts';

/** Rings of a vhost-user back end that keep what they should not, or lose what they should keep. */
export const BROKEN_RINGS: readonly BrokenHandler[] = [
  brokenRing(
    'a ring that is enabled is not listened to',
    { 'vring/listens': 'it listens to the kick that it has' },
    class extends ReferenceRing {
      override setEnabled(on: Bool): void {
        this.enabled = on;
      }
    },
  ),
  brokenRing(
    'a ring is listened to before it is enabled',
    { 'vring/listens': 'it listens to no other ring' },
    class extends ReferenceRing {
      protected override listen(): void {
        this.listening = this.started.and(this.hasKick);
      }
    },
  ),
  brokenRing(
    'a kick is read before the ring is looked at',
    { 'vring/kick-kept': 'no kick is lost' },
    class extends ReferenceRing {
      override woken(): WakeUp {
        return { ...super.woken(), isRead: this.hasKick };
      }
    },
  ),
  brokenRing(
    'the ring is reset before it is asked where it stands',
    { 'vring/stop': 'the answer is the next available index' },
    class extends ReferenceRing {
      override getBase(): U16 {
        this.nextAvail = this.domain.u16(0);
        return super.getBase();
      }
    },
  ),
  brokenRing(
    'a stop disables the ring',
    { 'vring/resume': 'it listens' },
    class extends ReferenceRing {
      override getBase(): U16 {
        this.enabled = this.domain.bool(false);
        return super.getBase();
      }
    },
  ),
  brokenRing(
    'the base is that of the used ring, too',
    { 'vring/base': 'the next used index stays' },
    class extends ReferenceRing {
      override setBase(base: U16): void {
        super.setBase(base);
        this.nextUsed = base;
      }
    },
  ),
  brokenRing(
    'features are in force from a later request on',
    { 'vring/event-idx': 'it is in force at once' },
    class extends ReferenceRing {
      override setFeatures(features: RingFeatures): void {
        const { eventIdx } = this;
        super.setFeatures(features);
        this.eventIdx = eventIdx;
      }
    },
  ),
  brokenRing(
    'a reset leaves the indices',
    { 'vring/reset': 'it begins anew' },
    class extends ReferenceRing {
      override resetDevice(): void {
        const { nextAvail } = this;
        super.resetDevice();
        this.nextAvail = nextAvail;
      }
    },
  ),
];

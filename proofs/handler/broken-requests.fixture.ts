import { type Bool, type U16 } from 'ringproof';
import { type RingFeatures, type WakeUp } from 'ringproof/virtio/handler';
import { ReferenceRing } from '../../models/vring-reference/ring.ts';
import { brokenRing, type BrokenHandler } from './breakage.fixture.ts';

/** Rings that take a request wrongly. */
export const BROKEN_REQUESTS: readonly BrokenHandler[] = [
  brokenRing(
    'features enable a ring that is to wait for a request of its own',
    { 'vring/requests': 'it is enabled as requests say' },
    class extends ReferenceRing {
      override setFeatures(features: RingFeatures): void {
        super.setFeatures(features);
        this.enabled = this.domain.bool(true);
        this.listen();
      }
    },
  ),
  brokenRing(
    'a ring is started without a kick descriptor',
    { 'vring/requests': 'it is started by a kick descriptor, until it is stopped' },
    class extends ReferenceRing {
      override setKick(hasFile: Bool): void {
        super.setKick(hasFile);
        this.started = this.domain.bool(true);
      }
    },
  ),
  brokenRing(
    'a stop keeps the kick descriptor',
    { 'vring/requests': 'it has the last kick descriptor, while it is not stopped' },
    class extends ReferenceRing {
      override getBase(): U16 {
        const { hasKick } = this;
        const base = super.getBase();
        this.hasKick = hasKick;
        return base;
      }
    },
  ),
  brokenRing(
    'a new kick descriptor of a ring that is started is not listened to',
    { 'vring/listens': 'it listens to a new kick while it is started' },
    class extends ReferenceRing {
      override setKick(hasFile: Bool): void {
        const { started } = this;
        super.setKick(hasFile);
        this.listening = this.listening.and(started.not());
      }
    },
  ),
  brokenRing(
    'a kick that is handled stays in its descriptor',
    { 'vring/kick-kept': 'the kick of a ring that is handled is read' },
    class extends ReferenceRing {
      override woken(): WakeUp {
        return { ...super.woken(), isRead: this.domain.bool(false) };
      }
    },
  ),
];

import { ModelKind, type ProofContext } from '../../index.ts';

interface Notifier {
  notify(sent: boolean): void;
}

const notifiers = new ModelKind<Notifier, object>('a side that notifies the other', {
  bind: (_, run) => ({ notify: (sent) => run.notifies(run.domain.bool(sent)) }),
  members: () => [],
  ownProofs: () => [],
});
const notifier = notifiers.implement({ name: 'notifier', source: 'a statement' }, {});

/** Has the device decide whether to notify the driver. */
export function notifying(p: ProofContext<string>, sent: boolean): void {
  notifiers.of(notifier, p).notify(sent);
}

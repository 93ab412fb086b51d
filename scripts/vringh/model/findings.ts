import type { Finding } from 'ringproof';

const FILE = 'drivers/vhost/vringh.c';

type Findings = Readonly<Record<string, Finding>>;

const ANY_HEAD =
  'vringh_complete takes any head and publishes it: that it is one which getdesc gave is left to the device. A driver is ' +
  'given an element with an id beyond its table by a device that mixes up its heads, and by no other.';

/** What both kinds of rings break. */
const BOTH: Findings = {
  'split/add-used': {
    breaks: ['a bad head is refused as such', 'a bad head changes no field', 'a bad head changes no byte'],
    reason: ANY_HEAD,
    affects: 'conforming peer',
    reference: `${FILE}, __vringh_complete`,
  },
  'split/add-used-valid': {
    breaks: ['it succeeds exactly for a good head'],
    reason: ANY_HEAD,
    affects: 'conforming peer',
    reference: `${FILE}, __vringh_complete`,
  },
  'split/in-flight/after-pop': {
    breaks: ['no more are in flight than the queue has entries'],
    reason:
      'As of split/pop: idx is compared for equality alone, and what is in flight is not counted. A device that keeps as many ' +
      'requests as the queue has entries has to count them itself.',
    affects: 'misbehaving peer',
    reference: `${FILE}, __vringh_get_head`,
  },
  'split/in-flight/undo-of-none': {
    breaks: ['nothing is taken back'],
    reason:
      'vringh_abandon counts back as many as it is told: that so many were taken and not completed is for the caller to know.',
    affects: 'calling code',
    reference: `${FILE}, vringh_abandon_kern and vringh_abandon_user`,
  },
  'split/pop': {
    breaks: ['an idx too far ahead gives no chain', 'an idx too far ahead leaves next_avail'],
    reason:
      "The driver's idx is compared for equality alone: one that is further ahead than the queue has entries counts as that " +
      'many chains, and slots are read again and again until next_avail is there. Heads are checked, so the device serves ' +
      "the driver's own descriptors up to 65535 times; memory is safe.",
    affects: 'misbehaving peer',
    reference: `${FILE}, __vringh_get_head`,
  },
  'split/pop-races': {
    breaks: ['the last look at idx saw a chain, and not more than fit'],
    reason: 'The same comparison, whenever the driver writes idx.',
    affects: 'misbehaving peer',
    reference: `${FILE}, __vringh_get_head`,
  },
  'split/pop-reports-idx': {
    breaks: ['it is reported'],
    reason:
      'The same comparison: a device cannot tell an idx that no conforming driver writes from one with chains, so it never ' +
      'asks for a reset.',
    affects: 'misbehaving peer',
    reference: `${FILE}, __vringh_get_head`,
  },
  'split/used-notification-overflow': {
    breaks: ['the driver is notified'],
    reason:
      'completed counts in 32 bits, and 65536 or more always notify; but after 2^32 elements without asking it is 0 again, and ' +
      'the driver is not notified of them. A device that asks once for every batch never gets there.',
    affects: 'conforming peer',
    reference: `${FILE}, __vringh_complete and __vringh_need_notify`,
  },
};

/** What rings in kernel memory are known to break, by proof id. */
export const kernFindings: Findings = {
  ...BOTH,
  'split/activation-units': {
    breaks: ['an element can be added'],
    reason:
      'The kernel is given pointers into pages, where an even offset is an even address. Of a region with an odd base no words ' +
      'can be mapped: our stand-in for what maps a ring takes it at first, and refuses each operation.',
    affects: 'conforming peer',
    reference: 'what sets up the pointers of vringh_init_kern',
  },
};

const WAITS_UNSEEN =
  "If the driver's idx cannot be read, vringh_notify_enable answers as if there were nothing to do: the device waits though " +
  'it has not looked, and the error is lost. It takes memory of the ring that the process unmaps, or an odd address of idx.';

/** The same in the memory of a process. */
export const userFindings: Findings = {
  ...BOTH,
  'split/activation-units': {
    breaks: ['an element can be added'],
    reason:
      'vringh_init_user leaves it to its caller to check the pointers. Where idx can be reached as bytes but not as one word, ' +
      'which page tables exclude, every vringh_complete_user fails.',
    affects: 'conforming peer',
    reference: `${FILE}, vringh_init_user`,
  },
  'split/add-used-atomic': {
    breaks: ['a failure changes no byte'],
    reason:
      'The element is written before the store of idx can fail, and stays: its slot is not published, so the driver does not ' +
      'look at it, and a repeated call writes it again.',
    affects: 'misbehaving peer',
    reference: `${FILE}, __vringh_complete`,
  },
  'split/enable-notification-looks': {
    breaks: ['the answer is that of the last look', 'it waits only by a look after asking and a full fence'],
    reason: WAITS_UNSEEN,
    affects: 'misbehaving peer',
    reference: `${FILE}, __vringh_notify_enable`,
  },
  'split/enable-notification-flags-looks': {
    breaks: ['the answer is that of the last look', 'it waits only by a look after asking and a full fence'],
    reason: WAITS_UNSEEN,
    affects: 'misbehaving peer',
    reference: `${FILE}, __vringh_notify_enable`,
  },
  'split/pop-after-enable': {
    breaks: ['if it waits, there is none'],
    reason: WAITS_UNSEEN,
    affects: 'misbehaving peer',
    reference: `${FILE}, __vringh_notify_enable`,
  },
};

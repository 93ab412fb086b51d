import { STATUS } from './requirements/status.ts';
import { FEATURES_DRIVER } from './requirements/features-driver.ts';
import { FEATURES_DEVICE } from './requirements/features-device.ts';
import { LEGACY } from './requirements/legacy.ts';
import { RESET } from './requirements/reset.ts';
import { SUSPEND } from './requirements/suspend.ts';
import { SPLIT_DESCRIPTORS } from './requirements/split-descriptors.ts';
import { SPLIT_INDIRECT } from './requirements/split-indirect.ts';
import { SPLIT_USED } from './requirements/split-used.ts';
import { SPLIT_USED_NOTIFICATION } from './requirements/split-used-notification.ts';
import { SPLIT_AVAIL_NOTIFICATION_DRIVER } from './requirements/split-avail-notification-driver.ts';
import { SPLIT_AVAIL_NOTIFICATION_DEVICE } from './requirements/split-avail-notification-device.ts';
import { SPLIT_SUPPLY } from './requirements/split-supply.ts';
import { PACKED_DEVICE } from './requirements/packed-device.ts';
import { PACKED_DRIVER } from './requirements/packed-driver.ts';
import { PACKED_SUPPLY } from './requirements/packed-supply.ts';
import { PCI_DEVICE } from './requirements/pci-device.ts';
import { PCI_DRIVER } from './requirements/pci-driver.ts';
import { MMIO } from './requirements/mmio.ts';
import { ADMIN_QUEUE_DEVICE } from './requirements/admin-queue-device.ts';
import { ADMIN_QUEUE_DRIVER } from './requirements/admin-queue-driver.ts';
import { DEVICE_PARTS } from './requirements/device-parts.ts';
import type { Requirement } from './requirements/requirement.ts';

export type { Level, Requirement, Unanswered } from './requirements/requirement.ts';

/**
 * The sentences of VIRTIO about queues, each in words of this project, by id: area, role, level and content. Proofs cite these ids and
 * no others.
 */
export const REQUIREMENTS: Readonly<Record<string, Requirement>> = {
  ...STATUS,
  ...FEATURES_DRIVER,
  ...FEATURES_DEVICE,
  ...LEGACY,
  ...RESET,
  ...SUSPEND,
  ...SPLIT_DESCRIPTORS,
  ...SPLIT_INDIRECT,
  ...SPLIT_USED,
  ...SPLIT_USED_NOTIFICATION,
  ...SPLIT_AVAIL_NOTIFICATION_DRIVER,
  ...SPLIT_AVAIL_NOTIFICATION_DEVICE,
  ...SPLIT_SUPPLY,
  ...PACKED_DEVICE,
  ...PACKED_DRIVER,
  ...PACKED_SUPPLY,
  ...PCI_DEVICE,
  ...PCI_DRIVER,
  ...MMIO,
  ...ADMIN_QUEUE_DEVICE,
  ...ADMIN_QUEUE_DRIVER,
  ...DEVICE_PARTS,
};

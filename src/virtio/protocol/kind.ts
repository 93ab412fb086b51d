import { boundOn } from '../../proof/bound.ts';
import type { Finding } from '../../proof/finding.ts';
import { ModelKind, type Asked, type Model } from '../../proof/model.ts';
import { boundDevice, memberNames as deviceMembers } from '../split/bound-device.ts';
import { splitDevice } from '../split/device.ts';
import { splitFamily } from '../split/family.ts';
import { boundDriver } from '../split-driver/bound-driver.ts';
import { memberNames as driverMembers } from '../split-driver/open-driver.ts';
import { driverFamily } from '../split-driver/family.ts';
import { splitDriver } from '../split-driver/kind.ts';
import { protocolFamily } from './family.ts';
import type { SplitProtocol, SplitProtocolModel } from './interface.ts';

/** A driver and a device that share the rings of a split queue: `protocolOf(driver, device)` makes a model of it. */
export const splitProtocol = new ModelKind<SplitProtocol, SplitProtocolModel>('split-protocol', {
  bind: ({ driver, device }, run) => ({
    domain: run.domain,
    driver: boundDriver(driver, run.beside(driver, driverFamily, 'driver')),
    device: boundDevice(device, run.beside(device, splitFamily, 'device')),
  }),
  members: ({ driver, device }) => [
    ...driverMembers(driver).map((name) => `driver.${name}`),
    // A driver whose chains are there for the device as soon as they are added.
    ...(driverMembers(driver).includes('publish') ? [] : ['driver.publishesItself']),
    // A driver that takes one chain with each element.
    ...(driverMembers(driver).includes('negotiatesInOrder') ? [] : ['driver.takesEach']),
    ...deviceMembers(device).map((name) => `device.${name}`),
  ],
  // Those of the two sides are proofs of the driver and of the device.
  ownProofs: () => [],
  bound: ({ bound }) => bound,
  family: protocolFamily,
});

/**
 * A driver and a device together, as a model named after both: `spec-driver+my-queue`. `findings`: what the two together are known to
 * break. Throws a `TypeError` where one is no driver, or the other no device, of split queues.
 */
export function protocolOf(
  driver: Model,
  device: Model,
  findings: Readonly<Record<string, Finding>> = {},
): Model {
  return splitProtocol.implement(
    {
      name: `${driver.name}+${device.name}`,
      source: `${driver.source}; ${device.source}`,
      findings,
    },
    {
      driver: splitDriver.declared(driver),
      device: splitDevice.declared(device),
      bound: boundOn(driver, device),
    },
  );
}

/** The interface of both sides, asked only of models that have these optional members: `driver.enableUsed`. */
export function protocolNeeding(...needs: readonly string[]): Asked<SplitProtocol, SplitProtocolModel> {
  return {
    ...{ name: splitProtocol.name, needs },
    declared: (model) => splitProtocol.declared(model),
    of: (model, p) => splitProtocol.of(model, p),
  };
}

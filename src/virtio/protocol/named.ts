import { DeclarationError } from '../../proof/declaration-error.ts';
import { isModel, type Model } from '../../proof/model.ts';
import { splitDevice } from '../split/device.ts';
import { splitDriver } from '../split-driver/kind.ts';
import { protocolOf } from './kind.ts';

/** What a module exports, and the name of the model in it that is meant. */
export interface Named {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly name: string;
}

/**
 * A driver and a device of modules together, with no findings: what `--model driver+device` makes of two models that no model of a
 * protocol is of. Throws a `DeclarationError` where a module has no such model.
 */
export function protocolNamed(driver: Named, device: Named): Model {
  return protocolOf(modelNamed(driver, splitDriver.name), modelNamed(device, splitDevice.name));
}

function modelNamed({ exports, name }: Named, kind: string): Model {
  const found = Object.values(exports)
    .filter(isModel)
    .find((model) => model.name === name && model.kind === kind);
  if (found === undefined) throw new DeclarationError(`there is no model '${name}' of '${kind}' any more`);
  return found;
}

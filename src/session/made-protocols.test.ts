import { describe, expect, test } from 'vitest';
import type { ModelEntry } from '../load/catalogue.ts';
import { protocolNames, protocolsText, sideNames } from './made-protocols.ts';

const model = (kind: string, name: string): ModelEntry => ({
  ...{ kind, name, capabilities: [], operations: [], source: 'here', findings: {} },
  module: `models/${name}/index.ts`,
});

const MODELS = [
  model('split-driver', 'front'),
  model('split-driver', 'a+b'),
  model('split-device', 'back'),
  model('split-device', 'front'),
  model('split-protocol', 'front+back'),
];

describe('names of a driver and a device', () => {
  test('should be those with a + that no model has, each once', () => {
    const names = ['front+back', 'front', 'a+b+back', 'a+b+back'];

    expect(protocolNames(names, { models: MODELS })).toEqual(['a+b+back']);
    expect(sideNames('a+b+back')).toEqual(['a', 'b+back', 'a+b', 'back']);
  });

  test('should be put together by a module, in which each is the model of its own kind', () => {
    expect(protocolsText(['a+b+back', 'front+front'], MODELS).split('\n')).toEqual([
      "import { protocolNamed } from 'ringproof/virtio/protocol';",
      'import * as driver0 from "./models/a+b/index.ts";',
      'import * as device0 from "./models/back/index.ts";',
      'export const protocol0 = protocolNamed({ exports: driver0, name: "a+b" }, { exports: device0, name: "back" });',
      'import * as driver1 from "./models/front/index.ts";',
      'import * as device1 from "./models/front/index.ts";',
      'export const protocol1 = protocolNamed({ exports: driver1, name: "front" }, { exports: device1, name: "front" });',
      '',
    ]);
  });

  test('should be refused where one side is no such model, with those that there are', () => {
    expect(() => protocolsText(['front+bakc'], MODELS)).toThrow(
      "names no driver and device of split queues; did you mean 'front+back'? (drivers: a+b, front; devices: back, front)",
    );
    expect(() => protocolsText(['x+y'], [])).toThrow('(drivers: none; devices: none)');
  });
});

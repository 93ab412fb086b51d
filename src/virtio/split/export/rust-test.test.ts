import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rustVmm } from '../../../../models/rust-vmm/index.ts';
import { CASES, toWrite } from './cases.fixture.ts';
import { has, Workshop, type Ran } from './compilers.fixture.ts';
import { write } from '../../../export/write.ts';

/** Crates of names and types alone, each resting on those before. */
const SIGNATURES = ['vm_memory', 'virtio_queue'] as const;

const shop = new Workshop();
afterAll(() => shop[Symbol.dispose]());

function typeCheck(text: string): Ran {
  shop.write('written.rs', text);
  const crates = SIGNATURES.flatMap((name) => ['--extern', name]);
  return rustc('-D', 'warnings', '--test', '--crate-name', 'written', ...crates, 'written.rs');
}

function rustc(...args: readonly string[]): Ran {
  return shop.run('rustc', '--edition', '2021', '--emit=metadata', '-L', '.', ...args);
}

// Without Rust nothing is checked: the tests are shown as skipped.
describe.skipIf(!has('rustc'))('a written Rust test, as rustc sees it', () => {
  beforeAll(() => {
    for (const name of SIGNATURES) {
      shop.write(`${name}.rs`, readFileSync(new URL(`./signatures/${name}.rs`, import.meta.url), 'utf8'));
      const crates = SIGNATURES.slice(0, SIGNATURES.indexOf(name)).flatMap((one) => ['--extern', one]);
      const made = rustc(
        '-A',
        'dead_code',
        '--crate-type',
        'lib',
        '--crate-name',
        name,
        ...crates,
        `${name}.rs`,
      );
      expect(made).toEqual({ code: 0, output: '' });
    }
  });

  test.each(CASES.map((one) => [one.proof.id, one] as const))(
    'should compile without a warning: %s',
    (_, one) => {
      expect(typeCheck(write('rust', toWrite(one, rustVmm)))).toEqual({ code: 0, output: '' });
    },
  );

  test('should not compile where it calls what there is not', () => {
    const [first] = CASES;
    const text = first === undefined ? '' : write('rust', toWrite(first, rustVmm));
    const { code, output } = typeCheck(text.replace('queue.add_used(', 'queue.add_unused('));

    expect(code).toBe(1);
    expect(output).toContain('add_unused');
  });
});

describe('a written Rust test', () => {
  const textOf = (id: string): string => {
    const one = CASES.find(({ proof }) => proof.id === id);
    if (one === undefined) throw new Error(`no case of ${id}`);
    return write('rust', toWrite(one, rustVmm));
  };

  test('should say where the assertion breaks, behind what it is about', () => {
    const lines = textOf('split/pop-reports-idx').split('\n');
    const pop = lines.indexOf('    assert!(queue.pop_descriptor_chain(&memory).is_none());');

    expect(pop).toBeGreaterThan(0);
    expect(lines.indexOf('    // BROKEN here: it is reported.')).toBeGreaterThan(pop);
  });

  test('should look at a chain descriptor by descriptor', () => {
    expect(textOf('chain/agrees-with-specification')).toContain('assert_eq!(walked, [(0x0, 42, 2, 0)]);');
  });

  test('should tell a private field that is lost by comparing whole queues', () => {
    const text = textOf('split/restore');

    expect(text).toContain('// Not equal in all fields: num_added was 1 and is 0.');
    expect(text).toContain('assert!(restored != queue);');
  });

  test('should name the error that the crate gives', () => {
    expect(textOf('split/add-used-atomic')).toContain('assert!(matches!(answer, Err(Error::GuestMemory(_)))');
  });
});

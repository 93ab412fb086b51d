import { memoryRuns } from '../../../export/case-memory.ts';
import { aboutLines, commentLines } from '../../../export/comment.ts';
import { byteList } from '../../../export/recorded.ts';
import type { ByteRun } from '../../../proof/counterexample.ts';
import type { Written } from '../../../proof/family.ts';
import { WriteError } from '../../../proof/write-error.ts';
import type { Apart } from './apart.ts';
import type { CaseCall, DriverCase } from './driver-case.ts';

/** A statement or more of a test, and what happens to memory while they run. */
export interface RustPart {
  readonly lines: readonly string[];
  readonly happened: Apart;
}

/** What a test is made of that depends on the code. */
export interface RustParts {
  /** What it does and needs, a sentence or more each. */
  readonly explained: readonly string[];
  /** Puts the driver into the state at the start, with `areas: Vec<Area>`, where `Area::new(address, pointer, bytes)` is guest memory. */
  readonly start: readonly string[];
  /** Makes the calls of an operation, one or more, and compares results. */
  readonly call: (call: CaseCall) => readonly RustPart[];
  /** Compares the state that a call leaves. */
  readonly state: (call: CaseCall) => readonly string[];
}

/** A test in Rust for a driver's code. Throws a `WriteError` where the proof calls nothing. */
export function rustDriverTest(about: Written, { memory, steps }: DriverCase, parts: RustParts): string {
  if (!steps.some(({ kind }) => kind === 'call'))
    throw new WriteError('the proof calls no operation of the driver');
  const body = steps.flatMap((step): readonly string[] => {
    if (step.kind === 'device') return step.writes.map((run) => written('DEVICE', run));
    if (step.kind === 'broken') return [`println!("{}", ${rustText(`BROKEN here: ${step.words}`)});`];
    const made = parts
      .call(step)
      .flatMap(({ lines, happened: { before, written: own, after } }) => [
        ...before.map((run) => written('DEVICE', run)),
        ...lines,
        ...own.map((run) => written('DRIVER', run)),
        'expect_memory(&areas);',
        ...after.map((run) => written('DEVICE', run)),
      ]);
    return ['', `println!(${rustText(step.operation)});`, ...made, ...parts.state(step)];
  });
  return [
    ...aboutLines(about, '// '),
    '//',
    ...commentLines(parts.explained, '// '),
    '#[test]',
    `fn ringproof_${about.proof.replace(/[^A-Za-z0-9]+/g, '_').toLowerCase()}() {`,
    ...[
      ...MEMORY,
      '',
      ...parts.start,
      ...memoryRuns(memory).map((run) => written('DEVICE', run)),
      ...body,
    ].map((line) => (line === '' ? '' : `    ${line}`)),
    '}',
    '',
  ].join('\n');
}

function written(by: 'DEVICE' | 'DRIVER', { addr, hex }: ByteRun): string {
  return `written(&mut areas, ${by}, ${addr}, &[${byteList(hex)}]);`;
}

/** A string of Rust. */
function rustText(value: string): string {
  return JSON.stringify(value).replace(/[^ -~]/g, '?');
}

const MEMORY: readonly string[] = `/// Guest memory, and what it has to hold.
struct Area {
    base: u64,
    bytes: *mut u8,
    expected: Vec<u8>,
}

impl Area {
    fn new(base: u64, bytes: *mut u8, length: usize) -> Self {
        Self { base, bytes, expected: vec![0; length] }
    }
}

// Who writes: the device, so that bytes are there, or the driver, so that they have to be.
const DEVICE: bool = true;
#[allow(dead_code)]
const DRIVER: bool = false;

fn written(areas: &mut [Area], by: bool, address: u64, bytes: &[u8]) {
    for (i, byte) in bytes.iter().enumerate() {
        for area in areas.iter_mut() {
            let at = (address + i as u64).wrapping_sub(area.base) as usize;
            if at < area.expected.len() {
                area.expected[at] = *byte;
                if by == DEVICE {
                    // SAFETY: an area has as many bytes as are expected.
                    unsafe { area.bytes.add(at).write_volatile(*byte) }
                }
            }
        }
    }
}

fn expect_memory(areas: &[Area]) {
    for area in areas {
        for (at, expected) in area.expected.iter().enumerate() {
            // SAFETY: as above.
            let is = unsafe { area.bytes.add(at).read_volatile() };
            assert_eq!(is, *expected, "the byte at {:#x}", area.base + at as u64);
        }
    }
}`.split('\n');

import { MEMORY_MODELS, type MemoryModel } from '../memory-models.ts';
import type { FactEvent, LitmusFacts, Literal, Verdict } from './facts.fixture.ts';

/** A small program, what must not be the outcome, and under which models it may be all the same. */
export interface SmallProgram {
  /** Of the language, unless it names a machine. */
  readonly arch?: LitmusFacts['arch'];
  /** Threads with `|` between them, steps with `;`. */
  readonly code: string;
  /** `a=1 x=2`: registers of any thread and final values; registers have letters of their own. */
  readonly outcome: string;
  /** A for allowed, F for forbidden, - for no meaning: sc, tso, armv8, rvwmo, rc11. */
  readonly verdicts: string;
}

/** The verdicts of a small program. */
export function verdictsOf({ verdicts }: SmallProgram): readonly (readonly [MemoryModel, Verdict])[] {
  return MEMORY_MODELS.flatMap((model, i): readonly (readonly [MemoryModel, Verdict])[] => {
    const letter = verdicts.charAt(i);
    return letter === '-' ? [] : [[model, letter === 'A' ? 'allowed' : 'forbidden']];
  });
}

/**
 * A small program in the form of facts. Steps: `x = 1`, `a = x`, `a = x <- 2` (an update), `a = x + 1` (an update that adds),
 * `fence`. After a step, in brackets: its ordering, relaxed if there is none, and what it depends on: `addr a`, `data a`, `ctrl a`.
 */
export function factsOf({ arch = 'c11', code, outcome }: SmallProgram): LitmusFacts {
  const threads = code
    .split('|')
    .map((thread) => thread.split(';').map((step) => eventOf(step.trim(), arch)));
  const locations = threads.flat().flatMap(({ loc }) => loc ?? []);
  const literals = outcome.split(' ').map((literal): Literal => {
    const [name = '', value] = literal.split('=');
    const thread = threads.findIndex((events) => events.some(({ reg }) => reg === name));
    return [thread < 0 ? name : `${thread}:${name}`, '=', Number(value)];
  });
  return {
    id: code,
    arch,
    threads,
    condition: [literals],
    locations: Object.fromEntries(locations.map((loc) => [loc, 0])),
  };
}

const STEP =
  /^(?:(?<to>\w+) = (?<from>\w+)(?: (?<op><-|\+) (?<operand>\d+))?|(?<fence>fence))(?: \[(?<notes>[^\]]*)\])?$/;

function eventOf(step: string, arch: LitmusFacts['arch']): FactEvent {
  const groups = STEP.exec(step)?.groups;
  if (groups === undefined) throw new Error(`not a step: ${step}`);
  const { to = '', from = '', op, operand } = groups;
  const notes = (groups['notes'] ?? '')
    .split('; ')
    .join(' ')
    .split(/ (?=addr|data|ctrl)|^(?=addr|data|ctrl)/);
  const depends = (kind: string): readonly string[] =>
    notes.flatMap((note) => (note.startsWith(`${kind} `) ? [note.slice(kind.length + 1)] : []));
  const ordering = notes.find((note) => note !== '' && !/^(addr|data|ctrl) /.test(note));
  const order = ordering ?? (arch === 'c11' ? 'relaxed' : 'plain');
  if (groups['fence'] !== undefined) return { kind: 'fence', order };
  const rest = { order, addr: depends('addr'), data: depends('data'), ctrl: depends('ctrl') };
  if (op !== undefined) {
    return {
      kind: 'rmw',
      loc: from,
      reg: to,
      op: op === '+' ? 'add' : 'swap',
      value: Number(operand),
      ...rest,
    };
  }
  return /^\d+$/.test(from)
    ? { kind: 'store', loc: to, value: Number(from), ...rest }
    : { kind: 'load', loc: from, reg: to, ...rest };
}

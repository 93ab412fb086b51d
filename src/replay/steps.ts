import { valueOf } from '../domain/concrete.ts';
import type { CounterexampleStep } from '../proof/counterexample.ts';
import { hex } from '../context/plain.ts';
import type { ReplayEvent } from '../context/replay-event.ts';
import type { CodePlace } from '../domain/running-code.ts';
import { codeLine } from './code-line.ts';
import { clauseLine, sourceLine } from './source-line.ts';
import type { MemoryEvent } from '../context/traced-memory.ts';

/** Something that happened in a replay, as data for reports. */
export function stepOf(event: ReplayEvent): CounterexampleStep {
  switch (event.kind) {
    case 'memory':
      return { ...memoryStep(event.memory, event.event), ...atCode(event.code) };
    case 'other-side': {
      const { memory, name, runs } = event;
      const writes = runs.map(({ address, bytes }) => ({ addr: hex(address), hex: hexOf(bytes) }));
      return { kind: 'other-side', memory, name, writes };
    }
    case 'rewind': {
      const { kind, memory, runs } = event;
      return {
        kind,
        memory,
        writes: runs.map(({ address, bytes }) => ({ addr: hex(address), hex: hexOf(bytes) })),
      };
    }
    case 'decision': {
      const { answer, place, code } = event;
      const compared = code?.decides ?? '';
      return {
        ...{ kind: 'decision', answer, at: place === null ? null : sourceLine(place) },
        ...atCode(code),
        ...(compared === '' ? {} : { compared }),
      };
    }
    case 'assumption': {
      const { holds, place } = event;
      return { kind: 'assumption', holds, at: place === null ? null : sourceLine(place) };
    }
    case 'trap': {
      const { place, code, ...trap } = event;
      return { ...trap, at: place === null ? null : sourceLine(place), ...atCode(code) };
    }
    case 'assertion': {
      const { kind, name, holds, requirement, place, isClause, conjuncts, readFrom } = event;
      return {
        ...{ kind, name, holds, requirement },
        ...(place === null ? {} : { at: isClause ? clauseLine(place, name) : sourceLine(place) }),
        ...(conjuncts.length === 0 ? {} : { conjuncts }),
        ...(readFrom.length === 0 ? {} : { readFrom }),
      };
    }
    case 'note': {
      const { kind, text, place } = event;
      return { kind, text, ...(place === null ? {} : { at: sourceLine(place) }) };
    }
    default:
      return event;
  }
}

function memoryStep(
  memory: string,
  { kind, address, length, ordering, before, after, error }: MemoryEvent,
): CounterexampleStep {
  if (kind === 'fence') return { kind, memory, ordering: ordering ?? 'relaxed' };
  const failed = error?.kind === 'PartialBuffer' ? Number(valueOf(error.completed)) : 0;
  return {
    ...{ kind: 'access', memory, access: kind, address: hex(address), length, ordering },
    ...{ before: hexOf(before), after: hexOf(after) },
    error: error?.kind ?? null,
    completed: error === null ? length : failed,
  };
}

/** Where compiled code stands, in a step of it. */
function atCode(code: CodePlace | null): Pick<StepOfCode, 'at' | 'code'> {
  if (code === null) return {};
  const { source, offset } = code;
  return {
    ...(source === null ? {} : { at: codeLine(source) }),
    code: { function: code.function, offset },
  };
}

type StepOfCode = Extract<CounterexampleStep, { kind: 'fence' }>;

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

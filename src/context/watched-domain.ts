import { fileURLToPath } from 'node:url';
import { concreteDomain } from '../domain/concrete.ts';
import type { Domain } from '../domain/domain.ts';
import { runningCode } from '../domain/running-code.ts';
import { frameOf } from '../proof/stack-frame.ts';
import type { SourcePosition } from '../proof/stack-frame.ts';
import type { ReplayEvent } from './replay-event.ts';

/** The checker's own folders of what runs compiled code, and of the world of handlers, which notes what it chooses. */
const INTERPRETERS = ['../compiled/', '../virtio/split/compiled/', '../virtio/handler/'].map((folder) =>
  fileURLToPath(new URL(folder, import.meta.url)),
);

/** The concrete domain; each decision is recorded, with the line of the code that made it. */
export function watchedDomain(tell: (event: ReplayEvent) => void): Domain {
  const decide: Domain['decide'] = (condition) => {
    const answer = concreteDomain.decide(condition);
    const place = caller(new Error().stack);
    if (place === null || !isOfInterpreter(place)) {
      tell({ kind: 'decision', answer, place, code: null });
      return answer;
    }
    // Of what an interpreter decides, the conditions of the code that it runs are the user's.
    const code = runningCode();
    if (code !== null && code.decides !== null) tell({ kind: 'decision', answer, place: null, code });
    return answer;
  };
  return new Proxy(concreteDomain, {
    // With the domain itself as `this`: words belong to the one that made them.
    get: (domain, key) => {
      const value: unknown = key === 'decide' ? decide : Reflect.get(domain, key, domain);
      return typeof value === 'function' ? (value.bind(domain) as unknown) : value;
    },
  });
}

function isOfInterpreter({ file }: SourcePosition): boolean {
  const path = file.startsWith('file:') ? fileURLToPath(file) : file;
  return INTERPRETERS.some((folder) => path.startsWith(folder));
}

/** The frame that called: the third line of a stack (message, the function called, its caller). */
export function caller(stack: string | undefined): SourcePosition | null {
  const frame = frameOf(stack?.split('\n')[2] ?? '');
  return frame && { file: frame.file, line: frame.line };
}

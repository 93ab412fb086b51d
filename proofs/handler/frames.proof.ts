import { proof } from 'ringproof';
import { framesAreAccounted, handler } from 'ringproof/virtio/handler';
import { isGivenUp, or, stepInUse, STEPS } from './step.ts';

const SHARED = { requirements: [], on: handler.with('receives') } as const;

/** 5.1.6.4 of the specification asks for what is said here of frames in more than one buffer. */
export const frames = proof({
  ...SHARED,
  id: 'handler/frames',
  title:
    'each frame that is received is delivered once, whole, in chains that the driver sees together, of which all but the last one are full',
  doesNotProve: 'which bytes they hold, nor that the first one says how many they are.',
  covers: [...STEPS, 'a frame is delivered', 'a frame is delivered in more than one chain'],
  body: (p, device) => {
    const step = stepInUse(p, device);
    const { world, after, recordBefore } = step;
    const { frames } = world;
    if (frames === undefined) return;
    const isKept = isGivenUp(step).or(framesAreAccounted(p, after, world));
    p.assert('a frame that is not delivered is kept, and room for it known', isKept);
    p.assert('no other one is received meanwhile', frames.lost.not());
    p.assert('the greatest frame is read whole', frames.cut.not());
    p.assert('what is published is one frame, whole, in full chains', frames.torn.not());
    p.cover('a frame is delivered', frames.delivered);
    p.cover('a frame is delivered in more than one chain', frames.delivered.and(recordBefore.shelved.ne(0)));
  },
});

export const framesAwaited = proof({
  ...SHARED,
  id: 'handler/frames-awaited',
  title:
    'a run goes on as long as there are frames and chains for them, and each iteration takes a chain or begins with a frame',
  doesNotProve: 'that the driver makes chains available.',
  covers: [...STEPS, 'no frame is there', 'no chain is there'],
  body: (p, device) => {
    const step = stepInUse(p, device);
    const { kind, world, before, after, goesOn, failed } = step;
    const { frames, ledger } = world;
    const no = p.domain.bool(false);
    if (kind === 'end' && before.isPlacing !== undefined) {
      // Else it would be woken up for nothing, again and again.
      const isIdle = (after.awaitsFrames ?? no).not();
      p.assert('no frame wakes it up while one waits for chains', before.isPlacing.implies(isIdle));
    }
    // One that counts its iterations may come back for those that it has left out.
    const reason = after.left === undefined ? or(p, after.awaitsFrames, after.isLimited) : true;
    p.assert('it comes back by itself only for frames', after.resumes.implies(reason));
    if (frames === undefined || kind !== 'round' || failed) return;
    const isTaken = ledger.taken !== undefined;
    if (goesOn) {
      const begins = (after.isPlacing ?? no).and((before.isPlacing ?? no).not());
      p.assert('an iteration takes a chain, or begins with a frame', begins.or(isTaken));
      return;
    }
    const isStarved = isTaken ? (ledger.taken?.isMalformed ?? no) : ledger.touched;
    const isOver = after.left === undefined ? no : after.left.eq(0);
    p.assert(
      'it ends where no frame or no chain is left',
      frames.none.or(isStarved, isOver, isGivenUp(step)),
    );
    p.cover('no frame is there', frames.none);
    p.cover('no chain is there', isStarved);
  },
});

import type { Counterexample } from '../../proof/counterexample.ts';
import { layoutIn, sceneOf } from '../scene.ts';
import { tellSteps, toldSteps, type ToldStep } from '../step-lines.ts';
import { drawnAreas, type DrawnArea } from './areas.ts';
import { dumpOf, type Dump } from './dump.ts';
import type { FilmData } from './film.ts';
import { framesOf } from './frames.ts';

/** A counterexample as what is drawn of it, and the film that moves the drawing. */
export interface Drawing {
  readonly steps: readonly ToldStep[];
  readonly film: FilmData;
  readonly areas: readonly DrawnArea[];
  /** By memory, those of other sides left out. */
  readonly dumps: readonly (Dump & { readonly memory: Counterexample['memory'][number] })[];
}

/** What is drawn of a counterexample. */
export function drawingOf(counterexample: Counterexample): Drawing {
  const { memory } = counterexample;
  const scene = sceneOf(counterexample);
  const told = tellSteps(toldSteps(counterexample), scene);
  const frames = framesOf(told, scene.part);
  const own = memory.filter(({ name }) => !name.includes('/'));
  return {
    steps: told,
    film: { memory: own, start: scene.cursors, frames },
    areas: drawnAreas(counterexample, frames, scene),
    dumps: own.map((one) => ({ memory: one, ...dumpOf(one, frames, layoutIn(scene, one.name)) })),
  };
}

export { stateOf } from './rebuild.ts';

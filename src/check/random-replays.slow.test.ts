import './random-replays.test.ts';

import './recording.test.ts';

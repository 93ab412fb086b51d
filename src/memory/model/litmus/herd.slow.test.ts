import './herd.test.ts';

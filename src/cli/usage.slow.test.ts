import './usage.test.ts';

import './explore.test.ts';

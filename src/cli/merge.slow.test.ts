import './merge.test.ts';

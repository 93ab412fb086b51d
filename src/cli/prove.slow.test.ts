import './prove.test.ts';

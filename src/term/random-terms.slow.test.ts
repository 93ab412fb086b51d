import './random-terms.test.ts';

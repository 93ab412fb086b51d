import './symbolic.test.ts';

import './allowed.test.ts';

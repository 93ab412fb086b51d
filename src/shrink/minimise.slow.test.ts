import './minimise.test.ts';

import './try.test.ts';

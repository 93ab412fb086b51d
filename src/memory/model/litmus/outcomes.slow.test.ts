import './outcomes.test.ts';

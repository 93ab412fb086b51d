import './control-flow.test.ts';

import './same-verdicts.test.ts';

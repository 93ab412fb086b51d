import './decode.test.ts';

import './unmapped-bytes.test.ts';

import './division.test.ts';

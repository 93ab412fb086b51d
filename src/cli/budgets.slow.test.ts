import './budgets.test.ts';

export type { ArgumentSpec, Attack, Call, Driver, PlannedCall, Scenario, World } from './driver.ts';
export { createOracle, type Oracle, type OracleOptions } from './oracle.ts';
export type { CallRequest } from './likeness/call.ts';
export type { Likeness } from './likeness/likeness.ts';
export { printTest, printTestFile, type PrintedTest } from './printed-tests/print-test.ts';
export type { Replayed, ReplayRequest } from './replay.ts';
export type { OpenedTests, TestOptions } from './tests/bench.ts';
export { parseSchedule, printSchedule, scheduleOf, type Schedule } from './schedule/print.ts';

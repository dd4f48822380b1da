export type { ArgumentSpec, Attack, Call, Driver, PlannedCall, Scenario, World } from './driver.ts';

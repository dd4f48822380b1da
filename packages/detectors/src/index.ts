export { cannedDetector, type CannedFindings } from './canned.ts';
export type { Detector, DetectorTask } from './detector.ts';
export { createDetector, DETECTORS, type DetectorOptions } from './detectors.ts';
export { readRun, type RunRecord } from './run-record.ts';
export { runDetector, type RunOptions, type RunProgress, type RunSummary } from './run-detector.ts';
export { readSet, type TaskSet } from './task-set.ts';

import { expect, test } from 'vitest';
import { normalMessage, isNoProof } from './message.ts';

test.for([
  ['expected 1 to be 2\n    at /p/a.test.js:2:8\n    at run (file:///x/y.js:1:1)', 'expected 1 to be 2'],
  ['\u001B[31mred\u001B[39m and\n   plain', 'red and plain'],
  ['cannot read /p/src/a.ts:3:4 or /home/me/b.txt', 'cannot read ./src/a.ts or PATH'],
  ['took 12.5 ms at 2024-01-02T03:04:05.678Z by pid 77', 'took DURATION at DATE by PID'],
  ['connect ECONNREFUSED 127.0.0.1:40123', 'connect ECONNREFUSED 127.0.0.1:PORT'],
  ['expected 1 / 2 to be 0.5', 'expected 1 / 2 to be 0.5'],
] as const)('%j reads %j, on every machine and day', ([message, normal]) => {
  expect(normalMessage(message, ['/p'])).toBe(normal);
});

test.for([
  ['Test timed out in 5000ms.', true],
  ['thrown: "Exceeded timeout of 5000 ms for a test', true],
  ['Timeout of 2000ms exceeded. For async tests', true],
  ["timed out: 'test timed out after 20ms'", true],
  ['a.ts:1:2 - error TS2322: Type', true],
  ['expected options.timeout to be 5', false],
  ['AssertionError: no\n    at runWithTimeout (file:///vitest/run.js:3339:10)', false],
] as const)('%j is no proof: %s', ([message, isNone]) => {
  expect(isNoProof(message)).toBe(isNone);
});

import { BebugError } from '@bebug/core';
import { expect, test } from 'vitest';
import { createDetector, DETECTORS } from './detectors.ts';

test.for(Object.keys(DETECTORS))('%s is created under its own name, with a version', (name) => {
  const detector = createDetector(name, { seed: 1 });
  expect(detector.name).toBe(name);
  expect(detector.version).toMatch(/\d/u);
});

test.for(['tcs', '', 'constructor', 'toString'])(
  'there is no detector %j, and the error lists those there are',
  (name) => {
    const attempt = (): unknown => createDetector(name, { seed: 1 });
    expect(attempt).toThrow(BebugError);
    expect(attempt).toThrow(
      expect.objectContaining({
        code: 'detector-unknown',
        hint: `The detectors are ${Object.keys(DETECTORS).join(', ')}.`,
      }),
    );
  },
);

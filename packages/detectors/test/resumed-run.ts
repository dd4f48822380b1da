/** A program of its own, so that it can be killed at any point (resume.test.ts). */
import { join } from 'node:path';
import { sha256 } from '@bebug/core';
import { openModelDetector } from '../src/model/open-model.ts';
import { MODEL_DEFAULTS } from '../src/model/model-settings.ts';
import { runDetector } from '../src/run-detector.ts';
import { taskOf } from './task-of.ts';

const [url, folder, tasks, workers] = process.argv.slice(2) as [string, string, string, string];
const detector = await openModelDetector({
  name: { provider: 'compatible', model: 'fake' },
  connection: { key: undefined, baseUrl: url },
  settings: MODEL_DEFAULTS,
  prompt: { hint: null },
  repeat: 1,
  limits: { maxCalls: null, maxCost: null },
  price: null,
  concurrency: Number(workers),
  timeoutMs: 30_000,
  cacheFolder: join(folder, 'cache'),
});
await runDetector({
  set: {
    setHash: sha256('set'),
    tasks: Array.from({ length: Number(tasks) }, (_, index) =>
      taskOf({ 'a.ts': `one;\n// file ${index};\n` }, {}, `t-${String(index).padStart(12, '0')}`),
    ),
  },
  detector,
  out: join(folder, 'run'),
  clock: () => new Date(0),
  workers: Number(workers),
  timeoutMs: null,
});

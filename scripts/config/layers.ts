// Which package may import which: dependencies point up this list only (DESIGN: Packages). ESLint and a test read it.
export const LAYERS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  operators: ['core'],
  engine: ['core', 'operators'],
  oracle: ['core', 'operators', 'engine'],
  scorer: ['core'],
  detectors: ['core'],
  annotator: ['core'],
  report: ['core', 'scorer'],
  cli: ['core', 'operators', 'engine', 'oracle', 'scorer', 'detectors', 'annotator', 'report'],
};

// What faces a bug-finder: cannot import the sealed side.
export const BLIND: readonly string[] = ['detectors', 'annotator'];

// The only packages that print, read the environment or exit.
export const MAY_PRINT: readonly string[] = ['cli'];

export type { Io } from './io.ts';
export { COMMANDS } from './commands.ts';
export { main } from './main.ts';
export { fetchPackage } from './npm-package.ts';
export { readPins } from './pins.ts';

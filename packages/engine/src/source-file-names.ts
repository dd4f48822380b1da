/** Which files of a folder are code to plant bugs in, and which stand beside it. */
const SOURCE = /\.(?:[cm]?[jt]s|[jt]sx)$/u;
const NOT_PLANTABLE =
  /\.d\.[cm]?ts$|\.(?:test|spec|bench|stories|config|driver|min)\.[^.]+$|(?:^|\/)(?:__tests__|__mocks__|tests?|fixtures?|e2e)\//u;
const DRIVER = /\.driver\.[cm]?ts$/u;

/** Folders that never hold a project's own code. */
export const SKIPPED_FOLDERS: ReadonlySet<string> = new Set([
  'node_modules',
  'dist',
  'build',
  'coverage',
  'vendor',
]);

/** Code that can be planted in when it is named itself: a test or a configuration, and no declaration or driver. */
export function isCode(path: string): boolean {
  return SOURCE.test(path) && !/\.d\.[cm]?ts$/u.test(path) && !DRIVER.test(path);
}

export function isPlantable(path: string): boolean {
  return SOURCE.test(path) && !NOT_PLANTABLE.test(path);
}

export function isDriver(path: string): boolean {
  return DRIVER.test(path);
}

/** Path without its extension: a module and its driver share it. */
export function driverStem(path: string): string {
  return path.replace(DRIVER, '').replace(SOURCE, '');
}

export function isTypeScript(path: string): boolean {
  return /\.(?:[cm]?ts|tsx)$/u.test(path);
}

/** What tasks say of the language of a file. */
export function languageOf(path: string): 'typescript' | 'javascript' {
  return isTypeScript(path) ? 'typescript' : 'javascript';
}

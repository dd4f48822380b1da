import manifest from '../package.json' with { type: 'json' };

/** The version that a set's manifest carries: one for all packages. */
export const VERSION: string = manifest.version;

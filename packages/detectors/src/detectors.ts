import { BebugError } from '@bebug/core';
import { flagsEverythingDetector, randomDetector, silentDetector } from './canned.ts';
import type { Detector } from './detector.ts';
import { PRESETS, type PresetName } from './eslint-config.ts';
import { eslintDetector } from './eslint.ts';
import { biomeDetector } from './tools/biome.ts';
import { nativeTscDetector } from './tools/native-tsc.ts';
import { oxlintDetector } from './tools/oxlint.ts';
import { tscDetector } from './tsc.ts';

export interface DetectorOptions {
  /** For detectors that draw lots. */
  readonly seed: number;
}

/** Every detector that has a name, in the order in which they are listed. */
export const DETECTORS: Readonly<Record<string, (options: DetectorOptions) => Detector>> = {
  tsc: tscDetector,
  'tsc-native': nativeTscDetector,
  ...Object.fromEntries(
    (Object.keys(PRESETS) as PresetName[]).map((name) => [name, () => eslintDetector(name)]),
  ),
  biome: biomeDetector,
  oxlint: oxlintDetector,
  'canned:silent': silentDetector,
  'canned:flags-everything': flagsEverythingDetector,
  'canned:random': ({ seed }) => randomDetector(seed),
};

/** The detector of that name; throws `detector-unknown`, with the names there are. */
export function createDetector(name: string, options: DetectorOptions): Detector {
  const factory = Object.hasOwn(DETECTORS, name) ? DETECTORS[name] : undefined;
  if (factory) return factory(options);
  throw new BebugError('detector-unknown', `There is no detector ${JSON.stringify(name)}.`, {
    hint: `The detectors are ${Object.keys(DETECTORS).join(', ')}.`,
  });
}

import type { CachedModel, ModelAccess } from './cached-model.ts';
import type { ModelDetector, ModelOptions } from './model-detector.ts';

// The AI SDK is loaded here, so that nobody else waits for it.

/** A model as a detector. @throws BebugError `usage` */
export async function openModelDetector(options: ModelOptions): Promise<ModelDetector> {
  const { ModelDetector: Opened } = await import('./model-detector.ts');
  return Opened.open(options);
}

/** A model for other questions than where the bugs are. @throws BebugError `usage` */
export async function openCachedModel(access: ModelAccess): Promise<CachedModel> {
  const { CachedModel: Opened } = await import('./cached-model.ts');
  return Opened.open(access);
}

import type { ModelDetector, ModelOptions } from './model-detector.ts';

/** A model as a detector. The AI SDK is loaded here, so that nobody else waits for it. @throws BebugError `usage` */
export async function openModelDetector(options: ModelOptions): Promise<ModelDetector> {
  const { ModelDetector: Opened } = await import('./model-detector.ts');
  return Opened.open(options);
}

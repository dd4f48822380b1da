import { BebugError } from '@bebug/core';
import { checkIntegrity } from '@bebug/engine';

/**
 * Refuse a set that is not the one that was written: foreign code is run only when it is. `name` is what the user calls it.
 * @throws BebugError `file-format`
 */
export async function refuseDamaged(folder: string, name: string): Promise<void> {
  const [damage] = await checkIntegrity(folder);
  if (damage === undefined) return;
  const place = damage.path ?? damage.id ?? name;
  throw new BebugError('file-format', `${place} ${damage.what}: nothing of the set is run.`, {
    hint: 'See `bebug verify SET`.',
  });
}

import { BebugError } from '@bebug/core';
import { isTaskSet } from '@bebug/engine';

/**
 * Refuse what `bebug tasks` made where findings are meant; `name` is what the user calls it.
 * @throws BebugError `usage`
 */
export async function expectBugSet(folder: string, name: string): Promise<void> {
  if (!(await isTaskSet(folder))) return;
  throw new BebugError(
    'usage',
    `${name} holds tasks that \`bebug tasks\` made, which have no findings: \`annotate\`, \`score\` and \`verify\` take them, all else takes the bug set that they were made of.`,
  );
}

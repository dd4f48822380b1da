import { BebugError } from '@bebug/core';
import type { Store } from './open-store.ts';
import { idOfPerson } from './people.ts';
import { isFrozen } from './study.ts';

/**
 * Let people see where they differed from the truth. Whoever makes the pages knows the truth; here they are pages, each for one person.
 * @param pages name of a person → a whole HTML page
 * @throws BebugError `usage` while the study still takes answers; `person-unknown`
 */
export async function publishDebriefs(store: Store, pages: ReadonlyMap<string, string>): Promise<void> {
  if (!(await isFrozen(store))) {
    throw new BebugError(
      'usage',
      'The study still takes answers: nobody may see the truth before it is closed.',
      {
        hint: 'Close it with `bebug annotate freeze SET`.',
      },
    );
  }
  await store.transaction().execute(async (transaction) => {
    for (const [name, page] of pages) {
      const person = await idOfPerson(transaction, name);
      await transaction.deleteFrom('debriefs').where('person', '=', person).execute();
      await transaction.insertInto('debriefs').values({ person, page }).execute();
    }
  });
}

/** The page for a person; `null` where none was made, and while the study takes answers. */
export async function debriefOf(store: Store, person: string): Promise<string | null> {
  const row = await store
    .selectFrom('debriefs')
    .select('page')
    .where('person', '=', person)
    .executeTakeFirst();
  return row !== undefined && (await isFrozen(store)) ? row.page : null;
}

import type { PracticeTask } from './practice-tasks.ts';

export const CLEAN_TASK: PracticeTask = {
  id: 'practice-clean',
  path: 'src/shelf-label.ts',
  text: `/** A shelf label: the aisle in capitals, then the shelf with two digits, such as B-07. */
export function shelfLabel(aisle: string, shelf: number): string {
  if (!/^[a-z]$/i.test(aisle)) throw new RangeError('an aisle is one letter');
  if (!Number.isInteger(shelf) || shelf < 1 || shelf > 99) throw new RangeError('shelves are 1 to 99');
  return \`\${aisle.toUpperCase()}-\${String(shelf).padStart(2, '0')}\`;
}

/** Aisle and shelf of a label; null for a text that is none. */
export function parseShelfLabel(label: string): { aisle: string; shelf: number } | null {
  const match = /^([A-Z])-([0-9]{2})$/.exec(label);
  if (!match?.[1] || !match[2]) return null;
  const shelf = Number(match[2]);
  return shelf === 0 ? null : { aisle: match[1], shelf };
}
`,
  bug: null,
  explanation:
    'Nothing is wrong here. Some tasks hold no bug: then say so with “I find no bug here”. A finding on clean code counts against you, so mark what you can explain.',
};

import { KEYS } from '@bebug/annotator';
import { markdownTable, pageHead } from './page.ts';

const REACHES = {
  code: 'in the code',
  page: 'unless you type',
  always: 'always',
  native: 'the browser’s own',
} as const;

/** Every key of the annotator's page. */
export function keysPage(): string {
  return [
    pageHead('Keys', 'All keys of the page on which people look for bugs; `?` shows them there.'),
    markdownTable(
      ['key', 'does', 'about', 'heard', 'in studies of'],
      KEYS.map(({ keys, label, group, reach, kinds }) => [
        keys.map((key) => `\`${key}\``).join(' '),
        label,
        group,
        REACHES[reach],
        kinds?.join(', ') ?? 'all kinds',
      ]),
    ),
    '',
  ].join('\n');
}

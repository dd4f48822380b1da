import type { StudyKind } from './study/study-kind.ts';
import { CATEGORIES, COMPARED, CONFIDENCES } from './vocabulary.ts';

/** When a key is heard: `code` only while nothing else wants it, `page` unless somebody types, `always` even then. */
export type Reach = 'code' | 'page' | 'always';

export interface KeyBinding {
  /** What it does; the page has one function for each. `native` keys are the browser's own. */
  readonly command: string;
  /** As `keyName` spells them. */
  readonly keys: readonly string[];
  readonly reach: Reach | 'native';
  /** The kinds of study that have it; absent: all. */
  readonly kinds?: readonly StudyKind[];
  readonly group: 'Move' | 'Answer' | 'Task' | 'Page';
  /** For the help dialog and the documentation. */
  readonly label: string;
}

/** Digits that choose a category. */
const DIGITS = CATEGORIES.slice(0, 9);

const MOVES: readonly KeyBinding[] = [
  { command: 'line-down', keys: ['j', 'ArrowDown'], reach: 'code', group: 'Move', label: 'Next line' },
  { command: 'line-up', keys: ['k', 'ArrowUp'], reach: 'code', group: 'Move', label: 'Previous line' },
  { command: 'page-down', keys: ['PageDown'], reach: 'code', group: 'Move', label: 'A page down' },
  { command: 'page-up', keys: ['PageUp'], reach: 'code', group: 'Move', label: 'A page up' },
  { command: 'first-line', keys: ['Home'], reach: 'code', group: 'Move', label: 'First line' },
  { command: 'last-line', keys: ['End'], reach: 'code', group: 'Move', label: 'Last line' },
  { command: 'next-function', keys: ['}'], reach: 'code', group: 'Move', label: 'Next function' },
  { command: 'previous-function', keys: ['{'], reach: 'code', group: 'Move', label: 'Previous function' },
  { command: 'next-file', keys: [']'], reach: 'page', group: 'Move', label: 'Next file' },
  { command: 'previous-file', keys: ['['], reach: 'page', group: 'Move', label: 'Previous file' },
  { command: 'choose-file', keys: ['Ctrl+k'], reach: 'always', group: 'Move', label: 'Choose a file' },
  { command: 'search', keys: ['/'], reach: 'page', group: 'Move', label: 'Search in the file' },
];

const BUGS = { kinds: ['bugs'], group: 'Answer' } as const;
const FINDINGS: readonly KeyBinding[] = [
  {
    ...BUGS,
    group: 'Move',
    command: 'extend-down',
    keys: ['J', 'Shift+ArrowDown'],
    reach: 'code',
    label: 'Extend the lines downwards',
  },
  {
    ...BUGS,
    group: 'Move',
    command: 'extend-up',
    keys: ['K', 'Shift+ArrowUp'],
    reach: 'code',
    label: 'Extend the lines upwards',
  },
  ...(
    [
      ['extend-page-down', 'Shift+PageDown', 'a page down'],
      ['extend-page-up', 'Shift+PageUp', 'a page up'],
      ['extend-to-first', 'Shift+Home', 'to the first line'],
      ['extend-to-last', 'Shift+End', 'to the last line'],
    ] as const
  ).map(([command, key, where]): KeyBinding => ({
    ...BUGS,
    group: 'Move',
    command,
    keys: [key],
    reach: 'code',
    label: `Extend the lines ${where}`,
  })),
  {
    ...BUGS,
    group: 'Move',
    command: 'toggle-extend',
    keys: ['v'],
    reach: 'code',
    label: 'Extend while moving, on or off',
  },
  { ...BUGS, command: 'mark', keys: ['Enter'], reach: 'code', label: 'Mark the lines as a finding' },
  ...DIGITS.map(({ family, label }, index): KeyBinding => ({
    ...BUGS,
    command: `category:${family}`,
    keys: [`${index + 1}`],
    reach: 'page',
    label: `Category — ${label}`,
  })),
  { ...BUGS, command: 'remove', keys: ['x'], reach: 'page', label: 'Remove the finding' },
  { ...BUGS, command: 'next-finding', keys: ['n'], reach: 'page', label: 'Next finding' },
  { ...BUGS, command: 'previous-finding', keys: ['N'], reach: 'page', label: 'Previous finding' },
  { ...BUGS, command: 'no-bug', keys: ['0'], reach: 'page', label: 'I find no bug here' },
];

const VERSIONS = { kinds: ['comparisons', 'problems'], group: 'Move', reach: 'page' } as const;
const DIFFERENCES: readonly KeyBinding[] = [
  { ...VERSIONS, command: 'next-difference', keys: ['n'], label: 'Next difference' },
  { ...VERSIONS, command: 'previous-difference', keys: ['N'], label: 'Previous difference' },
];

const COMPARISONS = { kinds: ['comparisons'], group: 'Answer', reach: 'page' } as const;
const CHOICES: readonly KeyBinding[] = [
  ...COMPARED.map((label): KeyBinding => ({
    ...COMPARISONS,
    command: `choose:${label}`,
    keys: [label.toLowerCase()],
    label: `${label} is best`,
  })),
  { ...COMPARISONS, command: 'choose:none', keys: ['0'], label: 'No difference that I see' },
];

const PROBLEMS = { kinds: ['problems'], group: 'Answer', reach: 'page' } as const;
const JUDGEMENTS: readonly KeyBinding[] = [
  { ...PROBLEMS, command: 'judge:right', keys: ['r'], label: 'This solution is right' },
  { ...PROBLEMS, command: 'judge:wrong', keys: ['w'], label: 'This solution is wrong' },
];

const ANSWERS: readonly KeyBinding[] = [
  ...CONFIDENCES.map(({ level, label }): KeyBinding => ({
    command: `confidence:${level}`,
    keys: [`Alt+${level}`],
    reach: 'always',
    group: 'Answer',
    label: `Confidence — ${label}`,
  })),
  { command: 'edit', keys: ['e'], reach: 'page', group: 'Answer', label: 'Write what is wrong, or why' },
  {
    command: 'leave-field',
    keys: ['Escape'],
    reach: 'always',
    group: 'Answer',
    label: 'From a field back to the code',
  },
  { command: 'submit', keys: ['Ctrl+Enter'], reach: 'always', group: 'Task', label: 'Submit the task' },
  { command: 'undo', keys: ['u'], reach: 'page', group: 'Task', label: 'Undo, also of a submit' },
  { command: 'pause', keys: ['p'], reach: 'page', group: 'Task', label: 'Pause' },
  { command: 'help', keys: ['?'], reach: 'page', group: 'Page', label: 'All keys' },
  {
    command: 'tab',
    keys: ['Tab', 'Shift+Tab'],
    reach: 'native',
    group: 'Page',
    label: 'Files, code, answer and actions in turn',
  },
];

/** Every key of the page: the help dialog, the documentation and the page itself read this table. */
export const KEYS: readonly KeyBinding[] = [
  ...MOVES,
  ...DIFFERENCES,
  ...FINDINGS,
  ...CHOICES,
  ...JUDGEMENTS,
  ...ANSWERS,
];

/** The keys of a study of that kind. */
export function keysOf(kind: StudyKind): readonly KeyBinding[] {
  return KEYS.filter(({ kinds }) => kinds === undefined || kinds.includes(kind));
}

/** What a keyboard event says, as the browser tells it. */
export interface KeyStroke {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * One spelling for one stroke, such as `j`, `J`, `{`, `Shift+ArrowDown`, `Ctrl+Enter` or `Alt+1`. Command counts as Ctrl. Of a printed character the
 * layout has decided already whether it takes Shift; with Alt it may have decided on another character, so that there the key counts.
 */
export function keyName({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyStroke): string {
  const digit = /^(?:Digit|Numpad)(\d)$/u.exec(code)?.[1];
  const isPrinted = [...key].length === 1;
  const base = altKey && digit !== undefined ? digit : key;
  const parts = [
    ...(ctrlKey || metaKey ? ['Ctrl'] : []),
    ...(altKey ? ['Alt'] : []),
    ...(shiftKey && !isPrinted ? ['Shift'] : []),
  ];
  return [...parts, parts.length > 0 && isPrinted ? base.toLowerCase() : base].join('+');
}

/** What a key is bound to in a study of that kind; `null` for one that is free or the browser's own. */
export function bindingOf(name: string, kind: StudyKind): (KeyBinding & { readonly reach: Reach }) | null {
  const binding = keysOf(kind).find(({ keys }) => keys.includes(name));
  return binding === undefined || binding.reach === 'native' ? null : { ...binding, reach: binding.reach };
}

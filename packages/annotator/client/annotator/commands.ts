import type { Family } from '@bebug/core';
import { bindingOf, keyName, type KeyBinding } from '../../src/keys.ts';
import { labelOf } from '../../src/study/project-path.ts';
import type { ChoiceDraft, Confidence } from '../../src/acts.ts';
import { CATEGORIES, COMPARED, CONFIDENCES } from '../../src/vocabulary.ts';
import type { CodePane } from './code-pane.ts';
import { READ_ONLY, type Sitting } from './sitting.ts';

/** Single letters can be switched off (WCAG 2.2, 2.1.4): then they are heard in the code only. */
export const LETTERS_KEY = 'bebug-single-keys';

/** What each command of the key table does. */
export function commandsOf(sitting: Sitting, pane: () => CodePane | null): ReadonlyMap<string, () => void> {
  const move = (step: (pane: CodePane) => number, extends_ = sitting.isExtending.value): void => {
    const code = pane();
    if (code) code.moveTo(step(code), extends_);
  };
  const head = (): number => sitting.cursor.value.head;
  return new Map<string, () => void>([
    ['line-down', () => move(() => head() + 1)],
    ['line-up', () => move(() => head() - 1)],
    ['page-down', () => move((code) => head() + code.pageLines())],
    ['page-up', () => move((code) => head() - code.pageLines())],
    ['first-line', () => move(() => 1)],
    ['last-line', () => move((code) => code.lastLine())],
    ['extend-down', () => move(() => head() + 1, true)],
    ['extend-up', () => move(() => head() - 1, true)],
    ['extend-page-down', () => move((code) => head() + code.pageLines(), true)],
    ['extend-page-up', () => move((code) => head() - code.pageLines(), true)],
    ['extend-to-first', () => move(() => 1, true)],
    ['extend-to-last', () => move((code) => code.lastLine(), true)],
    ['toggle-extend', () => toggleExtending(sitting)],
    ['next-function', () => move((code) => code.functionLine(head(), 1))],
    ['previous-function', () => move((code) => code.functionLine(head(), -1))],
    ['next-file', () => sitting.selectFile(1)],
    ['previous-file', () => sitting.selectFile(-1)],
    ['choose-file', () => (sitting.dialog.value = 'files')],
    ['search', () => pane()?.search()],
    ['mark', () => markPlace(sitting)],
    ...CATEGORIES.map(({ family }): [string, () => void] => [
      `category:${family}`,
      () => categorise(sitting, family),
    ]),
    ...CONFIDENCES.map(({ level }): [string, () => void] => [
      `confidence:${level}`,
      () => beSure(sitting, level),
    ]),
    ['next-difference', () => move((code) => code.differenceLine(head(), 1), false)],
    ['previous-difference', () => move((code) => code.differenceLine(head(), -1), false)],
    ...([...COMPARED, 'none'] as const).map((choice): [string, () => void] => [
      `choose:${choice}`,
      () => choose(sitting, choice),
    ]),
    ['judge:right', () => judge(sitting, true)],
    ['judge:wrong', () => judge(sitting, false)],
    ['edit', () => document.querySelector<HTMLElement>('[data-field="explanation"]')?.focus()],
    ['remove', () => sitting.current.value !== null && sitting.remove(sitting.current.value)],
    ['next-finding', () => sitting.selectFinding(1)],
    ['previous-finding', () => sitting.selectFinding(-1)],
    ['leave-field', () => pane()?.focus()],
    ['no-bug', () => sitting.claimNoBug(!sitting.answer.value.claimsNoBug)],
    ['submit', () => void sitting.attempt(() => sitting.submit())],
    ['undo', () => void sitting.attempt(() => sitting.undo())],
    ['pause', () => sitting.pause(!sitting.isPaused.value)],
    ['help', () => (sitting.dialog.value = 'help')],
  ]);
}

function toggleExtending(sitting: Sitting): void {
  sitting.isExtending.value = !sitting.isExtending.value;
  sitting.message.value = sitting.isExtending.value
    ? 'Moving extends the lines now; v stops it.'
    : 'Moving goes to one line again.';
}

/** Files beside those under review are there to be read. */
export function markPlace(sitting: Sitting): void {
  const place = sitting.place.value;
  if (sitting.task.value?.view.task.files.includes(place.file)) sitting.mark(place);
  else sitting.message.value = 'This file is not under review: it is shown because the code uses it.';
}

const MARK_FIRST = 'Mark lines first (Enter).';

function categorise(sitting: Sitting, category: Family): void {
  if (sitting.finding.value) sitting.change({ category });
  sitting.message.value = sitting.finding.value
    ? `Category: ${CATEGORIES.find(({ family }) => family === category)!.label}.`
    : MARK_FIRST;
}

function beSure(sitting: Sitting, confidence: Confidence): void {
  sitting.message.value = sitting.beSure(confidence)
    ? `Confidence: ${CONFIDENCES.find(({ level }) => level === confidence)!.label}.`
    : sitting.session.kind === 'problems'
      ? OPEN_FIRST
      : MARK_FIRST;
}

const OPEN_FIRST = 'Open a solution first (] goes to the next file).';

function judge(sitting: Sitting, isRight: boolean): void {
  const label = sitting.candidate.value;
  sitting.message.value = sitting.judge({ isRight })
    ? `Solution ${label!} is ${isRight ? 'right' : 'wrong'}.`
    : OPEN_FIRST;
}

/** A label that this comparison does not have is no answer to it. */
function choose(sitting: Sitting, choice: ChoiceDraft['choice']): void {
  const isThere = sitting.task.value!.view.task.files.some((file) => labelOf(file) === choice);
  if (choice !== 'none' && !isThere) return;
  sitting.choose({ choice });
  sitting.message.value = choice === 'none' ? 'No difference that you see.' : `${choice} is best.`;
}

/** Radio buttons and ticks are chosen, not typed into: keys of the page are heard there. */
const TYPED = 'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable="true"]';
const HANDLED = `${TYPED}, input, button, a, summary`;
/** Of the keys for answers, those that only show. */
const SHOWING: ReadonlySet<string> = new Set(['next-finding', 'previous-finding', 'leave-field']);

/** Whether a key changes what a person says: a tab that only shows must not announce that it did. */
function isChanging({ group, command }: KeyBinding): boolean {
  return group === 'Task' || (group === 'Answer' && !SHOWING.has(command));
}

/** Hear the keys of the table. */
export function listenToKeys(sitting: Sitting, commands: ReadonlyMap<string, () => void>): void {
  document.addEventListener(
    'keydown',
    (event) => {
      if (sitting.dialog.value !== null || sitting.isIdle.value || event.isComposing) return;
      const name = keyName(event);
      const binding = bindingOf(name, sitting.session.kind);
      if (binding === null) return;
      const { screen } = sitting;
      // The last submit of all can be undone, too.
      if (screen.value !== 'task' && !(screen.value === 'finished' && binding.command === 'undo')) return;
      if (sitting.isPaused.value && binding.command !== 'pause') return;
      const target = event.target as Element;
      const isInCode = target.closest('.cm-content') !== null;
      if (binding.reach === 'code' && target.matches(HANDLED)) return;
      if (binding.reach === 'page' && target.matches(TYPED)) return;
      // The search panel keeps Escape and Enter for itself.
      if (target.closest('.cm-panel') !== null) return;
      const isLetter = [...name].length === 1;
      if (isLetter && !isInCode && localStorage.getItem(LETTERS_KEY) === 'off') return;
      event.preventDefault();
      event.stopPropagation();
      if (sitting.isReadOnly && isChanging(binding)) sitting.message.value = READ_ONLY;
      else commands.get(binding.command)!();
    },
    true,
  );
}

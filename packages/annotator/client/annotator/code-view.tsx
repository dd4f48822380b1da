import { effect, untracked } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { fileName } from '../../src/study/project-path.ts';
import { differencesFrom } from './alignment.ts';
import { CodePane } from './code-pane.ts';
import { scrollLog } from './scroll-log.ts';
import type { Sitting } from './sitting.ts';

/** The middle: one file of the task, read-only. */
export function CodeView({
  sitting,
  onPane,
}: {
  readonly sitting: Sitting;
  readonly onPane: (pane: CodePane | null) => void;
}) {
  const parent = useRef<HTMLDivElement>(null);
  const { file } = sitting.cursor.value;
  const view = sitting.task.value?.view;
  // At once: the next key is meant for it.
  useLayoutEffect(() => {
    if (!view || parent.current === null || view.task.texts[file] === undefined) return undefined;
    return openFile(sitting, parent.current, file, onPane);
  }, [view?.id, file]);
  return <div class="code" ref={parent} />;
}

function openFile(
  sitting: Sitting,
  parent: HTMLElement,
  file: string,
  onPane: (pane: CodePane | null) => void,
): () => void {
  const { task } = sitting.task.peek()!.view;
  const old = task.before[file];
  const scrolling = scrollLog(sitting, file);
  const pane = new CodePane({
    parent,
    label: `Code of ${fileName(task, file)}`,
    text: task.texts[file]!,
    before: old === undefined ? undefined : task.texts[old],
    isTypeScript: task.language === 'typescript',
    onMove: (head, extend) => {
      const { anchor, file: shown } = sitting.cursor.peek();
      // Code that is about to go moves nothing any more.
      if (shown !== file) return;
      sitting.cursor.value = { file, anchor: extend ? anchor : head, head };
    },
    onScroll: scrolling.note,
  });
  const others = task.kind === 'problem' && task.files.includes(file) ? task.files : [];
  const differing = differencesFrom(
    task.texts[file]!,
    others.filter((other) => other !== file).map((other) => task.texts[other]!),
  );
  const stopDrawing = effect(() => {
    const cursor = sitting.cursor.value;
    if (cursor.file !== file) return;
    const findings = sitting.answer.value.findings
      .filter(({ draft }) => draft.place.file === file)
      .map(({ id, draft }) => ({ ...draft.place, isCurrent: id === sitting.current.value }));
    pane.draw({ ...cursor, findings, differing });
  });
  let isFirst = true;
  const stopSpeaking = effect(() => {
    const { anchor, head, file: shown } = sitting.cursor.value;
    if (shown !== file) return;
    pane.reveal(head);
    if (!isFirst) {
      untracked(() => {
        sitting.message.value =
          anchor === head
            ? `Line ${head}: ${pane.textOf(head).trim()}`
            : `Lines ${Math.min(anchor, head)} to ${Math.max(anchor, head)}.`;
      });
    }
    isFirst = false;
  });
  onPane(pane);
  if (document.activeElement === document.body) pane.focus();
  return () => {
    scrolling.stop();
    stopDrawing();
    stopSpeaking();
    onPane(null);
    pane.destroy();
  };
}

import { effect, untracked } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { labelOf } from '../../src/study/project-path.ts';
import { align, joined } from './alignment.ts';
import { CodePane } from './code-pane.ts';
import { scrollLog } from './scroll-log.ts';
import type { Sitting } from './sitting.ts';

/** All implementations side by side. They move together: where one is, the others show the same place. */
export function CandidatePanes({
  sitting,
  onPane,
}: {
  readonly sitting: Sitting;
  readonly onPane: (pane: CodePane | null) => void;
}) {
  const parent = useRef<HTMLDivElement>(null);
  const { id, task } = sitting.task.value!.view;
  // At once: the next key is meant for it.
  useLayoutEffect(
    () => openPanes(sitting, [...parent.current!.querySelectorAll<HTMLElement>('.code')], onPane),
    [id],
  );
  return (
    <div class="candidates" ref={parent}>
      {task.files.map((file) => (
        <section key={file} aria-label={`Implementation ${labelOf(file)}`}>
          <h2>{labelOf(file)}</h2>
          <div class="code" />
        </section>
      ))}
    </div>
  );
}

function openPanes(
  sitting: Sitting,
  parents: readonly HTMLElement[],
  onPane: (pane: CodePane | null) => void,
): () => void {
  const { files, texts, language } = sitting.task.peek()!.view.task;
  const alignments = files.map((one) => files.map((other) => align(texts[one]!, texts[other]!)));
  const lineIn = (from: number, to: number, line: number): number =>
    from === to ? line : alignments[from]![to]!.lineInSecond(line);
  // Only the pane that a person moves leads: those that follow scroll, too.
  let leader = 0;
  const logs = files.map((file) => scrollLog(sitting, file));
  const panes: CodePane[] = files.map((file, at) => {
    const pane = new CodePane({
      parent: parents[at]!,
      label: `Implementation ${labelOf(file)}`,
      text: texts[file]!,
      before: undefined,
      isTypeScript: language === 'typescript',
      onMove: (head) => {
        leader = at;
        sitting.cursor.value = { file, anchor: head, head };
      },
      onScroll: (topLine) => {
        if (leader !== at) return;
        logs[at]!.note(topLine);
        for (const [other, follower] of panes.entries())
          if (other !== at) follower.showAtTop(lineIn(at, other, topLine));
      },
    });
    return pane;
  });
  const lead = (at: number): void => {
    leader = at;
  };
  for (const [at, parent] of parents.entries()) {
    parent.addEventListener('pointerenter', () => lead(at));
    parent.addEventListener('focusin', () => {
      lead(at);
      const { file, head } = sitting.cursor.peek();
      const line = lineIn(Math.max(0, files.indexOf(file)), at, head);
      if (file !== files[at]) sitting.cursor.value = { file: files[at]!, anchor: line, head: line };
    });
  }
  let isFirst = true;
  const stop = effect(() => {
    const { file, head } = sitting.cursor.value;
    const at = files.indexOf(file);
    if (at < 0) return;
    onPane(panes[at]!);
    for (const [other, pane] of panes.entries()) {
      const line = lineIn(at, other, head);
      const differing = joined(alignments[other]!);
      pane.draw({ anchor: line, head: line, findings: [], differing });
      pane.reveal(line);
    }
    if (!isFirst) say(sitting, `${labelOf(file)}, line ${head}: ${panes[at]!.textOf(head).trim()}`);
    isFirst = false;
  });
  if (document.activeElement === document.body) panes[0]!.focus();
  return () => {
    stop();
    for (const log of logs) log.stop();
    onPane(null);
    for (const pane of panes) pane.destroy();
  };
}

function say(sitting: Sitting, sentence: string): void {
  untracked(() => {
    sitting.message.value = sentence;
  });
}

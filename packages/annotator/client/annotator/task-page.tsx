import { useLayoutEffect } from 'preact/hooks';
import { CodeView } from './code-view.tsx';
import type { CodePane } from './code-pane.ts';
import { ComparisonPage } from './comparison-page.tsx';
import { FilesDialog, HelpDialog } from './dialogs.tsx';
import { FileList } from './file-list.tsx';
import { FindingList } from './finding-list.tsx';
import { ProblemPage } from './problem-page.tsx';
import { ReadOnlyBanner } from './screens.tsx';
import type { Sitting } from './sitting.ts';
import { StatusStrip } from './status-strip.tsx';
import type { TaskBody } from './task-body.ts';

/** The page on which the work is done. */
export function TaskPage({
  sitting,
  onPane,
}: {
  readonly sitting: Sitting;
  readonly onPane: (pane: CodePane | null) => void;
}) {
  const { isReadOnly, isPaused, isIdle, dialog } = sitting;
  const isCovered = isPaused.value || isIdle.value;
  return (
    <>
      {isReadOnly && <ReadOnlyBanner />}
      <Body sitting={sitting} onPane={onPane} isCovered={isCovered} />
      <StatusStrip sitting={sitting} />
      {isCovered && <Cover sitting={sitting} />}
      {dialog.value === 'help' && (
        <HelpDialog kind={sitting.session.kind} onClose={() => (dialog.value = null)} />
      )}
      {dialog.value === 'files' && <FilesDialog sitting={sitting} />}
    </>
  );
}

function Body({ sitting, onPane, isCovered }: TaskBody) {
  // A page for each task: what has the focus in one has it no more in the next.
  const { id } = sitting.task.value!.view;
  if (sitting.session.kind === 'comparisons')
    return <ComparisonPage key={id} sitting={sitting} onPane={onPane} isCovered={isCovered} />;
  if (sitting.session.kind === 'problems')
    return <ProblemPage key={id} sitting={sitting} onPane={onPane} isCovered={isCovered} />;
  return (
    <main class="task" inert={isCovered}>
      <FileList sitting={sitting} />
      <section class="middle" aria-label="Code">
        <h1 class="path">{sitting.cursor.value.file}</h1>
        <CodeView sitting={sitting} onPane={onPane} />
      </section>
      <FindingList sitting={sitting} />
    </main>
  );
}

/** Hides the code while nobody works on it. */
function Cover({ sitting }: { readonly sitting: Sitting }) {
  const isPaused = sitting.isPaused.value;
  const resume = (): void => (isPaused ? sitting.pause(false) : sitting.setIdle(false));
  // At once: the next key is meant for it.
  useLayoutEffect(() => {
    document.querySelector<HTMLElement>('.cover button')?.focus();
  }, []);
  return (
    <div class="cover" role="dialog" aria-modal="true" aria-labelledby="cover-title">
      <h2 id="cover-title">{isPaused ? 'Paused' : 'Are you still there?'}</h2>
      <p>The clock stands still, and the code is covered.</p>
      <button type="button" class="primary" onClick={resume}>
        {isPaused ? 'Go on' : 'I am here'}
      </button>
    </div>
  );
}

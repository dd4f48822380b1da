import { TopBar } from '../top-bar.tsx';
import type { CodePane } from './code-pane.ts';
import { Finished, Instructions, PracticeFeedback, Waiting } from './screens.tsx';
import type { Sitting } from './sitting.ts';
import { TaskPage } from './task-page.tsx';

export function AnnotatorApp({
  sitting,
  onPane,
}: {
  readonly sitting: Sitting;
  readonly onPane: (pane: CodePane | null) => void;
}) {
  const isAtWork = sitting.screen.value === 'task';
  return (
    <div class={isAtWork ? 'page at-work' : 'page'}>
      <TopBar name={sitting.session.name}>
        {isAtWork && (
          <>
            <button type="button" onClick={() => sitting.pause(!sitting.isPaused.value)}>
              {sitting.isPaused.value ? 'Go on' : 'Pause'}
            </button>
            <button type="button" onClick={() => (sitting.dialog.value = 'help')}>
              Keys <kbd>?</kbd>
            </button>
          </>
        )}
      </TopBar>
      <CurrentScreen sitting={sitting} onPane={onPane} />
    </div>
  );
}

function CurrentScreen({
  sitting,
  onPane,
}: {
  readonly sitting: Sitting;
  readonly onPane: (pane: CodePane | null) => void;
}) {
  switch (sitting.screen.value) {
    case 'instructions':
      return <Instructions sitting={sitting} />;
    case 'task':
      return <TaskPage sitting={sitting} onPane={onPane} />;
    case 'feedback':
      return <PracticeFeedback sitting={sitting} />;
    case 'waiting':
      return <Waiting sitting={sitting} />;
    case 'finished':
      return <Finished sitting={sitting} />;
  }
}

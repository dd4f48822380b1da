import { LONGEST } from '../../src/vocabulary.ts';
import { labelOf, projectPath } from '../../src/study/project-path.ts';
import { CandidatePanes } from './candidate-panes.tsx';
import { Choice, ConfidenceChoice } from './choice.tsx';
import { CodeView } from './code-view.tsx';
import type { Sitting } from './sitting.ts';
import { Note, UndoAndSubmit } from './task-actions.tsx';
import type { TaskBody } from './task-body.ts';

/** Implementations side by side, and below them what a person says of them. */
export function ComparisonPage({ sitting, onPane, isCovered }: TaskBody) {
  const { task } = sitting.task.value!.view;
  const { file } = sitting.cursor.value;
  const isCandidate = task.files.includes(file);
  return (
    <main class="comparison" inert={isCovered}>
      <header class="compared">
        <h1 class="path">{projectPath(task, file)}</h1>
        <ContextFiles sitting={sitting} isCandidate={isCandidate} />
      </header>
      {isCandidate ? (
        <CandidatePanes sitting={sitting} onPane={onPane} />
      ) : (
        <section class="middle" aria-label="Code">
          <CodeView sitting={sitting} onPane={onPane} />
        </section>
      )}
      <ChoicePanel sitting={sitting} />
    </main>
  );
}

/** What all implementations use; it is the same for each. */
function ContextFiles({
  sitting,
  isCandidate,
}: {
  readonly sitting: Sitting;
  readonly isCandidate: boolean;
}) {
  const { task } = sitting.task.value!.view;
  return (
    <nav aria-label="Other files">
      {!isCandidate && (
        <button type="button" onClick={() => sitting.openFile(task.files[0]!)}>
          Back to the implementations
        </button>
      )}
      {task.context.map((path) => (
        <button
          key={path}
          type="button"
          aria-current={sitting.cursor.value.file === path ? 'true' : undefined}
          onClick={() => sitting.openFile(path)}
        >
          {projectPath(task, path)}
        </button>
      ))}
    </nav>
  );
}

function ChoicePanel({ sitting }: { readonly sitting: Sitting }) {
  const { task } = sitting.task.value!.view;
  const { choice, confidence, why } = sitting.answer.value.choice;
  const labels = task.files.map(labelOf);
  return (
    <section class="answer" aria-label="My answer">
      <fieldset class="form" disabled={sitting.isReadOnly}>
        <legend class="hidden">My answer</legend>
        <Choice
          name="choice"
          legend="Which implementation is best?"
          options={[
            ...labels.map((label) => ({ value: label, label: `${label} is best` })),
            { value: 'none' as const, label: '0 · no difference that I see' },
          ]}
          value={choice}
          onChoose={(chosen) => sitting.choose({ choice: chosen })}
        />
        <ConfidenceChoice
          name="confidence"
          value={confidence}
          onChoose={(level) => sitting.choose({ confidence: level })}
        />
        <label class="why">
          Why?
          <textarea
            data-field="explanation"
            rows={4}
            maxLength={LONGEST.why}
            value={why}
            onInput={({ currentTarget: { value } }) => sitting.choose({ why: value }, true)}
          />
        </label>
      </fieldset>
      <div class="closing">
        <Note sitting={sitting} />
        <div class="actions" role="group" aria-label="Actions">
          <UndoAndSubmit sitting={sitting} />
        </div>
      </div>
    </section>
  );
}

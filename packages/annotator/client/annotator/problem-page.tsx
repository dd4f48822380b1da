import { LONGEST } from '../../src/vocabulary.ts';
import { NO_JUDGEMENT } from '../../src/answer.ts';
import { fileName, labelOf, projectPath } from '../../src/study/project-path.ts';
import { Choice, ConfidenceChoice } from './choice.tsx';
import { CodeView } from './code-view.tsx';
import type { Sitting } from './sitting.ts';
import { Note, UndoAndSubmit } from './task-actions.tsx';
import type { TaskBody } from './task-body.ts';

/** What is asked for, the solutions, and what a person says of each. */
export function ProblemPage({ sitting, onPane, isCovered }: TaskBody) {
  const { task } = sitting.task.value!.view;
  return (
    <main class="task" inert={isCovered}>
      <ProblemFiles sitting={sitting} />
      <section class="middle" aria-label="Code">
        <h1 class="path">{fileName(task, sitting.cursor.value.file)}</h1>
        <CodeView sitting={sitting} onPane={onPane} />
      </section>
      <section class="findings" aria-label="My judgement">
        <div class="found">
          <JudgementForm sitting={sitting} />
          <Note sitting={sitting} />
        </div>
        <div class="actions" role="group" aria-label="Actions">
          <UndoAndSubmit sitting={sitting} />
        </div>
      </section>
    </main>
  );
}

function ProblemFiles({ sitting }: { readonly sitting: Sitting }) {
  const { task } = sitting.task.value!.view;
  const { judgements } = sitting.answer.value;
  const stateOf = (path: string): string => {
    const isRight = judgements[labelOf(path)]?.isRight ?? null;
    return isRight === null ? 'not judged yet' : isRight ? 'right' : 'wrong';
  };
  return (
    <nav class="files" aria-label="Files of the problem">
      <h2>Asked for</h2>
      <ul>
        {task.context.map((path) => (
          <Entry key={path} sitting={sitting} path={path} name={shortName(projectPath(task, path))} />
        ))}
      </ul>
      <h2>Solutions</h2>
      <ul>
        {task.files.map((path) => (
          <Entry
            key={path}
            sitting={sitting}
            path={path}
            name={`Solution ${labelOf(path)}`}
            state={stateOf(path)}
          />
        ))}
      </ul>
    </nav>
  );
}

function shortName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function Entry({
  sitting,
  path,
  name,
  state,
}: {
  readonly sitting: Sitting;
  readonly path: string;
  readonly name: string;
  readonly state?: string;
}) {
  return (
    <li>
      <button
        type="button"
        aria-current={sitting.cursor.value.file === path ? 'true' : undefined}
        onClick={() => sitting.openFile(path)}
      >
        <span class="file-name">{name}</span>
        {state !== undefined && <span class="count">{state}</span>}
      </button>
    </li>
  );
}

function JudgementForm({ sitting }: { readonly sitting: Sitting }) {
  const label = sitting.candidate.value;
  if (label === null)
    return (
      <>
        <h2>My judgement</h2>
        <p class="dim">
          This says what is asked for. Open a solution to say whether it is right: <kbd>]</kbd> goes to the
          next file.
        </p>
      </>
    );
  const { isRight, confidence, why } = sitting.answer.value.judgements[label] ?? NO_JUDGEMENT;
  return (
    <>
      <h2>Solution {label}</h2>
      <fieldset class="form judged" disabled={sitting.isReadOnly} key={label}>
        <legend class="hidden">My judgement of solution {label}</legend>
        <Choice
          name={`right-${label}`}
          legend="Is it right?"
          options={[
            { value: true, label: 'r · right' },
            { value: false, label: 'w · wrong' },
          ]}
          value={isRight}
          onChoose={(said) => sitting.judge({ isRight: said })}
        />
        <ConfidenceChoice
          name={`confidence-${label}`}
          value={confidence}
          onChoose={(level) => sitting.judge({ confidence: level })}
        />
        <label>
          {isRight === true ? 'Why? (optional)' : 'Why?'}
          <textarea
            data-field="explanation"
            rows={5}
            maxLength={LONGEST.why}
            value={why}
            onInput={({ currentTarget: { value } }) => sitting.judge({ why: value }, true)}
          />
        </label>
      </fieldset>
    </>
  );
}

import { CATEGORIES } from '../../src/vocabulary.ts';
import { markPlace } from './commands.ts';
import { FindingForm } from './finding-form.tsx';
import { linesOf, type Sitting } from './sitting.ts';
import { Note, UndoAndSubmit } from './task-actions.tsx';

/** Right: what this person found, and what can be done with the task. */
export function FindingList({ sitting }: { readonly sitting: Sitting }) {
  const { findings, claimsNoBug } = sitting.answer.value;
  return (
    <section class="findings" aria-label="My findings">
      <div class="found">
        <h2>My findings</h2>
        {findings.length === 0 && (
          <p class="dim">
            {claimsNoBug
              ? 'You find no bug here.'
              : 'None yet. Choose lines in the code, then mark them. Or say that you find no bug here.'}
          </p>
        )}
        <ol>
          {findings.map((finding) => {
            const { id, draft } = finding;
            const isCurrent = id === sitting.current.value;
            return (
              <li key={id} class={isCurrent ? 'finding current' : 'finding'}>
                <button
                  type="button"
                  class="finding-head"
                  aria-expanded={isCurrent}
                  onClick={() => sitting.show(id)}
                >
                  <span class="where">
                    {draft.place.file.slice(draft.place.file.lastIndexOf('/') + 1)}, {linesOf(draft.place)}
                  </span>
                  <span class="what">
                    {CATEGORIES.find(({ family }) => family === draft.category)?.label ?? 'no category yet'}
                  </span>
                </button>
                {isCurrent && <FindingForm sitting={sitting} finding={finding} />}
              </li>
            );
          })}
        </ol>
        <Note sitting={sitting} />
      </div>
      <Actions sitting={sitting} />
    </section>
  );
}

function Actions({ sitting }: { readonly sitting: Sitting }) {
  const disabled = sitting.isReadOnly;
  const { claimsNoBug } = sitting.answer.value;
  return (
    <div class="actions" role="group" aria-label="Actions">
      <button type="button" disabled={disabled} onClick={() => markPlace(sitting)}>
        Mark {linesOf(sitting.place.value)} <kbd>Enter</kbd>
      </button>
      <button
        type="button"
        disabled={disabled}
        aria-pressed={claimsNoBug}
        onClick={() => sitting.claimNoBug(!claimsNoBug)}
      >
        {claimsNoBug ? '✓ ' : ''}I find no bug here <kbd>0</kbd>
      </button>
      <UndoAndSubmit sitting={sitting} />
    </div>
  );
}

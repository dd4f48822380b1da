import { LONGEST } from '../../src/vocabulary.ts';
import type { Sitting } from './sitting.ts';

/** What can be done with every task. */
export function UndoAndSubmit({ sitting }: { readonly sitting: Sitting }) {
  const disabled = sitting.isReadOnly;
  return (
    <>
      <button
        type="button"
        disabled={disabled || !sitting.canUndo.value}
        onClick={() => void sitting.attempt(() => sitting.undo())}
      >
        Undo <kbd>u</kbd>
      </button>
      <button
        type="button"
        class="primary"
        disabled={disabled}
        onClick={() => void sitting.attempt(() => sitting.submit())}
      >
        Submit <kbd>Ctrl+Enter</kbd>
      </button>
    </>
  );
}

export function Note({ sitting }: { readonly sitting: Sitting }) {
  return (
    <details class="note">
      <summary>Note to the organisers</summary>
      <label>
        Something odd about this task?
        <textarea
          rows={2}
          maxLength={LONGEST.note}
          disabled={sitting.isReadOnly}
          value={sitting.answer.value.note}
          onInput={({ currentTarget: { value } }) => sitting.log({ kind: 'note', text: value })}
        />
      </label>
    </details>
  );
}

import type { Draft } from '../../src/acts.ts';
import type { StandingFinding } from '../../src/answer.ts';
import { CATEGORIES, LONGEST, SEVERITIES } from '../../src/vocabulary.ts';
import { Choice, ConfidenceChoice } from './choice.tsx';
import type { Sitting } from './sitting.ts';

/** The current finding, to be filled in. */
export function FindingForm({
  sitting,
  finding: { id, draft },
}: {
  readonly sitting: Sitting;
  readonly finding: StandingFinding;
}) {
  const disabled = sitting.isReadOnly.value;
  return (
    <fieldset class="form" disabled={disabled}>
      <legend class="hidden">Finding</legend>
      <Lines sitting={sitting} draft={draft} />
      <label>
        Category
        <select
          value={draft.category ?? ''}
          onChange={({ currentTarget: { value } }) =>
            sitting.change({ category: CATEGORIES.find(({ family }) => family === value)?.family ?? null })
          }
        >
          <option value="">Choose…</option>
          {CATEGORIES.map(({ family, label }, index) => (
            <option key={family} value={family}>
              {index < 9 ? `${index + 1} · ${label}` : label}
            </option>
          ))}
        </select>
      </label>
      <ConfidenceChoice
        name={`confidence-${id}`}
        value={draft.confidence}
        onChoose={(confidence) => sitting.change({ confidence })}
      />
      <Text label="What is wrong?" field="explanation" rows={4} draft={draft} sitting={sitting} />
      <details
        open={draft.trigger !== '' || draft.fix !== '' || draft.cwe !== null || draft.severity !== null}
      >
        <summary>Severity, when it fails, fix, CWE (optional)</summary>
        <Choice
          name={`severity-${id}`}
          legend="How bad is it?"
          options={SEVERITIES.map(({ severity, label }) => ({ value: severity, label }))}
          value={draft.severity}
          onChoose={(severity) => sitting.change({ severity })}
        />
        <Text label="Fails when (a call)" field="trigger" rows={2} draft={draft} sitting={sitting} />
        <Text label="Fix (a unified diff)" field="fix" rows={3} draft={draft} sitting={sitting} />
        <label>
          CWE number
          <input
            type="number"
            min={1}
            max={9999}
            value={draft.cwe ?? ''}
            onInput={({ currentTarget: { value } }) =>
              sitting.change({ cwe: wholeNumber(value, 9999) }, true)
            }
          />
        </label>
      </details>
      <button type="button" class="quiet" onClick={() => sitting.remove(id)}>
        Remove <kbd>x</kbd>
      </button>
    </fieldset>
  );
}

function Lines({ sitting, draft: { place } }: { readonly sitting: Sitting; readonly draft: Draft }) {
  const last = sitting.task.value!.view.task.texts[place.file]!.split('\n').length;
  const change = (startLine: number | null, endLine: number | null): void => {
    if (startLine === null || endLine === null || startLine > endLine) return;
    sitting.change({ place: { ...place, startLine, endLine } });
  };
  return (
    <div class="lines">
      <label>
        From line
        <input
          type="number"
          min={1}
          max={place.endLine}
          value={place.startLine}
          onChange={({ currentTarget: { value } }) => change(wholeNumber(value, last), place.endLine)}
        />
      </label>
      <label>
        to line
        <input
          type="number"
          min={place.startLine}
          max={last}
          value={place.endLine}
          onChange={({ currentTarget: { value } }) => change(place.startLine, wholeNumber(value, last))}
        />
      </label>
    </div>
  );
}

function Text({
  label,
  field,
  rows,
  draft,
  sitting,
}: {
  readonly label: string;
  readonly field: 'explanation' | 'trigger' | 'fix';
  readonly rows: number;
  readonly draft: Draft;
  readonly sitting: Sitting;
}) {
  return (
    <label>
      {label}
      <textarea
        data-field={field}
        rows={rows}
        maxLength={LONGEST[field]}
        value={draft[field]}
        onInput={({ currentTarget: { value } }) => sitting.change({ [field]: value }, true)}
      />
    </label>
  );
}

function wholeNumber(text: string, most: number): number | null {
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 && value <= most ? value : null;
}

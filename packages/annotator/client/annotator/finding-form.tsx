import { useLayoutEffect, useState } from 'preact/hooks';
import type { Draft, Place } from '../../src/acts.ts';
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
  const disabled = sitting.isReadOnly;
  // As it was when the form came up: it must not close because a field is emptied.
  const [hadMore] = useState(
    draft.trigger !== '' || draft.fix !== '' || draft.cwe !== null || draft.severity !== null,
  );
  return (
    <fieldset class="form" disabled={disabled}>
      <legend class="hidden">Finding</legend>
      <Lines key={id} sitting={sitting} draft={draft} />
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
      <details open={hadMore}>
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

/** What stands in the two fields while a person types; `place` is the one of the finding at that time. */
interface TypedLines {
  readonly place: Place;
  readonly from: string;
  readonly to: string;
}

/** Every change that makes a range counts at once; what is no range yet stops a submit. */
function Lines({ sitting, draft: { place } }: { readonly sitting: Sitting; readonly draft: Draft }) {
  const [typed, setTyped] = useState<TypedLines | null>(null);
  const last = sitting.task.value!.view.task.texts[place.file]!.split('\n').length;
  const { from, to } =
    typed?.place === place ? typed : { from: String(place.startLine), to: String(place.endLine) };
  const isRange = rangeOf(from, to, last) !== null;
  useLayoutEffect(() => {
    sitting.unfinished.value = isRange ? null : `The finding’s lines must be a range within 1 to ${last}.`;
    return () => {
      sitting.unfinished.value = null;
    };
  }, [isRange]);
  const type = (text: Pick<TypedLines, 'from' | 'to'>): void => {
    const range = rangeOf(text.from, text.to, last);
    const next = range === null ? place : { ...place, ...range };
    setTyped({ ...text, place: next });
    if (range !== null) sitting.change({ place: next }, true);
  };
  return (
    <div class="lines">
      <label>
        From line
        <input
          type="number"
          min={1}
          max={last}
          value={from}
          aria-invalid={!isRange}
          onInput={({ currentTarget: { value } }) => type({ from: value, to })}
        />
      </label>
      <label>
        to line
        <input
          type="number"
          min={1}
          max={last}
          value={to}
          aria-invalid={!isRange}
          onInput={({ currentTarget: { value } }) => type({ from, to: value })}
        />
      </label>
    </div>
  );
}

function rangeOf(from: string, to: string, last: number): Pick<Place, 'startLine' | 'endLine'> | null {
  const [startLine, endLine] = [wholeNumber(from, last), wholeNumber(to, last)];
  return startLine === null || endLine === null || startLine > endLine ? null : { startLine, endLine };
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

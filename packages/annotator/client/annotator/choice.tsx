import { CONFIDENCES } from '../../src/vocabulary.ts';
import type { Confidence } from '../../src/acts.ts';

interface Option<T> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
}

/** One of several, as a person can also reach it by keys. */
export function Choice<T extends string | number | boolean>({
  name,
  legend,
  options,
  value,
  onChoose,
}: {
  readonly name: string;
  readonly legend: string;
  readonly options: readonly Option<T>[];
  readonly value: T | null;
  readonly onChoose: (value: T) => void;
}) {
  return (
    <fieldset class="choice">
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={String(option.value)} title={option.hint}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChoose(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}

/** How sure a person is. */
export function ConfidenceChoice({
  name,
  value,
  onChoose,
}: {
  readonly name: string;
  readonly value: Confidence | null;
  readonly onChoose: (value: Confidence) => void;
}) {
  return (
    <Choice
      name={name}
      legend="How sure are you?"
      options={CONFIDENCES.map(({ level, label, probability }) => ({
        value: level,
        label: `${level} · ${label}`,
        hint: `right in about ${Math.round(probability * 100)} of 100`,
      }))}
      value={value}
      onChoose={onChoose}
    />
  );
}

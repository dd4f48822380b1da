/** Longer explanations are cut: nobody reads them, and a run is read into memory. */
const MOST_CHARACTERS = 20_000;

/** A message as one explanation: trimmed, bounded, and `undefined` when nothing is left. */
export function explanationOf(rule: string | undefined, message: string): string | undefined {
  const said = [rule, message.replaceAll(/\s+/gu, ' ').trim()].filter(
    (part) => part !== undefined && part !== '',
  );
  const text = said.join(': ');
  if (text === '') return undefined;
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}

/** The CWE that a label names: `CWE-79`, `external/cwe/cwe-079`. */
export function cweOf(label: string): number | undefined {
  const number = /(?:^|[^a-z])cwe[-_ ]?0*([1-9]\d{0,5})(?!\d)/iu.exec(label)?.[1];
  return number === undefined ? undefined : Number(number);
}

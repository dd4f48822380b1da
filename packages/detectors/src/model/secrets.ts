/** Shorter texts occur everywhere by chance and are no keys. */
const SHORTEST = 6;

/** A function that takes every occurrence of the secrets out of a text, plain or as they stand in an address. */
export function redactor(secrets: readonly (string | undefined)[]): (text: string) => string {
  const spellings = secrets
    .filter((secret) => secret !== undefined && secret.length >= SHORTEST)
    .flatMap((secret) => [secret!, encodeURIComponent(secret!), Buffer.from(secret!).toString('base64')]);
  return (text) => spellings.reduce((redacted, spelling) => redacted.replaceAll(spelling, '[key]'), text);
}

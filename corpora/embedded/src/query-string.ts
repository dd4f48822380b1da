/** Parameters by name, in the order in which the names first appear; a name may have several values. */
export type QueryParameters = Map<string, string[]>;

const MAX_PARAMETERS = 100;

/**
 * Parse the query of a URL, with or without its leading `?`. Names and values are form-decoded: `+` is a space, and
 * `%xx` is a byte of UTF-8. A name without `=` has the empty value.
 *
 * @throws RangeError when there are more than 100 parameters
 * @throws URIError for a percent sign that starts no valid sequence
 */
export function parseQuery(query: string): QueryParameters {
  const parameters: QueryParameters = new Map();
  const text = query.startsWith('?') ? query.slice(1) : query;
  const pairs = text.split('&').filter((pair) => pair !== '');
  if (pairs.length > MAX_PARAMETERS) throw new RangeError('too many parameters');
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    const name = decodePart(equals === -1 ? pair : pair.slice(0, equals));
    const value = equals === -1 ? '' : decodePart(pair.slice(equals + 1));
    const values = parameters.get(name);
    if (values === undefined) parameters.set(name, [value]);
    else values.push(value);
  }
  return parameters;
}

/** The inverse of `parseQuery`, without a leading `?`. */
export function formatQuery(parameters: ReadonlyMap<string, readonly string[]>): string {
  const pairs: string[] = [];
  for (const [name, values] of parameters) {
    for (const value of values) {
      pairs.push(`${encodePart(name)}=${encodePart(value)}`);
    }
  }
  return pairs.join('&');
}

/**
 * A whole-number parameter between `low` and `high`, or `fallback` when it is not given.
 *
 * @throws RangeError when the parameter is given and is not such a number
 */
export function integerParameter(
  query: string,
  name: string,
  low: number,
  high: number,
  fallback: number,
): number {
  const text = parseQuery(query).get(name)?.at(-1);
  if (text === undefined || text === '') return fallback;
  const value = /^-?\d{1,9}$/u.test(text) ? Number(text) : NaN;
  if (!(value >= low && value <= high)) throw new RangeError(`${name} is out of range: ${text}`);
  return value;
}

/** The address with some parameters replaced; `null` removes one. The fragment stays. */
export function withParameters(url: string, changes: Readonly<Record<string, string | null>>): string {
  const hash = url.indexOf('#');
  const fragment = hash === -1 ? '' : url.slice(hash);
  const address = hash === -1 ? url : url.slice(0, hash);
  const mark = address.indexOf('?');
  const path = mark === -1 ? address : address.slice(0, mark);
  const parameters = parseQuery(mark === -1 ? '' : address.slice(mark + 1));
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) parameters.delete(name);
    else parameters.set(name, [value]);
  }
  const query = formatQuery(parameters);
  return query === '' ? path + fragment : `${path}?${query}${fragment}`;
}

function decodePart(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

function encodePart(text: string): string {
  return encodeURIComponent(text).replaceAll('%20', '+');
}

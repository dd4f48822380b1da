/** A value, several of them, or a group of fields. */
type Field = string | readonly string[] | Group;

/** Fields by name. */
interface Group {
  [name: string]: Field;
}

export class FormError extends Error {
  override readonly name = 'FormError';
}

const MAX_FIELDS = 100;
const MAX_DEPTH = 4;
const FIELD = /^([^[\]]+)((?:\[[^[\]]*\])*)$/u;

/** The body of a form: `address[city]=Oslo` is a field in a group, `tags[]=a&tags[]=b` is one field with two values. */
export class FormBody {
  readonly #fields = Object.create(null) as Group;

  /**
   * @throws FormError when a name is not written like that, one name is used for different things, or there is too much
   * @throws URIError for a percent sign that starts no valid sequence
   */
  constructor(body: string) {
    const pairs = body.split('&').filter((pair) => pair !== '');
    if (pairs.length > MAX_FIELDS) throw new FormError(`there are more than ${String(MAX_FIELDS)} fields`);
    for (const pair of pairs) {
      const [name = '', ...value] = pair.split('=');
      put(this.#fields, pathOf(decode(name)), decode(value.join('=')));
    }
  }

  /** The value of a field, such as `text('address', 'city')`; `null` when it was not sent, or is not one value. */
  text(...path: readonly string[]): string | null {
    const field = fieldAt(this.#fields, path);
    return typeof field === 'string' ? field : null;
  }

  /** The values of a field; none when it was not sent, or is no list. */
  list(...path: readonly string[]): string[] {
    const field = fieldAt(this.#fields, path);
    return isList(field) ? [...field] : [];
  }

  /** The names in a group, or in the whole form; none when it was not sent, or is no group. */
  names(...path: readonly string[]): string[] {
    const field = fieldAt(this.#fields, path);
    return isGroup(field) ? Object.keys(field) : [];
  }
}

function fieldAt(field: Field | undefined, path: readonly string[]): Field | undefined {
  if (path.length === 0) return field;
  const [name = '', ...inner] = path;
  return isGroup(field) ? fieldAt(field[name], inner) : undefined;
}

function put(group: Group, path: readonly string[], value: string): void {
  const [name = '', ...inner] = path;
  const known = group[name];
  if (inner.length === 0) {
    if (known !== undefined) throw new FormError(`${name} was sent twice`);
    group[name] = value;
  } else if (inner[0] === '') {
    const values = known ?? [];
    if (inner.length > 1 || !isList(values)) throw new FormError(`${name} is no list of values`);
    group[name] = [...values, value];
  } else {
    const below = known ?? (Object.create(null) as Group);
    if (!isGroup(below)) throw new FormError(`${name} is no group of fields`);
    group[name] = below;
    put(below, inner, value);
  }
}

/** `a[b][]` as `['a', 'b', '']`. */
function pathOf(name: string): string[] {
  const [, first, brackets = ''] = FIELD.exec(name) ?? [];
  if (first === undefined) throw new FormError(`not the name of a field: ${name}`);
  const path = brackets === '' ? [first] : [first, ...brackets.slice(1, -1).split('][')];
  if (path.length > MAX_DEPTH) throw new FormError(`${name} is too deep`);
  return path;
}

function isList(field: Field | undefined): field is readonly string[] {
  return Array.isArray(field);
}

function isGroup(field: Field | undefined): field is Group {
  return typeof field === 'object' && !isList(field);
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

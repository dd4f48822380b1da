/** A value, several of them, or a group of fields. */
export type FormField = string | readonly string[] | FormGroup;

/** Fields by name. Nothing is found in it but what was sent. */
export interface FormGroup {
  [name: string]: FormField;
}

export class FormError extends Error {
  override readonly name = 'FormError';
}

const MAX_FIELDS = 100;
const MAX_DEPTH = 4;
const FIELD = /^([^[\]]+)((?:\[[^[\]]*\])*)$/u;

/**
 * Read the body of a form: `address[city]=Oslo` is a field in a group, `tags[]=a&tags[]=b` is one field with two values.
 *
 * @throws FormError when a name is not written like that, one name is used for different things, or there is too much
 * @throws URIError for a percent sign that starts no valid sequence
 */
export function readForm(body: string): FormGroup {
  const pairs = body.split('&').filter((pair) => pair !== '');
  if (pairs.length > MAX_FIELDS) throw new FormError(`there are more than ${String(MAX_FIELDS)} fields`);
  const form = Object.create(null) as FormGroup;
  for (const pair of pairs) {
    const [name = '', ...value] = pair.split('=');
    put(form, pathOf(decode(name)), decode(value.join('=')));
  }
  return form;
}

/** The field under a path of names; `undefined` when it was not sent. */
export function fieldAt(field: FormField | undefined, path: readonly string[]): FormField | undefined {
  if (path.length === 0) return field;
  const [name = '', ...inner] = path;
  return isGroup(field) ? fieldAt(field[name], inner) : undefined;
}

function put(group: FormGroup, path: readonly string[], value: string): void {
  const [name = '', ...inner] = path;
  const known = group[name];
  if (inner.length === 0) {
    if (known !== undefined) throw new FormError(`${name} was sent twice`);
    group[name] = value;
  } else if (inner[0] === '') {
    const values = known ?? [];
    if (inner.length > 1 || !Array.isArray(values)) throw new FormError(`${name} is no list of values`);
    group[name] = [...(values as readonly string[]), value];
  } else {
    const below = known ?? (Object.create(null) as FormGroup);
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

function isGroup(field: FormField | undefined): field is FormGroup {
  return typeof field === 'object' && !Array.isArray(field);
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

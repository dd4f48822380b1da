export type Setting = string | number | boolean | readonly Setting[] | Settings;

export interface Settings {
  readonly [key: string]: Setting;
}

interface Group {
  [key: string]: Setting;
}

export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

const MAX_DEPTH = 6;

/** Names under which every object has something of its own. */
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);

/** Nested settings with defaults. Settings are named by paths such as `editor.font.size`. */
export class SettingsStore {
  readonly #defaults: Group;
  readonly #current: Group;
  #revision = 0;

  constructor(defaults: Settings) {
    this.#defaults = copyGroup(defaults);
    this.#current = copyGroup(defaults);
  }

  /** Goes up by one with every change. */
  get revision(): number {
    return this.#revision;
  }

  /** The setting or the whole group under a path, as a copy; `undefined` when there is nothing. */
  get(path: string): Setting | undefined {
    const found = lookUp(this.#current, keysOf(path));
    return found === undefined ? undefined : copyOf(found);
  }

  /**
   * Store a setting or a group; a setting that stands where a group is needed is replaced.
   *
   * @throws SettingsError when the path or the value is not one that can be stored
   */
  set(path: string, value: Setting): void {
    const keys = keysOf(path);
    checkValue(value, keys.length);
    let group = this.#current;
    for (const key of keys.slice(0, -1)) group = groupIn(group, key);
    group[keys.at(-1) as string] = copyOf(value);
    this.#revision += 1;
  }

  /**
   * Take over settings that a user sent as JSON: groups are merged, everything else is replaced. Nothing changes when any part
   * of them cannot be stored.
   *
   * @throws SettingsError when the text is not an object in JSON, or a part of it cannot be stored
   */
  importJson(text: string): void {
    const changes = parse(text);
    if (!isGroup(changes)) throw new SettingsError('settings must be an object');
    checkValue(changes, 0);
    mergeInto(this.#current, changes);
    this.#revision += 1;
  }

  /** Give a setting or a group its default again; without a default it goes. */
  reset(path: string): void {
    const keys = keysOf(path);
    const standard = lookUp(this.#defaults, keys);
    if (standard !== undefined) {
      this.set(path, standard);
      return;
    }
    const key = keys.at(-1) as string;
    const group = lookUp(this.#current, keys.slice(0, -1));
    if (!isGroup(group) || !Object.hasOwn(group, key)) return;
    Reflect.deleteProperty(group, key);
    this.#revision += 1;
  }

  toJson(): string {
    return JSON.stringify(this.#current);
  }
}

function keysOf(path: string): string[] {
  const keys = path.split('.');
  for (const key of keys) checkKey(key);
  return keys;
}

function checkKey(key: string): void {
  if (key === '' || RESERVED.has(key)) throw new SettingsError(`not a name for a setting: "${key}"`);
}

function checkValue(value: unknown, depth: number): void {
  if (depth > MAX_DEPTH) throw new SettingsError(`more than ${String(MAX_DEPTH)} levels`);
  if (value === null) throw new SettingsError('a setting cannot be null');
  if (typeof value === 'number' && !Number.isFinite(value)) throw new SettingsError('a number is too large');
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) checkValue(item, depth + 1);
  } else if (isGroup(value)) {
    for (const [key, inner] of Object.entries(value)) {
      checkKey(key);
      checkValue(inner, depth + 1);
    }
  }
}

function mergeInto(target: Group, changes: Group): void {
  for (const [key, value] of Object.entries(changes)) {
    if (isGroup(value)) mergeInto(groupIn(target, key), value);
    else target[key] = value;
  }
}

/** The group under a key, made where there is none. */
function groupIn(parent: Group, key: string): Group {
  const known = parent[key];
  if (isGroup(known)) return known;
  const created: Group = {};
  parent[key] = created;
  return created;
}

function lookUp(settings: Group, keys: readonly string[]): Setting | undefined {
  let found: Setting = settings;
  for (const key of keys) {
    if (!isGroup(found) || !Object.hasOwn(found, key)) return undefined;
    found = found[key] as Setting;
  }
  return found;
}

function copyOf(value: Setting): Setting {
  if (isGroup(value)) return copyGroup(value);
  return Array.isArray(value) ? (value as readonly Setting[]).map(copyOf) : value;
}

function copyGroup(group: Settings): Group {
  return Object.fromEntries(Object.entries(group).map(([key, value]) => [key, copyOf(value)]));
}

function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SettingsError('settings must be JSON', { cause: error });
  }
}

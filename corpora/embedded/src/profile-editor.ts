export interface Account {
  readonly id: string;
  readonly displayName: string;
  readonly about: string;
  readonly links: readonly string[];
  /** `YYYY-MM-DD`, or `null` when it is nobody's business. */
  readonly birthday: string | null;
  readonly role: 'member' | 'moderator' | 'admin';
  readonly isVerified: boolean;
  /** Counts changes, so that nobody overwrites a change that they have not seen. */
  readonly version: number;
}

export interface AccountStore {
  find(id: string): Account | undefined;
  save(account: Account): void;
}

/** What is wrong with the fields of a request, by their names. */
export type Complaints = ReadonlyMap<string, string>;

export class InvalidProfileError extends Error {
  override readonly name = 'InvalidProfileError';
  readonly complaints: Complaints;

  constructor(complaints: Complaints) {
    super(`invalid: ${[...complaints.keys()].join(', ')}`);
    this.complaints = complaints;
  }
}

export class NotAllowedError extends Error {
  override readonly name = 'NotAllowedError';
}

export class StaleVersionError extends Error {
  override readonly name = 'StaleVersionError';
}

/** Gives a complaint, or `null` for a value that is good. */
type Rule = (value: unknown) => string | null;

const MAX_LINKS = 3;
const ROLES: ReadonlySet<unknown> = new Set<Account['role']>(['member', 'moderator', 'admin']);

const OWN_FIELDS: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['displayName', (value) => textRule(value, 2, 30)],
  ['about', (value) => textRule(value, 0, 160)],
  ['links', linksRule],
  ['birthday', (value) => (value === null || isDate(value) ? null : 'must be a date')],
]);

const ADMIN_FIELDS: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['role', (value) => (ROLES.has(value) ? null : 'must be a role')],
  ['isVerified', (value) => (typeof value === 'boolean' ? null : 'must be true or false')],
]);

/**
 * Change the account `id` for somebody who is signed in as `editor`: people change their own profiles, admins those of others and
 * what people may not change themselves.
 *
 * @param body the fields to change, as they were sent; `version` says which state the sender has seen
 * @throws NotAllowedError when the editor may not change that account
 * @throws StaleVersionError when somebody else has changed it since
 * @throws InvalidProfileError when a field is unknown or has a bad value; then nothing is changed
 */
export function editProfile(
  store: AccountStore,
  editor: Account,
  id: string,
  body: Readonly<Record<string, unknown>>,
): Account {
  const isAdmin = editor.role === 'admin';
  if (editor.id !== id && !isAdmin) throw new NotAllowedError('this is not your account');
  const account = store.find(id);
  if (account === undefined) throw new NotAllowedError('there is no such account');
  const { version, ...fields } = body;
  if (version !== account.version) throw new StaleVersionError('the account was changed in the meantime');

  const complaints = new Map<string, string>();
  const changes: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    const rule = OWN_FIELDS.get(name) ?? (isAdmin ? ADMIN_FIELDS.get(name) : undefined);
    const trimmed = typeof value === 'string' ? value.trim() : value;
    const complaint = rule === undefined ? 'cannot be changed' : rule(trimmed);
    if (complaint === null) changes[name] = trimmed;
    else complaints.set(name, complaint);
  }
  if (editor.id === id && fields.role !== undefined) complaints.set('role', 'cannot be changed by yourself');
  if (complaints.size > 0) throw new InvalidProfileError(complaints);

  const changed = { ...account, ...changes, version: account.version + 1 };
  store.save(changed);
  return changed;
}

function textRule(value: unknown, shortest: number, longest: number): string | null {
  if (typeof value !== 'string') return 'must be text';
  if (value.length < shortest) return `must have at least ${String(shortest)} characters`;
  return value.length > longest ? `must have at most ${String(longest)} characters` : null;
}

function linksRule(value: unknown): string | null {
  if (!Array.isArray(value)) return 'must be a list';
  if (value.length > MAX_LINKS) return `must be at most ${String(MAX_LINKS)}`;
  return value.every((link) => typeof link === 'string' && /^https:\/\/[^\s/]+\S*$/u.test(link))
    ? null
    : 'must be addresses that start with https';
}

/** A day of the calendar, in the form `YYYY-MM-DD`. */
function isDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/u.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

import { beforeEach, expect, test } from 'vitest';
import {
  editProfile,
  InvalidProfileError,
  NotAllowedError,
  StaleVersionError,
  type Account,
} from './profile-editor.ts';

const ada: Account = {
  id: 'ada',
  displayName: 'Ada',
  about: '',
  links: [],
  birthday: null,
  role: 'member',
  isVerified: false,
  version: 4,
};
const root: Account = { ...ada, id: 'root', displayName: 'Root', role: 'admin' };
const moderator: Account = { ...ada, id: 'mod', role: 'moderator' };
let accounts: Map<string, Account>;

beforeEach(() => {
  accounts = new Map([ada, root, moderator].map((account) => [account.id, account]));
});

function edit(body: Record<string, unknown>, editor = ada, id = 'ada'): Account {
  const store = {
    find: (key: string) => accounts.get(key),
    save: (account: Account) => accounts.set(account.id, account),
  };
  return editProfile(store, editor, id, { version: 4, ...body });
}

function complaintsOf(body: Record<string, unknown>, editor = ada, id = 'ada'): Record<string, string> {
  const before = [...accounts.values()];
  try {
    edit(body, editor, id);
  } catch (error) {
    expect([...accounts.values()]).toEqual(before);
    if (error instanceof InvalidProfileError) return Object.fromEntries(error.complaints);
    throw error;
  }
  return {};
}

test('people change their own profiles', () => {
  const changed = edit({
    displayName: ' Ada L. ',
    about: 'Notes',
    links: ['https://ada.example'],
    birthday: '1815-12-10',
  });
  expect(changed).toEqual({
    ...ada,
    displayName: 'Ada L.',
    about: 'Notes',
    links: ['https://ada.example'],
    birthday: '1815-12-10',
    version: 5,
  });
  expect(accounts.get('ada')).toEqual(changed);
});

test('and nobody else’s, but admins do', () => {
  expect(() => edit({ about: 'x' }, moderator)).toThrow(NotAllowedError);
  expect(edit({ about: 'x' }, root).about).toBe('x');
  expect(() => edit({ about: 'x' }, root, 'nobody')).toThrow(NotAllowedError);
});

test('a change that was made without seeing the last one is refused', () => {
  edit({ about: 'first' });
  expect(() => edit({ about: 'second' })).toThrow(StaleVersionError);
  expect(() => edit({ version: '5' })).toThrow(StaleVersionError);
  expect(() => edit({ version: undefined })).toThrow(StaleVersionError);
  expect(edit({ version: 5, about: 'second' }).version).toBe(6);
});

test('what people may not change themselves, admins do', () => {
  expect(complaintsOf({ role: 'admin', isVerified: true, about: 'x' })).toEqual({
    role: 'cannot be changed by yourself',
    isVerified: 'cannot be changed',
  });
  expect(edit({ role: 'moderator', isVerified: true }, root)).toMatchObject({
    role: 'moderator',
    isVerified: true,
  });
  expect(complaintsOf({ role: 'member' }, root, 'root')).toEqual({ role: 'cannot be changed by yourself' });
  expect(edit({ isVerified: true }, root, 'root').isVerified).toBe(true);
});

test.for(['id', 'constructor', '__proto__', 'toString', 'credit'])('%s is not a field to change', (name) => {
  const body = JSON.parse(`{"${name}":"x"}`) as Record<string, unknown>;
  expect(() => edit(body, root)).toThrow(InvalidProfileError);
  expect(() => edit(body)).toThrow(InvalidProfileError);
});

test.for<[string, unknown]>([
  ['displayName', 'A'],
  ['displayName', '  A  '],
  ['displayName', 'x'.repeat(31)],
  ['displayName', 5],
  ['displayName', null],
  ['about', 'x'.repeat(161)],
  ['about', null],
  ['links', 'https://a.example'],
  ['links', ['https://a.example', 1]],
  ['links', [['https://a.example']]],
  ['links', ['http://a.example']],
  ['links', ['https://']],
  ['links', ['see https://a.example']],
  ['links', ['https://a.example/b c']],
  ['links', ['https://a', 'https://b', 'https://c', 'https://d']],
  ['birthday', ''],
  ['birthday', '2024-02-30'],
  ['birthday', '2024-13-01'],
  ['birthday', '2024-2-3'],
  ['birthday', '2024-02-03T10:00:00Z'],
  ['birthday', 20240203],
])('%s cannot be %o', ([name, value]) => {
  expect(Object.keys(complaintsOf({ [name]: value }))).toEqual([name]);
});

test.for<[string, unknown]>([
  ['displayName', 'Al'],
  ['displayName', 'x'.repeat(30)],
  ['about', ''],
  ['about', 'x'.repeat(160)],
  ['links', []],
  ['links', ['https://a', 'https://b/x?y', 'https://c']],
  ['birthday', null],
  ['birthday', '2024-02-29'],
])('%s can be %o', ([name, value]) => {
  expect(complaintsOf({ [name]: value })).toEqual({});
});

test('roles and verification have their values, for admins too', () => {
  expect(Object.keys(complaintsOf({ role: 'owner', isVerified: 'yes' }, root))).toEqual([
    'role',
    'isVerified',
  ]);
});

test('all complaints come at once', () => {
  expect(complaintsOf({ displayName: '', about: 1, links: {}, birthday: 'x' })).toEqual({
    displayName: 'must have at least 2 characters',
    about: 'must be text',
    links: 'must be a list',
    birthday: 'must be a date',
  });
  expect(() => edit({ about: 1, birthday: 1 })).toThrow('invalid: about, birthday');
});

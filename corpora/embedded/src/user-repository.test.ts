import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import { DuplicateEmailError, UserRepository } from './user-repository.ts';

let users: UserRepository;
let others: UserRepository;

beforeEach(() => {
  const database = new DatabaseSync(':memory:');
  UserRepository.migrate(database);
  UserRepository.migrate(database);
  users = new UserRepository(database, 'acme');
  others = new UserRepository(database, 'globex');
});

test('a user is found by address, however it is written', () => {
  const added = users.add({ email: ' Ada@Example.com', name: 'Ada' });
  expect(added).toEqual({ id: 1, email: 'ada@example.com', name: 'Ada', role: 'member' });
  expect(users.findByEmail('ADA@example.com ')).toEqual(added);
  expect(users.findByEmail('bob@example.com')).toBeNull();
});

test('an address is taken once in a tenant', () => {
  users.add({ email: 'ada@example.com', name: 'Ada' });
  expect(() => users.add({ email: 'ADA@example.com', name: 'Other' })).toThrow(DuplicateEmailError);
  expect(others.add({ email: 'ada@example.com', name: 'Ada' }).id).toBe(2);
});

test('tenants see their own users only', () => {
  users.add({ email: 'ada@example.com', name: 'Ada' });
  expect(others.findByEmail('ada@example.com')).toBeNull();
  expect(others.findByRole('member')).toEqual([]);
  expect(others.rename('ada@example.com', 'Eve')).toBe(false);
  expect(others.removeAll(['ada@example.com'])).toBe(0);
  expect(others.countByRole()).toEqual({});
  expect(users.findByEmail('ada@example.com')?.name).toBe('Ada');
});

test('users of a role come by name', () => {
  users.add({ email: 'c@example.com', name: 'Cleo', role: 'admin' });
  users.add({ email: 'b@example.com', name: 'Bob' });
  users.add({ email: 'a@example.com', name: 'Ada', role: 'admin' });
  expect(users.findByRole('admin').map(({ name }) => name)).toEqual(['Ada', 'Cleo']);
  expect(users.countByRole()).toEqual({ admin: 2, member: 1 });
});

test('a user can be renamed, quotes and all', () => {
  users.add({ email: 'o@example.com', name: 'Miles' });
  expect(users.rename('O@example.com', "Miles O'Brien")).toBe(true);
  expect(users.findByEmail('o@example.com')?.name).toBe("Miles O'Brien");
});

test('users are removed by address', () => {
  for (const email of ['a@x.org', 'b@x.org', 'c@x.org']) users.add({ email, name: email });
  expect(users.removeAll(['A@x.org', 'z@x.org', 'c@x.org'])).toBe(2);
  expect(users.findByRole('member').map(({ email }) => email)).toEqual(['b@x.org']);
});

test('quotes in a request are data', () => {
  users.add({ email: 'ada@example.com', name: 'Ada' });
  expect(users.findByEmail("' OR '1'='1")).toBeNull();
  expect(users.findByRole("' OR '1'='1")).toEqual([]);
});

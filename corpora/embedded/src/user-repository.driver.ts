import { DatabaseSync } from 'node:sqlite';
import type { Driver } from '@bebug/oracle/driver';
import { UserRepository } from './user-repository.ts';

interface Subject {
  readonly users: UserRepository;
  readonly others: UserRepository;
}

const email = {
  oneOf: ['ada@example.com', ' Ada@Example.com', 'bob@example.com', 'eve@example.com', "o'hara@example.com"],
};
const name = { oneOf: ['Ada', 'Bob', "Miles O'Brien", ''] };
const role = { oneOf: ['member', 'admin', 'owner', ''] };

export default {
  create(world) {
    const database = new DatabaseSync(':memory:');
    UserRepository.migrate(database);
    const others = new UserRepository(database, 'globex');
    others.add({ email: 'hidden@example.org', name: world.marker, role: 'owner' });
    const users = new UserRepository(database, 'acme');
    users.add({ email: 'ada@example.com', name: 'Ada', role: 'admin' });
    users.add({ email: 'bob@example.com', name: 'Bob' });
    return { users, others };
  },
  calls: {
    add: {
      args: [email, name],
      run: ({ users }, address: string, fullName: string) => users.add({ email: address, name: fullName }),
    },
    addWithRole: {
      args: [email, name, role],
      run: ({ users }, address: string, fullName: string, title: string) =>
        users.add({ email: address, name: fullName, role: title }),
    },
    addElsewhere: {
      args: [email, name],
      run: ({ others }, address: string, fullName: string) => others.add({ email: address, name: fullName }),
    },
    findByEmail: { args: [email], run: ({ users }, address: string) => users.findByEmail(address) },
    findByRole: { args: [role], run: ({ users }, title: string) => users.findByRole(title) },
    rename: {
      args: [email, name],
      run: ({ users }, address: string, fullName: string) => users.rename(address, fullName),
    },
    removeAll: {
      args: [email, email],
      run: ({ users }, first: string, second: string) => users.removeAll([first, second]),
    },
    countByRole: { args: [], run: ({ users }) => users.countByRole() },
  },
  observe: ({ users, others }) => ({
    admins: users.findByRole('admin'),
    members: users.findByRole('member'),
    counts: [users.countByRole(), others.countByRole()],
  }),
  attacks: {
    'look up by address': {
      kit: 'sql-injection',
      cwe: 89,
      send: ({ users }, request) => users.findByEmail(request),
      benign: ['ada@example.com', 'BOB@example.com ', 'nobody@example.com'],
    },
    'list a role': {
      kit: 'sql-injection',
      cwe: 89,
      send: ({ users }, request) => users.findByRole(request),
      benign: ['admin', 'member', 'owner'],
    },
    'rename, then list': {
      kit: 'sql-injection',
      cwe: 89,
      send: ({ users }, request) => {
        users.rename('ada@example.com', request);
        return [users.findByRole('admin'), users.findByRole('member')];
      },
      benign: ['Ada Lovelace', 'Ada'],
    },
  },
} satisfies Driver<Subject>;

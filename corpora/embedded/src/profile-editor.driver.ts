import type { Driver, World } from '@bebug/oracle/driver';
import { editProfile, InvalidProfileError, type Account } from './profile-editor.ts';

interface Subject {
  readonly accounts: Map<string, Account>;
  readonly world: World;
}

const ada: Account = {
  id: 'ada',
  displayName: 'Ada',
  about: '',
  links: [],
  birthday: null,
  role: 'member',
  isVerified: false,
  version: 1,
};

const who = { oneOf: ['ada', 'bob', 'root'] };
const text = {
  oneOf: [
    '',
    'A',
    'Al',
    '  A  ',
    'Ada L.',
    'x'.repeat(30),
    'x'.repeat(31),
    'x'.repeat(160),
    'x'.repeat(161),
    5,
    null,
  ],
};

function edit({ accounts }: Subject, editor: string, id: string, body: Record<string, unknown>): unknown {
  const store = {
    find: (key: string) => accounts.get(key),
    save: (account: Account) => void accounts.set(account.id, account),
  };
  try {
    return editProfile(store, accounts.get(editor) as Account, id, body);
  } catch (error) {
    if (error instanceof InvalidProfileError) return [error.message, error.complaints];
    throw error;
  }
}

const versioned = (subject: Subject, id: string, body: object): Record<string, unknown> => ({
  version: subject.accounts.get(id)?.version,
  ...body,
});

export default {
  create: (world) => ({
    world,
    accounts: new Map<string, Account>([
      ['ada', ada],
      ['bob', { ...ada, id: 'bob', displayName: 'Bob', about: world.marker, role: 'moderator' }],
      ['root', { ...ada, id: 'root', displayName: 'Root', role: 'admin' }],
    ]),
  }),
  calls: {
    rename: {
      args: [who, who, text],
      run: (subject, editor: string, id: string, displayName: unknown) =>
        edit(subject, editor, id, versioned(subject, id, { displayName })),
    },
    describe: {
      args: [who, text],
      run: (subject, id: string, about: unknown) => edit(subject, id, id, versioned(subject, id, { about })),
    },
    link: {
      args: [
        {
          oneOf: [
            [],
            ['https://a.example', 'https://b.example/c?d', 'https://c.example'],
            ['https://a', 'https://b', 'https://c', 'https://d'],
            ['http://a.example'],
            ['see https://a.example'],
            ['https://a.example/b c'],
            ['https:///a'],
            ['https://a.example', 1],
            [['https://a.example']],
            'https://a.example',
          ],
        },
      ],
      run: (subject, links: unknown) => edit(subject, 'ada', 'ada', versioned(subject, 'ada', { links })),
    },
    celebrate: {
      args: [
        {
          oneOf: [
            null,
            '2024-02-29',
            '2023-02-29',
            '2024-13-01',
            '2024-2-9',
            ' 2024-02-09 ',
            '2024-02-09T00:00',
            'x',
            20240209,
          ],
        },
      ],
      run: (subject, birthday: unknown) =>
        edit(subject, 'ada', 'ada', versioned(subject, 'ada', { birthday })),
    },
    promote: {
      args: [who, who, { oneOf: ['member', 'moderator', 'admin', 'owner', undefined] }],
      run: (subject, editor: string, id: string, role: unknown) =>
        edit(subject, editor, id, versioned(subject, id, { role })),
    },
    verify: {
      args: [who, who, { oneOf: [true, false, 'yes'] }],
      run: (subject, editor: string, id: string, isVerified: unknown) =>
        edit(subject, editor, id, versioned(subject, id, { isVerified })),
    },
    send: {
      args: [
        who,
        {
          oneOf: [
            { version: 1, about: 'a', displayName: 'B' },
            { version: 1, about: 'a', credit: 1 },
            { version: 1, id: 'root' },
            { version: 0, about: 'a' },
            { version: '1', about: 'a' },
            { about: 'a' },
          ],
        },
        { oneOf: ['ada', 'nobody'] },
      ],
      run: (subject, editor: string, body: Record<string, unknown>, id: string) =>
        edit(subject, editor, id, body),
    },
  },
  observe: ({ accounts }) => [...accounts.values()].map(({ about: _about, ...account }) => account),
  attacks: {
    'edit a profile': {
      kit: 'mass-assignment',
      cwe: 915,
      fields: { role: 'admin', isVerified: true, id: 'root', version: 99 },
      send(subject, request) {
        edit(subject, 'ada', 'ada', versioned(subject, 'ada', JSON.parse(request) as object));
        return JSON.stringify(subject.accounts.get('ada'));
      },
      benign: ['{"displayName":"Ada L."}', '{"about":"Notes","birthday":null}'],
    },
    'edit the profile of another': {
      kit: 'intrusion',
      cwe: 639,
      requests: ['bob', 'root'],
      send(subject, request) {
        const account = edit(subject, 'ada', request, versioned(subject, request, { links: [] })) as Account;
        if (account.id !== 'ada') subject.world.act(`edit ${account.id}`);
        return account;
      },
      benign: ['ada'],
    },
    'become an admin': {
      kit: 'intrusion',
      cwe: 863,
      requests: ['{"role":"admin"}', '{"isVerified":true}'],
      send(subject, request) {
        edit(subject, 'bob', 'bob', versioned(subject, 'bob', JSON.parse(request) as object));
        const { role, isVerified } = subject.accounts.get('bob') as Account;
        if (role === 'admin' || isVerified) subject.world.act('promote');
        return role;
      },
      benign: ['{"displayName":"Robert"}', '{"about":""}'],
    },
    'send a link': {
      kit: 'backtracking',
      cwe: 1333,
      send: (subject, request) =>
        edit(subject, 'ada', 'ada', versioned(subject, 'ada', { links: [request] })),
      benign: ['https://a.example/b', 'https://a b'],
    },
  },
} satisfies Driver<Subject>;

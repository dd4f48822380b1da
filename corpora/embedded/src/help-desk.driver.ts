import type { Driver, World } from '@bebug/oracle/driver';
import { HelpDesk, type DeskParts, type NewTicket, type Ticket } from './help-desk.ts';

interface Subject {
  readonly desk: HelpDesk;
  readonly world: World;
  readonly saved: Ticket[];
  readonly lines: string[];
}

const NOW = 1_700_000_000;
const LIMIT = 3;

function sessions(world: World): DeskParts['sessions'] {
  return new Map([
    ['t-ada', { user: 'ada', role: 'member', expiresAt: NOW + 1 }],
    ['t-bob', { user: 'bob', role: 'agent', expiresAt: NOW + 60 }],
    ['t-root', { user: 'root', role: 'admin', expiresAt: null }],
    ['t-late', { user: 'ada', role: 'admin', expiresAt: NOW }],
    [world.marker, { user: 'eve', role: 'member', expiresAt: NOW - 1 }],
  ]);
}

function subjectIn(world: World, parts: Partial<DeskParts> = {}): Subject {
  const saved: Ticket[] = [];
  const lines: string[] = [];
  const counts = new Map<string, number>();
  const desk = new HelpDesk({
    sessions: sessions(world),
    mayAnswer: (user) => world.external('mayAnswer', [user], () => user === 'bob'),
    countTicket(user) {
      const count = (counts.get(user) ?? 0) + 1;
      counts.set(user, count);
      return LIMIT - count;
    },
    save: (ticket) =>
      world.external('save', [ticket], () => {
        saved.push(ticket);
      }),
    log(line) {
      lines.push(line);
      world.log(line);
    },
    now: () => NOW,
    ...parts,
  });
  return { desk, world, saved, lines };
}

const token = { oneOf: ['t-ada', 't-bob', 't-root', 't-late', 'nobody'] };
const ticketText = {
  oneOf: ['', 'help', 'ä'.repeat(200), 'ä'.repeat(201), 'x'.repeat(400), 'x'.repeat(401)],
};

export default {
  create: (world) => subjectIn(world),
  calls: {
    open: {
      args: [token, ticketText],
      run: ({ desk }, from: string, text: string) => desk.open(from, { subject: 'a', text }),
    },
    openAndList: {
      args: [token, token, { oneOf: ['0', '1', '2', '9', '-1', 'x', '1.5', ''] }],
      run: async ({ desk }, from: string, reader: string, size: string) => {
        for (let count = 0; count <= LIMIT; count++) {
          await desk.open(from, { subject: String(count), text: 'x' });
          await desk.open('t-bob', { subject: String(count), text: 'y' });
        }
        return desk.list(reader, size);
      },
    },
    openAndClose: {
      args: [token, token, { integer: [0, 2] }],
      run: async ({ desk }, from: string, agent: string, id: number) => {
        const opened = await desk.open(from, { subject: 'a', text: 'x' });
        const closed = [await desk.close(agent, id, 'done'), await desk.close(agent, id, 'again')];
        return [opened, closed, desk.list('t-root', '5'), desk.tidy(agent), desk.tidy('t-root')];
      },
    },
    tidy: { args: [token], run: ({ desk }, from: string) => desk.tidy(from) },
  },
  observe: ({ saved, lines }) => [saved, lines],
  scenarios: [
    {
      name: 'a ticket cannot be saved',
      clients: [[['open', 't-ada', 'help']]],
      rejects: [{ external: 'save', call: 1 }],
    },
  ],
  attacks: {
    'open a ticket with more fields': {
      kit: 'mass-assignment',
      cwe: 915,
      fields: { owner: 'root', isClosed: true, id: 99 },
      async send({ desk, saved }, request) {
        await desk.open('t-ada', JSON.parse(request) as NewTicket);
        return JSON.stringify(saved.at(-1));
      },
      benign: ['{"subject":"a","text":"b"}'],
    },
    'open many tickets': {
      kit: 'over-limit',
      cwe: 770,
      limit: LIMIT,
      async send({ desk, world }, request) {
        const { status } = await desk.open('t-ada', { subject: request, text: 'x' });
        if (status === 200) world.act('open');
        return status;
      },
      benign: ['a'],
    },
    'open a long ticket': {
      kit: 'out-of-bounds',
      cwe: 400,
      limit: 400,
      requests: ['ä'.repeat(300), '漢'.repeat(200)],
      async send({ desk, world }, request) {
        const { status } = await desk.open('t-ada', { subject: 'a', text: request });
        if (status === 200) world.act('keep', Buffer.byteLength(request));
        return status;
      },
      benign: ['x', 'yz'],
    },
    'use a session that is over': {
      kit: 'intrusion',
      cwe: 613,
      requests: ['t-late'],
      send({ desk, world }, request) {
        const { status } = desk.list(request, '5');
        if (status === 200 && request !== 't-ada') world.act('list');
        return status;
      },
      benign: ['t-ada'],
    },
    'close a ticket': {
      kit: 'intrusion',
      cwe: 862,
      requests: ['t-ada', 't-root', 'nobody'],
      async send({ desk, world }, request) {
        await desk.open('t-ada', { subject: 'a', text: 'b' });
        const { status } = await desk.close(request, 1, 'done');
        if (status === 200 && request !== 't-bob') world.act('close');
        return status;
      },
      benign: ['t-bob'],
    },
    'read the log of a session that is over': {
      kit: 'secret-shown',
      cwe: 532,
      send({ desk, world }, request) {
        desk.list(world.marker, request);
        return 'signed out';
      },
      benign: ['1'],
    },
    'make the storage fail': {
      kit: 'secret-shown',
      cwe: 209,
      send({ world }, request) {
        const { desk } = subjectIn(world, {
          save: () => Promise.reject(new Error(`no disk at ${world.marker}`)),
          log: () => undefined,
        });
        return desk.open('t-ada', { subject: 'a', text: request });
      },
      benign: ['help'],
    },
    'ask for a page': {
      kit: 'code-injection',
      cwe: 95,
      send: ({ desk }, request) => desk.list('t-ada', request),
      benign: ['1', '5'],
    },
  },
} satisfies Driver<Subject>;

import { expect, test } from 'vitest';
import { HelpDesk, type DeskParts, type Ticket } from './help-desk.ts';

function deskWith(parts: Partial<DeskParts> = {}) {
  const saved: Ticket[] = [];
  const lines: string[] = [];
  let count = 0;
  const desk = new HelpDesk({
    sessions: new Map([
      ['ada', { user: 'ada', role: 'member', expiresAt: 101 }],
      ['bob', { user: 'bob', role: 'agent', expiresAt: null }],
      ['root', { user: 'root', role: 'admin', expiresAt: null }],
      ['late', { user: 'ada', role: 'member', expiresAt: 100 }],
    ]),
    mayAnswer: (user) => Promise.resolve(user === 'bob'),
    countTicket() {
      count += 1;
      return 3 - count;
    },
    save(ticket) {
      saved.push(ticket);
      return Promise.resolve();
    },
    log: (line) => void lines.push(line),
    now: () => 100,
    ...parts,
  });
  return { desk, saved, lines };
}

const sent = { subject: 'Printer', text: 'It does not print.' };

test('a ticket is that of the one who sends it', async () => {
  const { desk, saved } = deskWith();
  expect(await desk.open('ada', { ...sent, owner: 'root', isClosed: true } as typeof sent)).toEqual({
    status: 200,
    body: '1',
  });
  expect(saved).toEqual([{ id: 1, owner: 'ada', isClosed: false, ...sent }]);
});

test('a session ends in the second that it says, and the log does not hold its token', async () => {
  const { desk, lines } = deskWith();
  expect((await desk.open('late', sent)).status).toBe(401);
  expect((await desk.open('nobody', sent)).status).toBe(401);
  expect((await desk.close('late', 1, '')).status).toBe(401);
  expect(desk.list('late', '1').status).toBe(401);
  expect(lines).toEqual(Array.from({ length: 3 }, () => 'the session of ada has expired'));
});

test('there are only so many tickets a day', async () => {
  const { desk } = deskWith();
  const statuses = [];
  for (let count = 0; count < 5; count++) statuses.push((await desk.open('ada', sent)).status);
  expect(statuses).toEqual([200, 200, 200, 429, 429]);
});

test('the text is limited in bytes', async () => {
  const { desk } = deskWith();
  expect((await desk.open('ada', { subject: '', text: 'ä'.repeat(200) })).status).toBe(200);
  expect((await desk.open('ada', { subject: '', text: 'ä'.repeat(201) })).status).toBe(413);
});

test('those who may answer close tickets, once', async () => {
  const { desk, saved } = deskWith();
  await desk.open('ada', sent);
  expect((await desk.close('ada', 1, 'x')).status).toBe(403);
  expect((await desk.close('bob', 2, 'x')).status).toBe(404);
  expect((await desk.close('bob', 1, 'Is it on?')).status).toBe(200);
  expect((await desk.close('bob', 1, 'x')).status).toBe(404);
  expect(saved.at(-1)).toMatchObject({ isClosed: true, text: 'It does not print.\nIs it on?' });
});

test('people see their own tickets, those who answer see all, a page at a time', async () => {
  const { desk } = deskWith({ countTicket: () => 1 });
  for (const subject of 'abcdef') await desk.open('ada', { subject, text: '' });
  await desk.open('bob', { subject: 'z', text: '' });
  await desk.close('bob', 1, '');
  expect(desk.list('ada', '2').body).toBe('2 b\n3 c');
  expect(desk.list('ada', '0').body).toBe('2 b');
  expect(desk.list('bob', '9').body).toBe('2 b\n3 c\n4 d\n5 e\n6 f');
  expect(desk.list('bob', 'x').body).toBe('');
  const own = deskWith();
  await own.desk.open('bob', sent);
  expect(own.desk.list('ada', '5').body).toBe('');
});

test('admins forget what is closed', async () => {
  const { desk, lines } = deskWith();
  await desk.open('ada', sent);
  await desk.open('ada', sent);
  await desk.close('bob', 1, '');
  expect(desk.tidy('bob').status).toBe(403);
  expect(desk.tidy('nobody').status).toBe(403);
  expect(lines).toHaveLength(2);
  expect(desk.tidy('root')).toEqual({ status: 200, body: '1' });
  expect(desk.list('root', '5').body).toBe('2 Printer');
  expect((await desk.open('ada', sent)).body).toBe('3');
});

test('two agents who close a ticket at the same time do not both close it', async () => {
  const { desk, saved } = deskWith();
  await desk.open('ada', sent);
  const closed = await Promise.all([desk.close('bob', 1, 'one'), desk.close('bob', 1, 'two')]);
  expect(closed.map(({ status }) => status)).toEqual([200, 404]);
  expect(saved.at(-1)?.text).toBe('It does not print.\none');
});

test('nobody outside is told why a ticket cannot be saved', async () => {
  const { desk, lines } = deskWith({ save: () => Promise.reject(new Error('disk 7 is full')) });
  expect(await desk.open('ada', sent)).toEqual({ status: 500, body: 'please try again later' });
  expect(lines).toEqual(['ticket 1 cannot be saved, sent by ada…']);
  expect(desk.list('ada', '5').body).toBe('');
});

test('a ticket that cannot be closed stays as it was', async () => {
  const { desk } = deskWith({
    save: ({ isClosed }) => (isClosed ? Promise.reject(new Error('full')) : Promise.resolve()),
  });
  await desk.open('ada', sent);
  expect((await desk.close('bob', 1, 'x')).status).toBe(500);
  expect(desk.list('ada', '5').body).toBe('1 Printer');
});

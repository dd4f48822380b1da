import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Adjudication } from '@bebug/core';
import type { AdjudicationLine, AdminView, InviteView } from '../page/admin-protocol.ts';
import { readAdjudicated } from '../store/adjudication.ts';
import { DigestReader } from '../store/digests.ts';
import { readOverview } from '../store/overview.ts';
import { invite, revoke, type Person } from '../store/people.ts';
import { readRatings } from '../store/ratings.ts';
import { isFrozen, setFrozen } from '../store/study.ts';
import { requirePerson } from './access.ts';
import { parseBody } from './body.ts';
import type { ServerContext } from './context.ts';
import { linkPath } from './links.ts';

const inviteSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  role: z.enum(['annotator', 'adjudicator']),
});
const nameSchema = inviteSchema.pick({ name: true });
const freezeSchema = z.strictObject({ isFrozen: z.boolean() });

/** What the owner of a study can see and do. Nothing here knows the truth. */
export function adminRoutes(app: FastifyInstance, context: ServerContext): void {
  const { store, study, site, clock, agreement, exportArchive } = context;
  const digests = new DigestReader();
  const admin = (request: FastifyRequest): Promise<Person> =>
    requirePerson(store, request, site(), ['admin'], clock());

  app.get('/api/admin/overview', async (request): Promise<AdminView> => {
    await admin(request);
    const logs = await digests.read(store);
    return {
      ...(await readOverview(store, study, logs, clock())),
      isFrozen: await isFrozen(store),
      adjudications: (await readAdjudicated(store)).map(adjudicationLine),
      agreement: agreement(await readRatings(store, study, logs)),
    };
  });

  app.get('/api/admin/export', async (request, reply) => {
    await admin(request);
    return reply
      .header('content-disposition', 'attachment; filename="runs.zip"')
      .type('application/zip')
      .send(await exportArchive());
  });

  app.post('/api/admin/invite', async (request): Promise<InviteView> => {
    await admin(request);
    const { name, role } = parseBody(inviteSchema, request.body);
    const { person, token } = await invite(store, name, role, clock());
    return { name: person.name, link: linkPath(person.role, token) };
  });

  app.post('/api/admin/revoke', async (request): Promise<Record<string, never>> => {
    await admin(request);
    await revoke(store, parseBody(nameSchema, request.body).name, clock());
    return {};
  });

  app.post('/api/admin/freeze', async (request): Promise<Record<string, never>> => {
    await admin(request);
    await setFrozen(store, parseBody(freezeSchema, request.body).isFrozen, clock());
    return {};
  });
}

function adjudicationLine({
  file,
  startLine,
  endLine,
  explanation,
  verdict,
  verdicts,
}: Adjudication): AdjudicationLine {
  return {
    place: startLine === endLine ? `${file}:${startLine}` : `${file}:${startLine}–${endLine}`,
    explanation: explanation ?? '',
    verdict: verdict ?? null,
    said: (verdicts ?? []).map(({ judge, verdict: said, reason }) => ({ judge, verdict: said, reason })),
  };
}

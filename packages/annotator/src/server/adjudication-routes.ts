import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { LeftoverView } from '../page/admin-protocol.ts';
import { giveVerdict, nextLeftover, verdictSchema, type Leftover } from '../store/adjudication.ts';
import type { Person } from '../store/people.ts';
import { requirePerson } from './access.ts';
import { parseBody } from './body.ts';
import type { ServerContext } from './context.ts';

const paramsSchema = z.strictObject({ id: z.string().regex(/^[0-9a-f]{32}$/u) });

/** For adjudicators: findings that met no planted bug, one after the other. */
export function adjudicationRoutes(app: FastifyInstance, context: ServerContext): void {
  const { store, study, site, clock } = context;
  const adjudicator = (request: FastifyRequest): Promise<Person> =>
    requirePerson(store, request, site(), ['adjudicator'], clock());

  const next = async (person: Person): Promise<LeftoverView> => {
    const { left, next: one } = await nextLeftover(store, person.id);
    if (one === null) return { left, finding: null };
    const { language, texts } = study.tasks.get(one.leftover.task)!;
    const others = one.others.map(withoutTask);
    return { left, finding: { id: one.id, ...withoutTask(one.leftover), language, texts, others } };
  };

  app.get('/api/leftovers', async (request) => next(await adjudicator(request)));

  app.post('/api/leftovers/:id', async (request) => {
    const person = await adjudicator(request);
    const { id } = parseBody(paramsSchema, request.params);
    await giveVerdict(store, person.id, id, parseBody(verdictSchema, request.body), clock());
    return next(person);
  });
}

function withoutTask({ task: _, ...finding }: Leftover): Omit<Leftover, 'task'> {
  return finding;
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { batchSchema } from '../acts.ts';
import { answerOf } from '../answer.ts';
import type { FeedbackView, Receipt, SessionView, TaskLine, TaskView } from '../page/protocol.ts';
import { feedbackOn } from '../practice/practice-tasks.ts';
import { Refusal } from '../refusal.ts';
import { actsOf, appendActs } from '../store/acts.ts';
import { assignmentsOf, type Assignment } from '../store/assignments.ts';
import { debriefOf } from '../store/debriefs.ts';
import type { Person, Role } from '../store/people.ts';
import { isFrozen } from '../store/study.ts';
import { timeSpent } from '../time-policy.ts';
import { exchangeToken, requirePerson } from './access.ts';
import { parseBody } from './body.ts';
import type { ServerContext } from './context.ts';

const linkSchema = z.strictObject({ token: z.string().regex(/^[\w-]{43}$/u), opener: z.uuid() });
const taskParamsSchema = z.strictObject({ id: z.string().regex(/^[0-9a-f]{32}$/u) });

/** Links tried from one address in a minute: a whole class may sit behind one, and 256 bits are not guessed. */
const TRIES = 300;
/** The page has a stricter policy of its own, which admits its one style sheet by hash. */
const DEBRIEF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
const ANY: readonly Role[] = ['annotator', 'admin', 'adjudicator'];

/** Everything that an annotator's page can ask for. */
export function annotatorRoutes(app: FastifyInstance, context: ServerContext): void {
  const { store, study, dealer, site, clock } = context;
  const annotator = (request: FastifyRequest): Promise<Person> =>
    requirePerson(store, request, site(), ['annotator'], clock());

  app.post(
    '/api/session',
    { config: { rateLimit: { max: TRIES, timeWindow: 60_000, keyGenerator: ({ ip }) => ip } } },
    async (request, reply): Promise<{ role: Role }> => {
      const link = parseBody(linkSchema, request.body);
      const { role } = await exchangeToken(store, request, reply, link, site(), clock());
      return { role };
    },
  );

  app.get('/api/session', async (request): Promise<SessionView> => {
    const person = await requirePerson(store, request, site(), ANY, clock());
    return {
      person: person.id,
      name: person.name,
      role: person.role,
      kind: study.settings.kind,
      total: dealer.total,
      minutes: study.settings.minutes,
      activeMs: person.role === 'annotator' ? await activeTime(context, person) : 0,
      isFrozen: await isFrozen(store),
      mayGetMore:
        person.role === 'annotator' &&
        !(await isTimeOver(context, person)) &&
        (await dealer.mayGetMore(store, person.id)),
      hasDebrief: (await debriefOf(store, person.id)) !== null,
    };
  });

  app.post('/api/tasks', async (request): Promise<TaskLine[]> => {
    const person = await annotator(request);
    const held = (await isTimeOver(context, person))
      ? assignmentsOf(store, person.id, study)
      : dealer.deal(store, person.id, clock());
    return numbered(await held);
  });

  app.get('/api/tasks/:id', async (request): Promise<TaskView> => {
    const { id, task } = await ownTask(context, request, await annotator(request));
    const acts = await actsOf(store, id);
    return {
      id,
      task: (study.practice.get(task) ?? study.tasks.get(task))!,
      acts: acts.map(({ id: act, page, at, deed }) => ({ id: act, page, at, deed })),
    };
  });

  app.get('/api/tasks/:id/feedback', async (request): Promise<FeedbackView> => {
    const { id, task, isPractice, isSubmitted } = await ownTask(context, request, await annotator(request));
    if (!isPractice || !isSubmitted) throw new Refusal(403, 'There is no feedback on this task.');
    return feedbackOn(task, answerOf(await actsOf(store, id)));
  });

  app.get('/debrief', async (request, reply) => {
    const page = await debriefOf(store, (await annotator(request)).id);
    if (page === null) throw new Refusal(404, 'There is nothing to see here yet.');
    return reply
      .header('content-security-policy', DEBRIEF_POLICY)
      .type('text/html; charset=utf-8')
      .send(page);
  });

  app.post('/api/acts', async (request): Promise<Receipt> => {
    const person = await annotator(request);
    const { client, acts } = parseBody(batchSchema, request.body);
    return { durable: await appendActs(store, person.id, client, acts, clock()) };
  });
}

function numbered(assignments: readonly Assignment[]): TaskLine[] {
  const counts = { practice: 0, scored: 0 };
  return assignments.map(({ id, isPractice, isSubmitted }) => ({
    id,
    number: ++counts[isPractice ? 'practice' : 'scored'],
    isPractice,
    isSubmitted,
  }));
}

async function ownTask(
  { store, study }: ServerContext,
  request: FastifyRequest,
  person: Person,
): Promise<Assignment> {
  const { id } = parseBody(taskParamsSchema, request.params);
  const own = (await assignmentsOf(store, person.id, study)).find((assignment) => assignment.id === id);
  if (!own) throw new Refusal(404, 'This is not one of your tasks.');
  return own;
}

/** After it no new task comes; what was begun can be finished. */
async function isTimeOver(context: ServerContext, person: Person): Promise<boolean> {
  const { minutes } = context.study.settings;
  return minutes !== null && (await activeTime(context, person)) >= minutes * 60_000;
}

/** Active time on tasks that count. */
async function activeTime({ store, study }: ServerContext, person: Person): Promise<number> {
  let sum = 0;
  for (const { id, isPractice } of await assignmentsOf(store, person.id, study))
    if (!isPractice) sum += timeSpent(await actsOf(store, id)).active;
  return sum;
}

import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { AdminView, InviteView } from '../../src/page/admin-protocol.ts';
import type { SessionView } from '../../src/page/protocol.ts';
import type { Agreement } from '../../src/store/ratings.ts';
import { alphaText } from '../../src/alpha-text.ts';
import { QUESTIONS } from '../../src/vocabulary.ts';
import { ask } from '../api.ts';
import { TopBar } from '../top-bar.tsx';

const REFRESH_MS = 15_000;

/** For the owner of a study: who takes part, how far they are, and how far they agree. */
export function AdminApp({ session }: { readonly session: SessionView }) {
  const [view, setView] = useState<AdminView | null>(null);
  /** What came of the last thing that was asked for, and of the last look at the study. */
  const [message, setMessage] = useState('');
  const [outage, setOutage] = useState('');
  const [links, setLinks] = useState<readonly InviteView[]>([]);
  const refresh = async (): Promise<void> => {
    try {
      setView(await ask<AdminView>('GET', '/api/admin/overview'));
      setOutage('');
    } catch (error) {
      setOutage((error as Error).message);
    }
  };
  const attempt: Attempt = async (work) => {
    try {
      await work();
      setMessage('');
      await refresh();
      return true;
    } catch (error) {
      setMessage((error as Error).message);
      return false;
    }
  };
  const invite: Invite = (name, role) =>
    attempt(async () => {
      const invited = await ask<InviteView>('POST', '/api/admin/invite', { name, role });
      // An older link of this person works no more.
      setLinks((made) => [invited, ...made.filter((one) => one.name !== invited.name)]);
    });
  useEffect(() => {
    void refresh();
    const timer = setInterval(() => void refresh(), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <div class="page">
      <TopBar name={session.name} />
      <main class="admin">
        <h1>Study</h1>
        <p role="status">{message === '' ? outage : message}</p>
        {view !== null && (
          <>
            <Links links={links} invite={invite} />
            <People view={view} attempt={attempt} invite={invite} />
            <AgreementFigures agreement={view.agreement} />
            <Tasks view={view} />
            <Adjudications lines={view.adjudications} />
            <Export />
            <Freeze isFrozen={view.isFrozen} attempt={attempt} />
          </>
        )}
      </main>
    </div>
  );
}

type InvitedRole = 'annotator' | 'adjudicator';
/** Do something and look at the study again. @returns whether it was done; why not is said on the page */
type Attempt = (work: () => Promise<unknown>) => Promise<boolean>;
type Invite = (name: string, role: InvitedRole) => Promise<boolean>;

function Links({ links, invite }: { readonly links: readonly InviteView[]; readonly invite: Invite }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<InvitedRole>('annotator');
  return (
    <section>
      <h2>Invite</h2>
      <form
        class="invite"
        onSubmit={(event) => {
          event.preventDefault();
          void invite(name, role).then((isInvited) => isInvited && setName(''));
        }}
      >
        <label>
          Name
          <input
            type="text"
            required
            maxLength={100}
            value={name}
            onInput={({ currentTarget: { value } }) => setName(value)}
          />
        </label>
        <label>
          Role
          <select
            value={role}
            onChange={({ currentTarget: { value } }) =>
              setRole(value === 'adjudicator' ? value : 'annotator')
            }
          >
            <option value="annotator">annotator: looks for bugs</option>
            <option value="adjudicator">adjudicator: judges findings that met no bug</option>
          </select>
        </label>
        <button type="submit" class="primary">
          Make a personal link
        </button>
      </form>
      {links.length > 0 && (
        <>
          <p>
            Each link can be opened once, in one browser, and is not shown again. Who is invited again gets a
            new one.
          </p>
          <ul class="links">
            {links.map(({ name: invited, link }) => (
              <li key={link}>
                {invited}: <code>{`${location.origin}${link}`}</code>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function People({
  view,
  attempt,
  invite,
}: {
  readonly view: AdminView;
  readonly attempt: Attempt;
  readonly invite: Invite;
}) {
  const people = view.people.flatMap(({ role, ...person }) =>
    role === 'admin' ? [] : [{ role, ...person }],
  );
  if (people.length === 0) return <p>Nobody is invited yet.</p>;
  return (
    <section>
      <h2>People</h2>
      <ScrollingTable
        label="People"
        titles={[
          'Name',
          'Role',
          'Link',
          'Submitted',
          'Findings',
          'Active time',
          'Last seen',
          'Remarks and notes',
          'Access',
        ]}
      >
        {people.map((person) => (
          <tr key={person.name}>
            <th scope="row">{person.name}</th>
            <td>{person.role}</td>
            <td>{person.link}</td>
            <td>
              {person.submitted} of {person.dealt}
            </td>
            <td>{person.findings}</td>
            <td>{(person.activeMs / 60_000).toFixed(1)} min</td>
            <td>{person.seen === null ? 'never' : new Date(person.seen).toLocaleString()}</td>
            <td>
              {person.remarks.join('; ')}
              {person.notes.map((note) => (
                <blockquote key={note}>{note}</blockquote>
              ))}
            </td>
            <td class="access">
              <button
                type="button"
                aria-label={`Make a new link for ${person.name}, and end the old one`}
                onClick={() => void invite(person.name, person.role)}
              >
                New link
              </button>
              {person.link !== 'revoked' && (
                <button
                  type="button"
                  aria-label={`Revoke the access of ${person.name}`}
                  onClick={() => void attempt(() => ask('POST', '/api/admin/revoke', { name: person.name }))}
                >
                  Revoke
                </button>
              )}
            </td>
          </tr>
        ))}
      </ScrollingTable>
    </section>
  );
}

function AgreementFigures({ agreement }: { readonly agreement: Agreement }) {
  return (
    <section>
      <h2>Agreement</h2>
      {agreement.tasks === 0 ? (
        <p>No task was submitted by two people yet.</p>
      ) : (
        <>
          <p>
            Krippendorff’s α of {agreement.raters} people on {agreement.tasks} tasks, with 95 % intervals by
            task. 1 is perfect, 0 is what chance gives.
          </p>
          <dl class="figures">
            {agreement.estimates.map((estimate) => (
              <div key={estimate.question}>
                <dt>On {QUESTIONS.find(({ question }) => question === estimate.question)!.label}</dt>
                <dd>{alphaText(estimate)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}

function Tasks({ view }: { readonly view: AdminView }) {
  return (
    <section>
      <h2>Tasks</h2>
      <ScrollingTable label="Tasks" titles={['File', 'Task', 'People', 'Working', 'Submitted', 'Said']}>
        {view.tasks.map((task) => (
          <tr key={task.task}>
            <th scope="row">{task.files.join(', ')}</th>
            <td>
              <code>{task.task}</code>
            </td>
            <td>{task.people}</td>
            <td>{task.working}</td>
            <td>{task.submitted}</td>
            <td>{task.said}</td>
          </tr>
        ))}
      </ScrollingTable>
    </section>
  );
}

function Adjudications({ lines }: { readonly lines: AdminView['adjudications'] }) {
  if (lines.length === 0) return null;
  const judged = lines.filter(({ said }) => said.length > 1);
  const agreed = judged.filter(({ verdict }) => verdict !== null);
  return (
    <section>
      <h2>Findings to be judged</h2>
      <p>
        {lines.length} findings met no planted bug: {judged.length} are judged by two people, who agree on{' '}
        {agreed.length}.
      </p>
      <ScrollingTable label="Findings to be judged" titles={['Place', 'Explanation', 'Verdict', 'Said']}>
        {lines.map(({ place, explanation, verdict, said }, index) => (
          <tr key={index}>
            <th scope="row">{place}</th>
            <td>{explanation}</td>
            <td>{verdict ?? (said.length < 2 ? 'waits' : 'they differ')}</td>
            <td>
              {said.map((one) => (
                <p key={one.judge}>
                  {one.judge}: {one.verdict}
                  {one.reason !== '' && <blockquote>{one.reason}</blockquote>}
                </p>
              ))}
            </td>
          </tr>
        ))}
      </ScrollingTable>
    </section>
  );
}

function Export() {
  return (
    <section>
      <h2>Export</h2>
      <p>
        A run for each person, as <code>bebug annotate export</code> writes it, with what adjudicators said.
      </p>
      <p>
        <a href="/api/admin/export" download="runs.zip">
          Download all runs (ZIP)
        </a>
      </p>
    </section>
  );
}

function Freeze({ isFrozen, attempt }: { readonly isFrozen: boolean; readonly attempt: Attempt }) {
  return (
    <section>
      <h2>{isFrozen ? 'The study is closed' : 'Close the study'}</h2>
      <p>
        {isFrozen
          ? 'No more answers are taken. What people have on their devices stays there.'
          : 'A closed study takes no more answers. It can be opened again until people are shown the truth.'}
      </p>
      <button
        type="button"
        onClick={() => void attempt(() => ask('POST', '/api/admin/freeze', { isFrozen: !isFrozen }))}
      >
        {isFrozen ? 'Open it again' : 'Close it'}
      </button>
    </section>
  );
}

/** A table that may be wider than the screen; the keyboard can scroll it. */
function ScrollingTable({
  label,
  titles,
  children,
}: {
  readonly label: string;
  readonly titles: readonly string[];
  readonly children: ComponentChildren;
}) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            {titles.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

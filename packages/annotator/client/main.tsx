import { render, type ComponentChild } from 'preact';
import type { SessionView } from '../src/page/protocol.ts';
import { AdjudicatorApp } from './admin/adjudicator-app.tsx';
import { AdminApp } from './admin/admin-app.tsx';
import { ActQueue } from './annotator/act-queue.ts';
import { AnnotatorApp } from './annotator/annotator-app.tsx';
import type { CodePane } from './annotator/code-pane.ts';
import { commandsOf, listenToKeys } from './annotator/commands.ts';
import { record } from './annotator/recorder.ts';
import { Trouble } from './annotator/screens.tsx';
import { takeTurn } from './annotator/single-writer.ts';
import { Sitting } from './annotator/sitting.ts';
import { ask, Rejected } from './api.ts';
import { applyTheme, TopBar } from './top-bar.tsx';
import { makeUuid } from './uuid.ts';
import './style.css';

function show(page: ComponentChild): void {
  const root = document.getElementById('app')!;
  root.replaceChildren();
  render(page, root);
}

const OPENER_KEY = 'bebug-opener';

/** What this browser calls itself where it opens a link: so it can ask again, should the answer be lost, and no other can. */
function openerName(): string {
  const known = localStorage.getItem(OPENER_KEY);
  if (known !== null) return known;
  const made = makeUuid();
  localStorage.setItem(OPENER_KEY, made);
  return made;
}

/** Where this tab keeps the token of a link until the server has answered. */
const LINK_UNDERWAY = 'bebug-link';

/** Exchange the token of a personal link for a sitting. The address forgets it at once; a reload tries again where no answer came. */
async function exchangeLink(): Promise<void> {
  if (location.hash !== '') {
    sessionStorage.setItem(LINK_UNDERWAY, location.hash.slice(1));
    history.replaceState(null, '', location.pathname);
  }
  const token = sessionStorage.getItem(LINK_UNDERWAY);
  if (token === null) return;
  try {
    await ask('POST', '/api/session', { token, opener: openerName() });
    sessionStorage.removeItem(LINK_UNDERWAY);
  } catch (error) {
    const isRefused = error instanceof Rejected && error.status < 429;
    if (isRefused) sessionStorage.removeItem(LINK_UNDERWAY);
    throw error;
  }
}

async function startAnnotator(session: SessionView): Promise<void> {
  // First of all: what another tab still writes is neither read nor sent.
  const isMine = await takeTurn(session.person, () => location.reload());
  const sitting = new Sitting(session, await ActQueue.open(session.person, isMine));
  let pane: CodePane | null = null;
  listenToKeys(
    sitting,
    commandsOf(sitting, () => pane),
  );
  record(sitting);
  show(
    <AnnotatorApp
      sitting={sitting}
      onPane={(opened) => {
        pane = opened;
      }}
    />,
  );
}

async function start(): Promise<void> {
  applyTheme();
  // Somebody puts another link into the address of this page: for the browser that is no new page.
  window.addEventListener('hashchange', () => location.reload());
  await exchangeLink();
  const session = await ask<SessionView>('GET', '/api/session');
  document.title = `bebug — ${session.name}`;
  if (session.role === 'annotator') await startAnnotator(session);
  else if (session.role === 'adjudicator') show(<AdjudicatorApp session={session} />);
  else show(<AdminApp session={session} />);
}

start().catch((error: unknown) => {
  show(
    <div class="page">
      <TopBar name="" />
      <Trouble
        sentence={
          error instanceof Rejected
            ? error.message
            : 'The server cannot be reached. Reload the page in a moment.'
        }
      />
    </div>,
  );
  if (!(error instanceof Rejected)) throw error;
});

import type { ComponentChildren } from 'preact';
import { INSTRUCTIONS } from './instructions.tsx';
import { keptText, type SaveState } from './act-queue.ts';
import { READ_ONLY, type Sitting } from './sitting.ts';

function Sheet({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <main class="sheet">
      <h1>{title}</h1>
      {children}
    </main>
  );
}

/** What people read before they begin. */
export function Instructions({ sitting }: { readonly sitting: Sitting }) {
  const { name, kind, total, minutes, isFrozen, hasDebrief } = sitting.session;
  const { title, material, points } = INSTRUCTIONS[kind];
  if (isFrozen) return <Closed hasDebrief={hasDebrief} />;
  return (
    <Sheet title={title}>
      <p class="lead">
        Hello {name}. You will see up to {total} {material}
      </p>
      <ul>
        {points.map((point, index) => (
          <li key={index}>{point}</li>
        ))}
        <li>
          You need no other tool: you cannot run the code. Do not look the code up, and do not ask a machine.
        </li>
        <li>
          {minutes === null
            ? 'Take the time you need; the clock counts while you work.'
            : `You have ${minutes} minutes of work. The clock stands still in a pause; a warning comes before the end. Afterwards you can finish the task at hand, and no new one comes.`}{' '}
          After five minutes without a key or a click the code is covered until you say that you are there.
        </li>
        <li>
          Everything is kept on this device and sent as you go. You can close the page and come back; the
          strip at the bottom says what is saved.
        </li>
        <li>
          Everything works with the keyboard: <kbd>?</kbd> shows all keys. Undo <kbd>u</kbd> takes back
          anything, also a submit.
        </li>
      </ul>
      <p>
        We record what you choose and write, and when you move, scroll, pause or leave the page. Nothing else,
        and nothing goes anywhere but to the people who invited you.
      </p>
      <p>
        <button type="button" class="primary" onClick={() => void sitting.attempt(() => sitting.openDue())}>
          Begin
        </button>
      </p>
      <p role="status">{sitting.message.value}</p>
    </Sheet>
  );
}

/** The study takes no more answers. */
function Closed({ hasDebrief }: { readonly hasDebrief: boolean }) {
  return (
    <Sheet title="The study is closed">
      <p>Thank you for taking part. No more answers are taken.</p>
      {hasDebrief && (
        <p>
          <a href="/debrief">See what you found, and what you missed</a>
        </p>
      )}
    </Sheet>
  );
}

/** After a practice task: what the answer was. */
export function PracticeFeedback({ sitting }: { readonly sitting: Sitting }) {
  const { isRight, explanation, bug } = sitting.feedback.value!;
  return (
    <Sheet title={isRight ? 'Right' : 'Not quite'}>
      {bug !== null && (
        <p>
          The bug was on line {bug.startLine}
          {bug.endLine === bug.startLine ? '' : ` to ${bug.endLine}`}.
        </p>
      )}
      <p>{explanation}</p>
      <p class="dim">This was practice: it does not count. After a real task you will not be told.</p>
      <p>
        <button type="button" class="primary" onClick={() => void sitting.attempt(() => sitting.openDue())}>
          Go on
        </button>
      </p>
      <p role="status">{sitting.message.value}</p>
    </Sheet>
  );
}

/** Said where only one of several tabs writes. */
export function ReadOnlyBanner() {
  return (
    <p class="banner" role="alert">
      {READ_ONLY} Close the other tab to write here.
    </p>
  );
}

/** Until what was done is durable, and what comes next is here. */
export function Waiting({ sitting }: { readonly sitting: Sitting }) {
  const stuck = sitting.stuck.value;
  return (
    <>
      {sitting.isReadOnly && <ReadOnlyBanner />}
      <Sheet title="One moment">
        <p role="status">{stuck === null ? waitingText(sitting.queue.state.value) : sitting.message.value}</p>
        {stuck !== null && (
          <p>
            <button type="button" class="primary" onClick={() => void sitting.attempt(stuck)}>
              Try again
            </button>
          </p>
        )}
      </Sheet>
    </>
  );
}

function waitingText(state: SaveState): string {
  const { unsent, connection, reason } = state;
  if (unsent === 0) return 'Getting what comes next…';
  if (connection === 'offline')
    return `The connection is gone. What you did is ${keptText(state)}; the next task comes when the connection is back.`;
  if (connection === 'refused') return `${reason} What you did is ${keptText(state)}.`;
  return 'Saving, and getting what comes next…';
}

export function Finished({ sitting }: { readonly sitting: Sitting }) {
  const title = sitting.isTimeOver() ? 'Your time is over' : 'That was everything';
  return (
    <Sheet title={sitting.mayGetMore.value ? 'That was everything for now' : title}>
      <p>Thank you. All your answers are saved; you can close this page.</p>
      {sitting.mayGetMore.value && (
        <>
          <p>
            Others are at work on tasks that may come back, when they do not finish them within 45 minutes.
          </p>
          <p>
            <button
              type="button"
              class="primary"
              onClick={() => void sitting.attempt(() => sitting.openDue())}
            >
              Look for more tasks
            </button>
          </p>
        </>
      )}
      {sitting.lastSubmitted.value !== null && (
        <p>
          <button type="button" onClick={() => void sitting.attempt(() => sitting.undo())}>
            Open the last task again <kbd>u</kbd>
          </button>
        </p>
      )}
      <p role="status">{sitting.message.value}</p>
    </Sheet>
  );
}

/** A page without a sitting: why, and what to do. */
export function Trouble({ sentence }: { readonly sentence: string }) {
  return (
    <Sheet title="This did not work">
      <p role="alert">{sentence}</p>
    </Sheet>
  );
}

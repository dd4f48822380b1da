import { useEffect, useState } from 'preact/hooks';
import { keptText, type SaveState } from './act-queue.ts';
import type { Sitting } from './sitting.ts';

/** From this share of the time limit on, the clock warns. */
const WARNING_SHARE = 0.8;

/** Bottom: where one is, the clock, and the truth about what is saved. */
export function StatusStrip({ sitting }: { readonly sitting: Sitting }) {
  const task = sitting.task.value;
  return (
    <footer class="strip">
      <span>
        {task === null
          ? ''
          : task.line.isPractice
            ? `Practice ${task.line.number}`
            : `Task ${task.line.number} of ${sitting.session.total}`}
      </span>
      <Clock sitting={sitting} />
      <span class="message" role="status" aria-live="polite">
        {sitting.message.value}
      </span>
      <SaveLine state={sitting.queue.state.value} />
    </footer>
  );
}

function Clock({ sitting }: { readonly sitting: Sitting }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  if (sitting.task.value === null) return null;
  const { minutes } = sitting.session;
  if (minutes === null) return <span class="clock">{clockText(sitting.taskMs())} on this task</span>;
  const active = sitting.activeMs();
  const share = active / (minutes * 60_000);
  const text = `${clockText(active)} of ${minutes} min`;
  if (share < WARNING_SHARE) return <span class="clock">{text}</span>;
  return (
    <strong class="clock warn">
      {share < 1 ? `${text}: time is running out` : `${text}: time is over; finish this task`}
    </strong>
  );
}

function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function SaveLine({ state }: { readonly state: SaveState }) {
  const { text, isGood } = saveText(state);
  return (
    <span class={isGood ? 'save good' : 'save bad'} role="status">
      {text}
    </span>
  );
}

/** What is true of a person's work at this moment, in a few words. */
function saveText(state: SaveState): {
  readonly text: string;
  readonly isGood: boolean;
} {
  const { unsent, savedAt, connection, reason, isKept } = state;
  if (unsent === 0) {
    const at = savedAt?.toLocaleTimeString('en-GB');
    return { text: at === undefined ? 'Nothing to save yet' : `Saved ${at}`, isGood: true };
  }
  const kept = keptText(state);
  if (connection === 'offline') return { text: `Offline: ${unsent} unsent, ${kept}`, isGood: false };
  if (connection === 'refused') return { text: `${reason} ${unsent} unsent, ${kept}`, isGood: false };
  return { text: isKept ? `${unsent} unsent` : `${unsent} unsent, ${kept}`, isGood: isKept };
}

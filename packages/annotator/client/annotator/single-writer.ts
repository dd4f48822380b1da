import { makeUuid } from '../uuid.ts';

/** How long a tab that asks who writes waits for an answer, and after how long it asks again. */
const ANSWER_MS = 500;
const ASK_AGAIN_MS = 2000;

/**
 * Let one tab write at a time.
 * @param onChange called when the turn comes later, or goes to another tab: what this tab knows is then out of date
 * @returns whether this tab may write now
 */
export function takeTurn(person: string, onChange: () => void): Promise<boolean> {
  const name = `bebug-${person}`;
  // Pages that are neither encrypted nor local have no lock manager, whatever the types say.
  const locks = navigator.locks as LockManager | undefined;
  return locks === undefined ? takeTurnByAsking(name, onChange) : takeTurnByLock(locks, name, onChange);
}

async function takeTurnByLock(locks: LockManager, name: string, onChange: () => void): Promise<boolean> {
  const forever = (): Promise<void> => new Promise(() => undefined);
  const isMine = await new Promise<boolean>((resolve) => {
    void locks.request(name, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : forever();
    });
  });
  if (!isMine) {
    void locks.request(name, () => {
      onChange();
      return forever();
    });
  }
  return isMine;
}

interface Word {
  readonly kind: 'asks' | 'writes';
  /** Among tabs that ask, or write, at once, the smallest goes first. */
  readonly tab: string;
}

/** Whoever writes answers whoever asks. Two that both hear nothing, because one was stuck, agree when they hear each other. */
async function takeTurnByAsking(name: string, onChange: () => void): Promise<boolean> {
  const channel = new BroadcastChannel(name);
  const tab = makeUuid();
  const say = (kind: Word['kind']): void => channel.postMessage({ kind, tab } satisfies Word);
  let isMine = false;
  const others = new Set<string>();
  channel.addEventListener('message', ({ data }: MessageEvent<Word>) => {
    const isFirst = tab < data.tab;
    if (isMine && (data.kind === 'asks' || isFirst)) say('writes');
    else if (isMine) onChange();
    else if (data.kind === 'writes' || !isFirst) others.add(data.tab);
  });
  const ask = async (): Promise<boolean> => {
    others.clear();
    say('asks');
    await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
    isMine = others.size === 0;
    if (isMine) say('writes');
    return isMine;
  };
  if (await ask()) return true;
  const timer = setInterval(() => {
    void ask().then((isOurs) => {
      if (!isOurs) return;
      clearInterval(timer);
      onChange();
    });
  }, ASK_AGAIN_MS);
  return false;
}

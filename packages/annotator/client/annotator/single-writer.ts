/**
 * Let one tab write at a time. Calls `onTurn(true)` at once where the browser has no locks (an unencrypted address that is not local), and
 * otherwise says whether this tab has the turn: now, and again when it comes.
 */
export async function takeTurns(person: string, onTurn: (isMine: boolean) => void): Promise<void> {
  // Unencrypted pages have no lock manager, whatever the types say.
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined) {
    onTurn(true);
    return;
  }
  const name = `bebug-${person}`;
  const forever = (): Promise<void> => new Promise(() => undefined);
  const gotIt = await new Promise<boolean>((resolve) => {
    void locks.request(name, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : forever();
    });
  });
  onTurn(gotIt);
  if (gotIt) return;
  void locks.request(name, () => {
    onTurn(true);
    return forever();
  });
}

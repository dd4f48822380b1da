let opened: Promise<string> | null = null;

/** The module's one connection; opened by whoever asks first. */
export async function connection(open: () => Promise<string>): Promise<string> {
  if (!opened) {
    const opening = open();
    opened = opening;
  }
  return opened;
}

export async function close(shut: (id: string) => Promise<void>): Promise<boolean> {
  const closing = opened;
  opened = null;
  if (!closing) return false;
  await shut(await closing);
  return true;
}

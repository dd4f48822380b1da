import { existsSync } from 'node:fs';
import { runCommand } from './run-command.ts';

/** Where Debian and its relatives put Chromium, and others Chrome. */
const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** The tests look at pages in a real browser; where there is none and Debian's packages can be installed, install it. */
export async function ensureBrowser(): Promise<void> {
  if (
    BROWSERS.some((path) => existsSync(path)) ||
    !existsSync('/usr/bin/apt-get') ||
    process.getuid?.() !== 0
  )
    return;
  process.stdout.write('Installing Chromium from Debian’s packages (once)…\n');
  await runCommand('/usr/bin/apt-get', ['update', '-qq'], { capture: true });
  const { exitCode, output } = await runCommand(
    '/usr/bin/apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
    { capture: true },
  );
  if (exitCode !== 0) process.stdout.write(output);
}

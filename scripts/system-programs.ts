import { existsSync } from 'node:fs';
import { runCommand } from './run-command.ts';

/** A program that tests use and npm does not bring: where it is when it is there, and Debian's package of it. */
interface Program {
  readonly name: string;
  readonly paths: readonly string[];
  readonly debianPackage: string;
}

const PROGRAMS: readonly Program[] = [
  {
    // Where Debian and its relatives put Chromium, and others Chrome.
    name: 'Chromium',
    paths: [
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/usr/bin/google-chrome',
      '/usr/bin/google-chrome-stable',
    ],
    debianPackage: 'chromium',
  },
  { name: 'PostgreSQL', paths: ['/usr/lib/postgresql'], debianPackage: 'postgresql' },
];

/** The tests use a real browser and a real database; what is missing is installed where Debian's packages can be. */
export async function ensurePrograms(): Promise<void> {
  const missing = PROGRAMS.filter(({ paths }) => !paths.some((path) => existsSync(path)));
  if (missing.length === 0 || !existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return;
  await runCommand('/usr/bin/apt-get', ['update', '-qq'], { capture: true });
  for (const { name, debianPackage } of missing) {
    process.stdout.write(`Installing ${name} from Debian’s packages (once)…\n`);
    const { exitCode, output } = await runCommand(
      '/usr/bin/apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', debianPackage],
      { capture: true },
    );
    if (exitCode !== 0) process.stdout.write(output);
  }
}

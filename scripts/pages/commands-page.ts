import { PassThrough, Readable } from 'node:stream';
import { COMMANDS, main, type Io } from '@bebug/cli';
import { pageHead } from './page.ts';

/** The help of every command, as it is printed. */
export async function commandsPage(): Promise<string> {
  const parts = [
    pageHead(
      'Commands',
      'Results go to stdout, progress and notes to stderr. In a checkout, `npm run -s bebug -- …` runs the command from source.',
    ),
  ];
  for (const { usage } of COMMANDS) {
    const name = usage.split(' ')[0]!;
    parts.push(`## \`bebug ${name}\`\n\n\`\`\`text\n${(await help(name)).trim()}\n\`\`\`\n`);
  }
  return parts.join('\n');
}

async function help(name: string): Promise<string> {
  let printed = '';
  const io: Io = {
    out: (text) => {
      printed += text;
      return Promise.resolve();
    },
    err: () => undefined,
    stdio: { input: Readable.from([]), output: new PassThrough() },
    environment: () => undefined,
    cwd: '/',
    cacheFolder: '/',
    isTerminal: false,
    ask: null,
    showsProgress: false,
    colour: false,
    width: 100,
    processors: 2,
    now: () => new Date(0),
    signal: new AbortController().signal,
  };
  await main([name, '--help'], io);
  return printed;
}

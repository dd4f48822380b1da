/** A server in a process of its own, to be killed: `serve-study.ts DATABASE PORT`. */
import { openStore, prepareStudy, startServer } from '../src/index.ts';
import { MATERIAL, SETTINGS } from './material.ts';

const [database, port] = process.argv.slice(2);
const store = await openStore(database!);
await prepareStudy(store, MATERIAL, SETTINGS);
const server = await startServer({
  store,
  host: '127.0.0.1',
  port: Number(port),
  publicAddress: null,
  clock: () => new Date(),
  agreement: () => {
    throw new Error('nobody asks for agreement here');
  },
  exportArchive: () => {
    throw new Error('nobody exports here');
  },
  onError: (error) => {
    throw error;
  },
});
process.stdout.write(`${server.address}\n`);

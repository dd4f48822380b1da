import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import type { AddressInfo } from 'node:net';

/** Where the application answers: hosts as browsers write them, and whether the way to it is encrypted. */
export interface Site {
  /** The address to print, without a slash at the end. */
  readonly address: string;
  /** Hosts with their port, such as `127.0.0.1:7780`. */
  readonly hosts: ReadonlySet<string>;
  readonly isEncrypted: boolean;
  /** Keeps the cookies of two studies on one host apart. */
  readonly cookie: string;
}

type Listening = Pick<AddressInfo, 'address' | 'family' | 'port'>;
type Interface = Pick<NetworkInterfaceInfo, 'address' | 'family' | 'internal'>;

/** All addresses of this machine that a browser can write. */
function interfacesHere(): Interface[] {
  return Object.values(networkInterfaces()).flatMap((list) => list ?? []);
}

/** Something stands in between, which has a name and may encrypt: only that name is answered. */
export function publicSite(address: string, cookie: string): Site {
  const { host, protocol } = new URL(address);
  return { address, hosts: new Set([host]), isEncrypted: protocol === 'https:', cookie };
}

/**
 * The site of a server that people reach as it is. Who listens everywhere is reached under each address of the machine; the one to print
 * is the first that others can use.
 */
export function listeningSite(
  listening: readonly Listening[],
  cookie: string,
  interfaces: readonly Interface[] = interfacesHere(),
): Site {
  const reached = listening.flatMap(({ address, family, port }) => {
    if (address !== '0.0.0.0' && address !== '::') return [{ address, family, port }];
    return (
      interfaces
        // Scoped addresses cannot be written into an address bar.
        .filter((one) => !one.address.startsWith('fe80:') && (address === '::' || one.family === 'IPv4'))
        .toSorted((a, b) => Number(a.internal) - Number(b.internal))
        .map((one) => ({ address: one.address, family: one.family, port }))
    );
  });
  const hosts = reached.flatMap(({ address, family, port }) => [
    `${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    `localhost:${port}`,
  ]);
  return { address: `http://${hosts[0]!}`, hosts: new Set(hosts), isEncrypted: false, cookie };
}

const EVIL = 'evil.example';

/** Addresses of a host that nobody allowed, written so that a careless check takes them for one of `allowed` (hosts). */
export function foreignAddresses(allowed: readonly string[]): string[] {
  const plain = [
    `https://${EVIL}/`,
    `http://${EVIL}/`,
    `//${EVIL}/`,
    `///${EVIL}/`,
    `/\\${EVIL}/`,
    `\\\\${EVIL}/`,
    `/\t/${EVIL}/`,
    `https:${EVIL}`,
    `HTTPS://${EVIL}`,
    ` https://${EVIL}/`,
    `https:\\\\${EVIL}\\`,
    'http://127.0.0.1/',
    'http://localhost/',
    'http://[::1]/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://169.254.169.254/latest/meta-data/',
    'file:///etc/passwd',
  ];
  const alike = allowed.flatMap((host) => [
    `https://${host}.${EVIL}/`,
    `https://${EVIL}/${host}`,
    `https://${EVIL}/?${host}`,
    `https://${EVIL}/#${host}`,
    `https://${host}@${EVIL}/`,
    `https://${EVIL}\\@${host}/`,
    `https://${EVIL}#@${host}/`,
    `https://evil${host}/`,
    `https://${host.replaceAll('.', 'x')}/`,
    `https://${host}evil.example/`,
    `https://${host}:443@${EVIL}/`,
    `https://sub.${host}.${EVIL}/`,
    `//${host}.${EVIL}/`,
  ]);
  return [...plain, ...alike];
}

/** The host that `address` leads to from a page of `home`, as a browser reads it; `null`: it leads nowhere. */
export function hostOf(address: string, home: string): string | null {
  try {
    const { protocol, host } = new URL(address, `https://${home}/`);
    return host === '' ? protocol : host;
  } catch {
    // What is no address leads nowhere.
    return null;
  }
}

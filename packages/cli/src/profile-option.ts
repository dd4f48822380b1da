import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BebugError, parseJson } from '@bebug/core';
import { configSchema, profileSchema, type Config, type Profile } from '@bebug/core/truth';
import { DEFAULT_PROFILE, PROFILES } from '@bebug/engine';
import { CATALOGUE, type Operator } from '@bebug/operators';
import type { Argv } from 'yargs';
import { unknown } from './selection.ts';

const CONFIG = 'bebug.config.json';

export interface ProfileArguments {
  profile?: string;
}

/** The option that says how often each kind of bug should come. */
export function profileOption<T>(parser: Argv<T>): Argv<T & ProfileArguments> {
  return parser.option('profile', {
    type: 'string',
    describe: `mix of bugs: ${Object.keys(PROFILES).join(', ')}, one of ${CONFIG}, or a JSON file (default: ${DEFAULT_PROFILE})`,
  }) as Argv<T & ProfileArguments>;
}

/**
 * The profile that a user named: a file, one of `bebug.config.json`, or one that everybody has. `operators`: what else it may name, besides the
 * catalogue.
 * @throws BebugError `profile-unknown`, `file-missing`, `file-format`, `operator-unknown`
 */
export async function profileOf(
  { profile: asked }: ProfileArguments,
  cwd: string,
  operators: readonly Operator[],
): Promise<{ name: string; profile: Profile }> {
  const config = await readConfig(cwd);
  const name = asked ?? config.profile ?? DEFAULT_PROFILE;
  if (name.endsWith('.json'))
    return { name, profile: checked(await readProfile(resolve(cwd, name)), operators) };
  if (Object.hasOwn(config.profiles, name))
    return { name, profile: checked(config.profiles[name]!, operators) };
  const known: Readonly<Record<string, Profile>> = PROFILES;
  if (Object.hasOwn(known, name)) return { name, profile: known[name]! };
  throw unknown('profile-unknown', 'profile', name, Object.keys({ ...PROFILES, ...config.profiles }));
}

/** A profile of one's own names operators that there are; those that everybody has may name some that are still to come. */
function checked(profile: Profile, operators: readonly Operator[]): Profile {
  const ids = [...CATALOGUE, ...operators].map(({ id }) => id);
  for (const id of Object.keys(profile.operators))
    if (!ids.includes(id)) throw unknown('operator-unknown', 'operator', id, ids);
  return profile;
}

async function readProfile(path: string): Promise<Profile> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new BebugError('file-missing', `${path} cannot be read.`, { cause: error });
  });
  return parseJson(profileSchema, text, path);
}

/** What stands in the folder in which the command is run; nothing, where there is no such file. */
async function readConfig(cwd: string): Promise<Config> {
  const path = join(cwd, CONFIG);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '{}';
    throw new BebugError('file-missing', `${path} cannot be read.`, { cause: error });
  });
  return parseJson(configSchema, text, path);
}

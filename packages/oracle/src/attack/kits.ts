import { backtracking } from './backtracking.ts';
import { codeInjection } from './code-injection.ts';
import { commandInjection } from './command-injection.ts';
import { cookieFlags } from './cookie-flags.ts';
import { crossOrigin } from './cross-origin.ts';
import { externalEntity } from './external-entity.ts';
import { forgedToken } from './forged-token.ts';
import { headerInjection } from './header-injection.ts';
import { intrusion } from './intrusion.ts';
import type { KitName } from './kit-names.ts';
import type { AttackKit } from './kit.ts';
import { markupInjection } from './markup-injection.ts';
import { massAssignment } from './mass-assignment.ts';
import { openRedirect } from './open-redirect.ts';
import { outOfBounds } from './out-of-bounds.ts';
import { outsideFolder } from './outside-folder.ts';
import { overLimit } from './over-limit.ts';
import { pathTraversal } from './path-traversal.ts';
import { predictable } from './predictable.ts';
import { prototypePollution } from './prototype-pollution.ts';
import { requestForgery } from './request-forgery.ts';
import { secretSent } from './secret-sent.ts';
import { secretShown } from './secret-shown.ts';
import { sqlInjection } from './sql-injection.ts';
import { timing } from './timing.ts';
import { unverifiedPeer } from './unverified-peer.ts';
import { weakCrypto } from './weak-crypto.ts';

export const KITS: Readonly<Record<KitName, AttackKit>> = {
  backtracking,
  'code-injection': codeInjection,
  'command-injection': commandInjection,
  'cookie-flags': cookieFlags,
  'cross-origin': crossOrigin,
  'external-entity': externalEntity,
  'forged-token': forgedToken,
  'header-injection': headerInjection,
  intrusion,
  'markup-injection': markupInjection,
  'mass-assignment': massAssignment,
  'open-redirect': openRedirect,
  'out-of-bounds': outOfBounds,
  'outside-folder': outsideFolder,
  'over-limit': overLimit,
  'path-traversal': pathTraversal,
  predictable,
  'prototype-pollution': prototypePollution,
  'request-forgery': requestForgery,
  'secret-sent': secretSent,
  'secret-shown': secretShown,
  'sql-injection': sqlInjection,
  timing,
  'unverified-peer': unverifiedPeer,
  'weak-crypto': weakCrypto,
};

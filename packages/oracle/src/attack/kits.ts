import type { AttackKit, DescribedAttack } from './kit.ts';
import { pathTraversal } from './path-traversal.ts';
import { sqlInjection } from './sql-injection.ts';
import { timing } from './timing.ts';

export const KITS: Readonly<Record<DescribedAttack['kit'], AttackKit>> = {
  'path-traversal': pathTraversal,
  'sql-injection': sqlInjection,
  timing: timing,
};

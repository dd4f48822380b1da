const BUILDERS = /^(?:add|append|attach|connect|define|enqueue|insert|link|push|put|register|set)(?![a-z])/u;

/** Its name says that others find something after it. */
export function isBuilder(name: string | null): boolean {
  return name !== null && BUILDERS.test(name);
}

/** What a user can do about a reason for which mutants fall; one sentence each, for those who ask why there is no bug. */
const HINTS: Readonly<Record<string, string>> = {
  'screen: same normal form as the clean code': 'Nothing: the edit only spells the same code otherwise.',
  'screen: same normal form as another mutant': 'Nothing: another mutant of this list is the same code.',
  'screen: does not parse': 'Nothing: only a syntax slip may break the parse.',
  'screen: does not type-check': 'Nothing: the compiler finds it, so it would be no test of a bug-finder.',
  'screen: leaves something unused':
    'Nothing: the linter would point at the leftover name and give the bug away.',
  'screen: type error may rest on a package outside the task':
    'Install the dependencies, and keep types that matter in the project: a task holds no packages.',
  'prove: does not load':
    'The module cannot be evaluated in the sandbox: see why below. Plant in modules that need only the project and safe node: modules, or pass what is missing in as an argument.',
  'prove: no callable target':
    'No export that can be called from its types reaches the mutant: export the function, name parameter types that can be made up, or put a NAME.driver.ts beside the module.',
  'prove: not reachable from an export':
    'Nothing that the module exports refers to this code, so nobody can see the difference: export it, or plant elsewhere.',
  'prove: needs the outside world':
    'Every call asks for files, network or processes, which the sandbox refuses: pass them in as an argument, or through a NAME.driver.ts.',
  'prove: no witness':
    'Every input that was tried ends alike: the mutant may be equivalent, or it takes a state, an order of calls or an attacker that only a driver can bring.',
  'prove: arguable difference':
    'Clean and mutated code differ in something that nobody promised, or only where the project itself calls: say in the documentation or in a name that the order matters, export it, or write a driver that tells what does.',
  'prove: flaky subject':
    'The code does not repeat itself from call to call: inject what varies, or write a driver that pins it.',
  'prove: sandbox breach':
    'The mutant runs out of time or memory, or reaches out of the sandbox; that is never a proof by itself. A smaller input through a driver may show the bug.',
};

/** The hint for a counted reason; for one that is not in the table, where to read on. */
export function hintFor(reason: string): string {
  return HINTS[reason] ?? 'See packages/oracle/README.md for what counts as a proof.';
}

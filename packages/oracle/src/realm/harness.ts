/** Waits inside a sandbox child: reads requests, runs foreign code, answers in JSON lines. Bundled by `sandbox/harness-file.ts`. */
import type { Scenario } from '../driver.ts';
import type { Ran, Request, ScheduleRun } from '../sandbox/protocol.ts';
import { abandon, leave } from './abandon.ts';
import { describe } from './describe.ts';
import { installEnvironment } from './environment.ts';
import { explore } from './explore.ts';
import { measure } from './measure.ts';
import { rememberIntrinsics } from './intrinsics.ts';
import { Outcome } from './outcome.ts';
import { driveCalls, runCase } from './run-case.ts';
import { runSchedule } from './schedule.ts';
import { serve, serveSession } from './serve.ts';
import { instantiate, load } from './subject.ts';
import { refuel } from './fuel.ts';
import { readRequest, writeAnswer } from './wire.ts';

installEnvironment();
rememberIntrinsics();
// Anything that gets here is not an outcome of a case: die, and let the parent say so.
attend().catch((error: unknown) => abandon(error instanceof Error ? error.message : 'the harness failed'));

async function attend(): Promise<void> {
  for (;;) {
    const request = readRequest() as Request | null;
    if (request === null) return leave();
    await answer(request);
  }
}

async function answer(request: Request): Promise<void> {
  switch (request.do) {
    case 'load': {
      const why = load(request.code);
      return void writeAnswer({ loaded: why === null, why: why ?? '' });
    }
    case 'describe': {
      const { driver } = instantiate();
      return void writeAnswer(
        driver ? await describe(driver) : { calls: [], scenarios: [], attacks: [], loads: [], problem: null },
      );
    }
    case 'run':
      for (const [index, given] of request.cases.entries())
        writeAnswer(await runCase(given, request.fuel[index]!));
      return;
    case 'explore':
      return void writeAnswer(
        await explore(scenarioNamed(request.scenario), request.cap, request.fuel, request.known),
      );
    case 'follow':
      return void writeAnswer(await follow(scenarioNamed(request.scenario), request.events, request.fuel));
    case 'in-turn':
      return void writeAnswer(await inTurn(scenarioNamed(request.scenario), request.fuel));
    case 'serve':
      if (request.installation === null)
        for (const text of request.requests) writeAnswer(await serve(request.attack, text, request.fuel));
      else
        for (const ran of await serveSession(
          request.attack,
          request.requests,
          request.fuel,
          request.installation,
        ))
          writeAnswer(ran);
      return;
    case 'measure':
      for (const load of request.loads) writeAnswer(await measure(load, request.fuel));
  }
}

function scenarioNamed(name: string): Scenario {
  const found = instantiate().driver?.scenarios?.find((scenario) => scenario.name === name);
  if (!found) throw new Error(`the driver has no scenario ${name}`);
  return found;
}

/** Repeat a schedule by its labels, exactly: a label that is not on offer, or events left over, make it unsound. */
async function follow(scenario: Scenario, events: readonly string[], fuel: number): Promise<ScheduleRun> {
  const run = await runSchedule(
    scenario,
    (options, step) => {
      const index = options.findIndex((option) => option.label === events[step]);
      return index < 0 ? null : index;
    },
    fuel,
  );
  const { L1, L2, L3, deviations, needs } = run;
  return {
    L1,
    L2,
    L3,
    events: run.events,
    deviations,
    needs,
    sound: run.sound && run.events.length === events.length,
  };
}

/** The scenario's calls one at a time, client after client: a race that this shows is not a pure one. */
async function inTurn(scenario: Scenario, fuel: number): Promise<Ran> {
  const instance = instantiate();
  refuel(fuel);
  const outcome = new Outcome();
  const calls = [...(scenario.before ?? []), ...scenario.clients.flat()];
  await driveCalls(
    instance,
    calls.map(([name, ...args]) => [name, args as never[]] as const),
    outcome,
  );
  return outcome.close();
}

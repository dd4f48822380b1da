/** Waits inside a sandbox child: reads requests, runs foreign code, answers in JSON lines. Bundled by `sandbox/harness-file.ts`. */
import type { Request } from '../sandbox/protocol.ts';
import { abandon, leave } from './abandon.ts';
import { describe } from './describe.ts';
import { installEnvironment } from './environment.ts';
import { explore } from './explore.ts';
import { follow, inTurn } from './follow.ts';
import { rememberIntrinsics } from './intrinsics.ts';
import { measure } from './measure.ts';
import { runCase } from './run-case.ts';
import { serve, serveSession } from './serve.ts';
import { hasDrawn } from './session.ts';
import { instantiate, load, entered } from './subject.ts';
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
      for (const [index, given] of request.cases.entries()) {
        const ran = await runCase(given, request.fuel[index]!, {
          keepsLasting: true,
          chance: request.chance,
        });
        writeAnswer({ ...ran, entered: entered(), drew: hasDrawn() });
      }
      return;
    case 'explore':
      return void writeAnswer(
        await explore(request.script, request.strategy, request.cap, request.fuel, request.known),
      );
    case 'follow':
      return void writeAnswer(await follow(request.script, request.events, request.fuel));
    case 'in-turn':
      return void writeAnswer(await inTurn(request.script, request.fuel));
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
